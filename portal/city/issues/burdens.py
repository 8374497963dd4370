"""How much lies open where, counted from what everyone may see: for the ranking of needs."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues.models import ISSUES
from portal.city.issues.queries import visible


class Burden(NamedTuple):
    """How many visible issues of one service, district, severity and class of age are open."""

    service_code: str
    district_code: str
    severity: int
    age: int  # 0 for the newest class
    issues: int


def open_burdens(session: Session, *, on: date, ages_days: Sequence[int]) -> tuple[Burden, ...]:
    """Count open issues; `ages_days` are the ages, in ascending order, from which on the next class begins."""
    reported = ISSUES.c.reported_on
    limits = [(reported > on - timedelta(days=days), number) for number, days in enumerate(ages_days)]
    age = sa.case(*limits, else_=len(ages_days)).label("age")
    group = (ISSUES.c.service_code, ISSUES.c.district_code, ISSUES.c.severity, age)
    asked = sa.select(*group, sa.func.count()).where(visible(), ISSUES.c.is_open).group_by(*group).order_by(*group)
    return tuple(Burden(*row) for row in session.execute(asked))
