"""Open issues that may be the same as what somebody is about to report: what everyone may see, at its public place.

A place that somebody names is compared with public points, never with the exact ones. So nobody learns from the answer
what the list and the map do not tell.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues import photos
from portal.city.issues.models import ISSUES
from portal.city.issues.photos import ShownPhoto
from portal.city.issues.queries import visible
from privacy.minimise.location import Point, cells_near, distance_m, public_cell

MOST: Final = 3
RADIUS_M: Final = 50
_CANDIDATES = 500  # more than a quarter of a square kilometre has of one type
_STEP_M = 10


@dataclass(frozen=True, slots=True)
class Similar:
    """An open issue of the same type. `about_m` is how far its public point is, roughly; None: on the same street."""

    id: int
    reference: str
    title: str
    title_language: str
    status: str
    outcome: str | None
    place_words: str
    place_language: str
    reported_on: date
    photo: ShownPhoto | None = None
    about_m: int | None = None


_COLUMNS = tuple(ISSUES.c[name] for name in Similar.__dataclass_fields__ if name not in ("photo", "about_m"))


def near_point(session: Session, *, service_code: str, point: Point) -> tuple[Similar, ...]:
    """List the nearest open issues of a type within 50 metres of a point, or in the point's own public cell."""
    ranges = cells_near(point, radius_m=RADIUS_M)
    facts: dict[str, Any] = {"service": service_code}
    for place, (first, last) in enumerate(ranges):
        facts |= {f"first{place}": first, f"last{place}": last}
    found = []
    for *columns, lat, lon in session.execute(_near(len(ranges)), facts):
        there = Point(lat, lon)
        metres = distance_m(point, there)
        if metres <= RADIUS_M or public_cell(there) == public_cell(point):
            found.append((metres, replace(Similar(*columns), about_m=_roughly(metres))))
    nearest = sorted(found, key=lambda each: each[0])[:MOST]
    return tuple(_with_photo(session, issue) for _, issue in nearest)


def on_street(session: Session, *, service_code: str, district_code: str, street: str) -> tuple[Similar, ...]:
    """List the newest open issues of a type on a street."""
    facts = {"service": service_code, "district": district_code, "street": street}
    found = [Similar(*row) for row in session.execute(_on_street(), facts)]
    return tuple(_with_photo(session, issue) for issue in found)


def each_once(close: Sequence[Similar], along: Sequence[Similar]) -> tuple[Similar, ...]:
    """Put the nearest first, then those of the same street: at most three together."""
    known = {each.id for each in close}
    return (*close, *(each for each in along if each.id not in known))[:MOST]


def _with_photo(session: Session, issue: Similar) -> Similar:
    """Add the first photo, if there is one."""
    return replace(issue, photo=next(iter(photos.of_issue(session, issue.id)), None))


def _roughly(metres: float) -> int:
    return max(_STEP_M, round(metres / _STEP_M) * _STEP_M)


def _open(columns: Sequence[Any]) -> sa.Select[Any]:
    of_type = ISSUES.c.service_code == sa.bindparam("service")
    return sa.select(*columns).where(of_type, ISSUES.c.is_open == sa.true(), visible())


@cache
def _near(ranges: int) -> sa.CompoundSelect[Any]:
    """Ask for each range apart: of one question with many ranges, a database reads all of the type."""
    asked = _open((*_COLUMNS, ISSUES.c.public_lat, ISSUES.c.public_lon))
    inside = (ISSUES.c.cell.between(sa.bindparam(f"first{at}"), sa.bindparam(f"last{at}")) for at in range(ranges))
    return sa.union_all(*(asked.where(each) for each in inside)).limit(_CANDIDATES)


@cache
def _on_street() -> sa.Select[Any]:
    street = ISSUES.c.place_words == sa.bindparam("street"), ISSUES.c.district_code == sa.bindparam("district")
    return _open(_COLUMNS).where(*street).order_by(ISSUES.c.reported_on.desc()).limit(MOST)
