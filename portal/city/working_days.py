"""Working days as all promises of the portal count them: Monday to Friday.

A city's holidays are not known here, so a day that is promised is never later than one that leaves holidays out.
"""

from datetime import date, timedelta
from typing import Final

SATURDAY: Final = 5


def working_days_after(day: date, days: int) -> date:
    """Count `days` working days on from `day`."""
    while days:
        day += timedelta(days=1)
        days -= day.weekday() < SATURDAY
    return day
