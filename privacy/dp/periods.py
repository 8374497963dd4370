"""Cut a budget year into periods that do not overlap, give each a lasting name, and say when it is closed."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from privacy.dp.weeks import monday_of, number_in_year, week_of, weeks_of, year_of

# The desk may correct a voice this long after the period's last day; then the period never changes again.
CORRECTION_DAYS = 7
_KEY = re.compile(r"(?P<year>[0-9]{4})-W(?P<first>[0-9]{2})(?:\.\.W(?P<last>[0-9]{2}))?")


class Cadence(StrEnum):
    """How often a statistic is released, from the shortest to the longest."""

    WEEK = "week"
    FOUR_WEEKS = "four-weeks"
    QUARTER = "quarter"
    YEAR = "year"


_PERIODS_A_YEAR = {Cadence.FOUR_WEEKS: 13, Cadence.QUARTER: 4, Cadence.YEAR: 1}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A run of whole weeks inside one budget year: `first` is in it, `end` is not."""

    first: int
    end: int

    def __post_init__(self) -> None:
        if not self.first < self.end or year_of(self.first) != year_of(self.end - 1):
            raise ValueError("a period is at least one week and lies inside one budget year")

    @property
    def key(self) -> str:
        """Name the period for ever, as its ISO weeks: "2026-W40" or "2026-W40..W43"."""
        name = f"{self.year:04d}-W{number_in_year(self.first):02d}"
        return name if len(self.weeks) == 1 else f"{name}..W{number_in_year(self.end - 1):02d}"

    @property
    def year(self) -> int:
        """Give the one budget year the period lies in."""
        return year_of(self.first)

    @property
    def weeks(self) -> range:
        """List the weeks of the period."""
        return range(self.first, self.end)

    @property
    def last_day(self) -> date:
        """Give the Sunday that ends the period."""
        return monday_of(self.end) - timedelta(days=1)

    @property
    def closes_on(self) -> date:
        """Give the first local day on which the period is closed: a Monday, seven whole days after the last day."""
        return monday_of(self.end) + timedelta(days=CORRECTION_DAYS)

    def is_closed(self, today: date) -> bool:
        """Say whether the period can no longer change. Depends on the calendar only, never on what was counted."""
        return today >= self.closes_on


def period_named(key: str) -> Period:
    """Read a period's name back. Raises ValueError for a name that `Period.key` would not write."""
    found = _KEY.fullmatch(key)
    if found is None:
        raise ValueError("a period is named like 2026-W40 or 2026-W40..W43")
    year, first = int(found["year"]), int(found["first"])
    start = week_of(date.fromisocalendar(year, first, 1))
    end = week_of(date.fromisocalendar(year, int(found["last"] or first), 1)) + 1
    period = Period(start, end)
    if period.key != key:
        raise ValueError("a period is named like 2026-W40 or 2026-W40..W43")
    return period


def periods_of(year: int, cadence: Cadence) -> tuple[Period, ...]:
    """Cut a budget year into its periods, in order: disjoint, and together the whole year.

    A year of 53 weeks has one week too many for 4 or 13: its last period is that much longer (5 or 14 weeks).
    A short period of one week would have the same noise and a quarter of the voices.
    """
    weeks = weeks_of(year)
    if cadence is Cadence.WEEK:
        return tuple(Period(week, week + 1) for week in weeks)
    count = _PERIODS_A_YEAR[cadence]
    length = len(weeks) // count
    starts = [weeks.start + number * length for number in range(count)]
    return tuple(Period(start, end) for start, end in zip(starts, [*starts[1:], weeks.stop], strict=True))


def period_of(week: int, cadence: Cadence) -> Period:
    """Find the period a week falls in."""
    return next(period for period in periods_of(year_of(week), cadence) if week in period.weeks)
