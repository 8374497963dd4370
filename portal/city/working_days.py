"""Working days as all promises of the portal count them: Monday to Friday, without the city's holidays."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Final

SATURDAY: Final = 5
ONE_DAY: Final = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether the city works on this day."""
    return day.weekday() < SATURDAY and day not in holidays


def working_days_after(day: date, days: int, holidays: Collection[date]) -> date:
    """Count `days` working days on from `day`."""
    while days:
        day += ONE_DAY
        days -= is_working_day(day, holidays)
    return day


def due_after(day: date, days: int, holidays: Collection[date]) -> date:
    """Count `days` of the calendar on from `day`, and go on to a working day: nobody answers on another."""
    day += timedelta(days=days)
    while not is_working_day(day, holidays):
        day += ONE_DAY
    return day
