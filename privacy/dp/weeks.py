"""Number the weeks, give each to one budget year, and stagger the thirteen-week windows in which a unit is counted."""

from datetime import date, datetime, timedelta, tzinfo

FIRST_MONDAY = date(2024, 1, 1)
WINDOW_WEEKS = 13
# A year has 52 or 53 weeks, so whatever the offset it touches 4 or 5 windows of 13 (a test counts them all).
WINDOWS_A_YEAR = 5


def local_day(at: datetime, zone: tzinfo) -> date:
    """Say which day it is in the city at an aware point in time.

    Raises ValueError for a naive time: the day a voice is counted in must not depend on a server's clock zone.
    """
    if at.tzinfo is None:
        raise ValueError("a naive time belongs to no day; give it a time zone")
    return at.astimezone(zone).date()


def week_of(day: date) -> int:
    """Number the week of a local day: Monday 2024-01-01 begins week 0, earlier weeks are negative."""
    return (day - FIRST_MONDAY).days // 7


def monday_of(week: int) -> date:
    """Give the first day of a week."""
    return FIRST_MONDAY + timedelta(weeks=week)


def year_of(week: int) -> int:
    """Give the budget year of a week, which is its ISO 8601 year: no week belongs to two."""
    return monday_of(week).isocalendar().year


def number_in_year(week: int) -> int:
    """Give the ISO 8601 number of a week in its budget year, 1 to 52 or 53."""
    return monday_of(week).isocalendar().week


def weeks_of(year: int) -> range:
    """List the 52 or 53 weeks of a budget year."""
    return range(week_of(date.fromisocalendar(year, 1, 1)), week_of(date.fromisocalendar(year + 1, 1, 1)))


def offset_of(unit: int) -> int:
    """Spread units evenly over thirteen calendars, so that no week of the year begins everybody's window."""
    return unit % WINDOW_WEEKS


def window_of(week: int, unit: int) -> int:
    """Number the window in which a unit's contribution of this week is counted.

    The unit is a pseudonym read as an integer. Any year touches at most WINDOWS_A_YEAR windows of one unit.
    """
    return (week + offset_of(unit)) // WINDOW_WEEKS


def beginning_of(window: int, unit: int) -> int:
    """Give the first week of a unit's window."""
    return window * WINDOW_WEEKS - offset_of(unit)
