"""The list of issues: one statement for each shape of filter, read page by page from a place in the order.

Never by number of page and never with a total: a page costs the same at the beginning and behind a million rows.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues.addresses import Cursor
from portal.city.issues.models import ISSUES
from portal.city.issues.queries import visible

PAGE = 20

# A literal, not a parameter: PostgreSQL plans a prepared statement without knowing its parameters, and a sort of
# everything would look cheap to it if the limit might be large.
_LIMIT = sa.literal_column(str(PAGE + 1), sa.Integer)


class Group(StrEnum):
    """Which issues a reader wants, by status."""

    OPEN = "open"
    CLOSED = "closed"
    ALL = "all"


class Order(StrEnum):
    """What stands first."""

    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which issues, in which order, and from where on. Empty codes mean any."""

    group: Group = Group.OPEN
    category: str = ""
    district: str = ""
    order: Order = Order.NEWEST
    after: Cursor | None = None
    before: Cursor | None = None

    @property
    def query(self) -> dict[str, str]:
        """Write the filter for an address, without the place in the list."""
        status = "" if self.group is Group.OPEN else self.group
        order = "" if self.order is Order.NEWEST else self.order
        return {"status": status, "category": self.category, "district": self.district, "order": order}

    def at(self, *, after: Cursor | None = None, before: Cursor | None = None) -> "Wanted":
        """Give the same filter at another place."""
        return replace(self, after=after, before=before)


class Line(NamedTuple):
    """One issue in the list."""

    reference: str
    title: str
    title_language: str
    status: str
    outcome: str | None
    place_words: str
    place_language: str
    reported_on: date
    service_code: str
    district_code: str


@dataclass(frozen=True, slots=True)
class Page:
    """Some issues in order, and the places from which the next and the previous page are read."""

    lines: tuple[Line, ...]
    next: Cursor | None
    previous: Cursor | None


@dataclass(frozen=True, slots=True)
class Shape:
    """All that makes one statement differ from another; the rest are parameters."""

    group: Group
    by_category: bool
    by_district: bool
    descending: bool
    from_cursor: bool


def page(session: Session, wanted: Wanted) -> Page:
    """Read one page. A page before a place that is not full begins at the beginning."""
    if wanted.before is None:
        lines, more = _read(session, wanted, wanted.after, backwards=False)
        return Page(lines, _cursor(lines[-1]) if more else None, _cursor(lines[0]) if wanted.after and lines else None)
    lines, more = _read(session, wanted, wanted.before, backwards=True)
    if len(lines) < PAGE:
        return page(session, wanted.at())
    return Page(lines[::-1], _cursor(lines[0]), _cursor(lines[-1]) if more else None)


def _read(session: Session, wanted: Wanted, cursor: Cursor | None, *, backwards: bool) -> tuple[tuple[Line, ...], bool]:
    descending = (wanted.order is Order.NEWEST) is not backwards
    shape = Shape(wanted.group, bool(wanted.category), bool(wanted.district), descending, cursor is not None)
    facts: dict[str, Any] = {"category": wanted.category, "district": wanted.district}
    if cursor is not None:
        facts |= {"day": cursor.reported_on, "reference": cursor.reference}
    rows = session.execute(statement(shape), facts).all()
    return tuple(Line(*row) for row in rows[:PAGE]), len(rows) > PAGE


def _cursor(line: Line) -> Cursor:
    return Cursor(line.reported_on, line.reference)


@cache
def statement(shape: Shape) -> sa.Select[Any]:
    """Build the statement of a shape, once."""
    asked = sa.select(*(ISSUES.c[name] for name in Line._fields)).where(visible())
    if shape.group is not Group.ALL:
        asked = asked.where(ISSUES.c.is_open == (sa.true() if shape.group is Group.OPEN else sa.false()))
    if shape.by_category:
        asked = asked.where(ISSUES.c.service_code == sa.bindparam("category"))
    if shape.by_district:
        asked = asked.where(ISSUES.c.district_code == sa.bindparam("district"))
    order = (ISSUES.c.reported_on, ISSUES.c.reference)
    if shape.from_cursor:
        place = sa.tuple_(sa.bindparam("day", type_=sa.Date), sa.bindparam("reference", type_=sa.String))
        asked = asked.where(sa.tuple_(*order) < place if shape.descending else sa.tuple_(*order) > place)
    directed = (each.desc() if shape.descending else each.asc() for each in order)
    return asked.order_by(*directed).limit(_LIMIT)
