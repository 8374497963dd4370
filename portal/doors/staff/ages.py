"""How old a report is, in days of the city: what is late, and what a filter by age means."""

from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from i18n.lazy import Lazy, lazy
from portal.listen.reports.rules import REVIEW_DAYS

_SATURDAY: Final = 5


class Age(StrEnum):
    """How old a report is at least."""

    ANY = ""
    DAY = "day"
    LATE = "late"
    WEEK = "week"


AGE_NAMES: Final[dict[Age, Lazy]] = {
    Age.ANY: lazy("Any age"),
    Age.DAY: lazy("Older than 1 day"),
    Age.LATE: lazy("Older than 2 working days"),
    Age.WEEK: lazy("Older than 1 week"),
}


def older_than(age: Age, now: datetime, zone: ZoneInfo) -> datetime | None:
    """Give the moment before which a report of this age was filed; None for any."""
    if age is Age.LATE:
        return working_days_before(now, REVIEW_DAYS, zone)
    days = {Age.DAY: 1, Age.WEEK: 7}.get(age)
    return now - timedelta(days=days) if days else None


def working_days_before(now: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Go back by working days, Monday to Friday, at the same time of day; from a weekend, by its last working day.

    A city's holidays are not known, so a report after one may be called late a day early.
    """
    local = now.astimezone(zone)
    if local.weekday() >= _SATURDAY:
        local = datetime.combine(local.date() - timedelta(days=local.weekday() - _SATURDAY), time(), zone)
    while days:
        local -= timedelta(days=1)
        days -= local.weekday() < _SATURDAY
    return local


def days_since(then: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Count the midnights of the city between two moments."""
    return (now.astimezone(zone).date() - then.astimezone(zone).date()).days
