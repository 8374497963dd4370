"""The list of issues as the desk reads it: hidden ones, and those that wait for their hour, as well."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues.addresses import Cursor
from portal.city.issues.models import ISSUES
from portal.ground import clock

PAGE = 25


class Sight(StrEnum):
    """Which issues the desk wants, by where they stand and who can see them."""

    OPEN = ""
    LATE = "late"
    CLOSED = "closed"
    HIDDEN = "hidden"
    DELAYED = "delayed"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class DeskLine:
    """One issue in the desk's list."""

    reference: str
    title: str
    title_language: str
    service_code: str
    district_code: str
    status: str
    outcome: str | None
    hidden: bool
    published_at: datetime
    reported_on: date
    due_on: date | None

    @property
    def cursor(self) -> Cursor:
        """The place behind this line."""
        return Cursor(self.reported_on, self.reference)


@dataclass(frozen=True, slots=True)
class DeskPage:
    """Some issues, newest first, and the place from which the next page is read."""

    lines: tuple[DeskLine, ...]
    next: Cursor | None


def desk_page(
    session: Session,
    *,
    today: date,
    sight: Sight = Sight.OPEN,
    category: str = "",
    district: str = "",
    after: Cursor | None = None,
) -> DeskPage:
    """Read one page of issues, newest first."""
    order = ISSUES.c.reported_on, ISSUES.c.reference
    asked = sa.select(*(ISSUES.c[name] for name in DeskLine.__dataclass_fields__)).where(*_within(sight, today))
    if category:
        asked = asked.where(ISSUES.c.service_code == category)
    if district:
        asked = asked.where(ISSUES.c.district_code == district)
    if after is not None:
        place = sa.tuple_(sa.literal(after.reported_on, sa.Date), sa.literal(after.reference, sa.String))
        asked = asked.where(sa.tuple_(*order) < place)
    rows = session.execute(asked.order_by(*(column.desc() for column in order)).limit(PAGE + 1)).all()
    lines = tuple(DeskLine(*row) for row in rows[:PAGE])
    return DeskPage(lines, lines[-1].cursor if len(rows) > PAGE else None)


def _within(sight: Sight, today: date) -> tuple[sa.ColumnElement[bool], ...]:
    shown = ISSUES.c.hidden == sa.false()
    return {
        Sight.OPEN: (ISSUES.c.is_open == sa.true(), shown),
        Sight.LATE: (ISSUES.c.is_open == sa.true(), ISSUES.c.due_on < today, shown),
        Sight.CLOSED: (ISSUES.c.is_open == sa.false(), shown),
        Sight.HIDDEN: (ISSUES.c.hidden == sa.true(),),
        Sight.DELAYED: (ISSUES.c.published_at > clock.now(), shown),
        Sight.ALL: (),
    }[sight]
