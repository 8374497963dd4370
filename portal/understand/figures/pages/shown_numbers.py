"""How a released number is shown: at least nought, with its range, as "few" where its noise is larger than itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from portal.city.wording import Wording
from privacy.dp.estimates import Estimate, shown_at_least_zero
from privacy.dp.explain import reading_of


@dataclass(frozen=True, slots=True)
class Number:
    """One number with the ends of its range, clamped for display only."""

    estimate: int
    low: int
    high: int
    is_few: bool
    law: str = "gaussian"  # a sum of many noises looks like one; a single cell has the law of its mechanism


@dataclass(frozen=True, slots=True)
class Row:
    """A number with the name of what was counted."""

    code: str
    name: Wording
    number: Number
    exact: Estimate

    @property
    def label(self) -> Markup:
        """The name, marked with its language."""
        return marked(self.name)

    @property
    def low(self) -> int:
        """The low end, as a bar shows it."""
        return self.number.low

    @property
    def estimate(self) -> int:
        """The number, as a bar shows it."""
        return self.number.estimate

    @property
    def high(self) -> int:
        """The high end, as a bar shows it."""
        return self.number.high


@dataclass(frozen=True, slots=True)
class Finding:
    """What may be said about an order: two are ranked only where their ranges do not touch.

    `leaders` cannot be told apart from the first; nor `followers` from the first one behind them.
    """

    leaders: tuple[Row, ...]
    followers: tuple[Row, ...]
    few: tuple[Row, ...]


def marked(name: Wording) -> Markup:
    """Mark a name with its language."""
    return Markup('<bdi lang="{}">{}</bdi>').format(name.locale, name.text)


def number_of(estimate: Estimate) -> Number:
    """Read one estimate for display."""
    reading = reading_of(estimate)
    value, low, high = (shown_at_least_zero(each) for each in (reading.value, reading.low, reading.high))
    is_single = len(estimate.terms) == 1 and estimate.terms[0][1] == 1
    law = estimate.terms[0][0].mechanism.value if is_single else "gaussian"
    return Number(value, low, high, is_few=reading.read_as_few, law=law)


def rows_of(sums: Mapping[str, Estimate], names: Mapping[str, Wording]) -> tuple[Row, ...]:
    """Put names to sums, in the order of the names."""
    return tuple(Row(code, name, number_of(sums[code]), sums[code]) for code, name in names.items() if code in sums)


def largest_first(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Order rows by their released number."""
    return tuple(sorted(rows, key=lambda row: (-row.exact.value, row.code)))


def finding_of(rows: Sequence[Row]) -> Finding:
    """Say which rows stand out of the others' ranges, and which are too small to say anything."""
    ordered = [row for row in largest_first(rows) if not row.number.is_few]
    leaders = _level_with_first(ordered)
    followers = _level_with_first(ordered[len(leaders) :])
    return Finding(leaders, followers, tuple(row for row in rows if row.number.is_few))


def _level_with_first(ordered: Sequence[Row]) -> tuple[Row, ...]:
    if not ordered:
        return ()
    lowest = ordered[0].exact.interval().low
    return tuple(row for row in ordered if row.exact.interval().high >= lowest)
