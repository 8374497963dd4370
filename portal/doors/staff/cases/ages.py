"""How old a report is, in days of the city: what is late, and what a filter by age means."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from i18n.lazy import Lazy, lazy
from portal.city.working_days import ONE_DAY, is_working_day
from portal.listen.reports.rules import REVIEW_DAYS


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


def older_than(age: Age, now: datetime, zone: ZoneInfo, holidays: Collection[date]) -> datetime | None:
    """Give the moment before which a report of this age was filed; None for any."""
    if age is Age.LATE:
        return working_days_before(now, REVIEW_DAYS, zone, holidays)
    days = {Age.DAY: 1, Age.WEEK: 7}.get(age)
    return now - timedelta(days=days) if days else None


def working_days_before(now: datetime, days: int, zone: ZoneInfo, holidays: Collection[date]) -> datetime:
    """Go back by working days at the same time of day; from a weekend or a holiday, by the last working day before."""
    local = now.astimezone(zone)
    while not is_working_day(local.date(), holidays):
        local = datetime.combine(local.date(), time(), zone)
        if is_working_day(local.date() - ONE_DAY, holidays):
            break
        local -= ONE_DAY
    while days:
        local -= ONE_DAY
        days -= is_working_day(local.date(), holidays)
    return local


def days_since(then: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Count the midnights of the city between two moments."""
    return (now.astimezone(zone).date() - then.astimezone(zone).date()).days
