"""Counts the weeks that keys live for: an epoch is an ISO week, written as year × 100 + week (202648)."""

from datetime import date, timedelta

_WEEK = timedelta(weeks=1)


def epoch_on(day: date) -> int:
    """Name the epoch a day belongs to. Source: ISO 8601 week dates."""
    year, week, _ = day.isocalendar()
    return year * 100 + week


def first_day(epoch: int) -> date:
    """Find the Monday an epoch begins with; raises ValueError for a week that does not exist."""
    return date.fromisocalendar(epoch // 100, epoch % 100, 1)


def next_epoch(epoch: int) -> int:
    """Name the epoch after this one."""
    return epoch_on(first_day(epoch) + _WEEK)
