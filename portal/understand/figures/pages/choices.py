"""Which periods a reader may choose: each that was released, and each quarter that released periods make up."""

from collections.abc import Iterable, Sequence

from accessibility.fields import Choice, Field, Kind
from i18n.formatting import Formats
from i18n.lazy import lazy
from portal.understand.figures.figure import Figure
from privacy.dp.periods import Cadence, Period, period_named, periods_of
from privacy.dp.weeks import monday_of


def offered(released: Iterable[Period]) -> tuple[Period, ...]:
    """List what can be shown, newest first: adding up what was released costs nothing."""
    single = tuple(released)
    years = {period.year for period in single}
    quarters = (quarter for year in years for quarter in periods_of(year, Cadence.QUARTER))
    whole = {quarter for quarter in quarters if tiles(quarter, single)}
    return tuple(sorted({*single, *whole}, key=lambda period: (-period.end, len(period.weeks))))


def tiles(wanted: Period, several: Iterable[Period]) -> bool:
    """Say whether some periods together are exactly this one."""
    weeks = [week for each in several if wanted.first <= each.first and each.end <= wanted.end for week in each.weeks]
    return sorted(weeks) == list(wanted.weeks)


def chosen(asked: str, choices: Sequence[Period]) -> Period | None:
    """Read the period in an address, the newest released one where there is none; None for one that is not offered."""
    if not asked:
        return choices[0] if choices else None
    try:
        period = period_named(asked)
    except ValueError:
        return None
    return period if period in choices else None


def asks(period: Period, choices: Sequence[Period], formats: Formats) -> Field:
    """Ask for the period."""
    options = tuple(Choice(value=each.key, label=words(each, formats)) for each in choices)
    return Field(
        id="period", name="period", kind=Kind.SELECT, label=lazy("Which period?"), choices=options, values=(period.key,)
    )


def neighbours(period: Period, choices: Sequence[Period]) -> tuple[Period | None, Period | None]:
    """Give the period of the same length before and after this one, where there is one."""
    alike = [each for each in choices if len(each.weeks) == len(period.weeks)]
    at = alike.index(period)
    return (
        alike[at + 1] if at + 1 < len(alike) else None,
        alike[at - 1] if at > 0 else None,
    )


def words(period: Period, formats: Formats) -> str:
    """Say a period in words: 5–11 October 2026."""
    return formats.date_range(monday_of(period.first), period.last_day)


def covers(period: Period, figures: Sequence[Figure]) -> bool:
    """Say whether some figures make up a whole period."""
    return tiles(period, (figure.period for figure in figures))
