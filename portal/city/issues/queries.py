"""What can be asked about issues. `visible` decides for every page, list, map and export what everyone may see."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues import rules
from portal.city.issues.models import ISSUES, TIMELINE, Issue
from portal.ground import clock
from privacy.minimise.location import Point, cells_near, distance_m

MOST_HINTS = 10
_CANDIDATES = 200  # the newest open ones, of which the nearest are kept


def visible() -> sa.ColumnElement[bool]:
    """Say what everyone may see, at the moment the statement runs: the one predicate."""
    now = sa.bindparam("visible_at", callable_=clock.now, type_=ISSUES.c.published_at.type)
    return sa.and_(ISSUES.c.published_at <= now, ISSUES.c.hidden == sa.false())


@dataclass(frozen=True, slots=True)
class Shown:
    """An issue as its page shows it."""

    id: int
    reference: str
    service_code: str
    district_code: str
    title: str
    title_language: str
    description: str
    description_language: str
    status: str
    outcome: str | None
    place_words: str
    place_language: str
    public_lat: float | None
    public_lon: float | None
    reported_on: date
    closed_on: date | None
    due_on: date | None
    duplicate_of: int | None
    version: int


@dataclass(frozen=True, slots=True)
class Happening:
    """One entry of an issue's timeline."""

    on_date: date
    kind: str
    outcome: str | None
    note_code: str
    notes: dict[str, str]


@dataclass(frozen=True, slots=True)
class Hint:
    """An issue that may be the same as a new report."""

    id: int
    reference: str
    title: str
    title_language: str
    status: str
    outcome: str | None
    reported_on: date
    place_words: str
    place_language: str
    distance_m: float
    is_on_street: bool = False  # on the street of the report: the middles of cells tell little then

    @property
    def is_open(self) -> bool:
        """Whether the city still works on it."""
        return self.status != rules.Status.CLOSED


def shown(session: Session, reference: str) -> Shown | None:
    """Find an issue that everyone may see; None where it is hidden, still waits, or never was."""
    row = session.execute(_shown(), {"reference": reference}).first()
    return Shown(*row) if row else None


def happenings(session: Session, issue_id: int) -> tuple[Happening, ...]:
    """Read what has happened to an issue, oldest first."""
    return tuple(Happening(*row) for row in session.execute(_happenings(), {"issue_id": issue_id}))


def visible_reference(session: Session, issue_id: int) -> str | None:
    """Give the reference of an issue, if everyone may see it: for the link from a duplicate."""
    return session.scalar(sa.select(ISSUES.c.reference).where(ISSUES.c.id == issue_id, visible()))


def by_reference(session: Session, reference: str, *, lock: bool = False) -> Issue | None:
    """Find an issue for the desk, hidden or not; `lock` keeps other clerks from changing it meanwhile."""
    asked = sa.select(Issue).where(ISSUES.c.reference == reference)
    return session.scalars(asked.with_for_update() if lock else asked).first()


def by_id(session: Session, issue_id: int, *, lock: bool = False) -> Issue | None:
    """Find an issue for the desk by the number that its reports hold; `lock` keeps others from changing it."""
    return session.get(Issue, issue_id, with_for_update=lock)


def near(
    session: Session, *, service_code: str, point: Point, radius_m: float = 150, street: str = ""
) -> tuple[Hint, ...]:
    """List issues of the same service near a point: at most 10, open ones first, those in `street` first among them.

    For the desk: those that still wait to be published are among them, hidden ones and duplicates are not.
    """
    ranges = cells_near(point, radius_m=radius_m)
    asked: sa.Select[Any] = (
        sa.select(*_HINT, ISSUES.c.public_lat, ISSUES.c.public_lon)
        .where(sa.or_(*(ISSUES.c.cell.between(first, last) for first, last in ranges)))
        .where(ISSUES.c.service_code == service_code, ISSUES.c.hidden == sa.false())
        .where(ISSUES.c.outcome.is_distinct_from(rules.Outcome.DUPLICATE))
        .order_by(ISSUES.c.is_open.desc(), ISSUES.c.reported_on.desc())
        .limit(_CANDIDATES)
    )
    found = [_hint(point, dict(row)) for row in session.execute(asked).mappings()]
    close = [hint for hint in found if hint.distance_m <= radius_m]

    def likeliest(hint: Hint) -> tuple[bool, bool, float]:
        return not hint.is_open, bool(street) and hint.place_words != street, hint.distance_m

    return tuple(sorted(close, key=likeliest)[:MOST_HINTS])


def closed_before(day: date) -> sa.Select[int | None]:
    """Select the numbers of the issues that were closed before a day: for what may be forgotten with them."""
    return sa.select(ISSUES.c.id).where(ISSUES.c.closed_on < day)


def _hint(point: Point, facts: dict[str, Any]) -> Hint:
    place = Point(facts.pop("public_lat"), facts.pop("public_lon"))
    return Hint(**facts, distance_m=distance_m(point, place))


_HINT = tuple(ISSUES.c[name] for name in tuple(Hint.__dataclass_fields__)[:-2])


@cache
def _shown() -> sa.Select[Any]:
    columns = (ISSUES.c[name] for name in Shown.__dataclass_fields__)
    return sa.select(*columns).where(ISSUES.c.reference == sa.bindparam("reference"), visible())


@cache
def _happenings() -> sa.Select[Any]:
    columns = (TIMELINE.c[name] for name in Happening.__dataclass_fields__)
    of_issue = TIMELINE.c.issue_id == sa.bindparam("issue_id")
    return sa.select(*columns).where(of_issue, TIMELINE.c.visible).order_by(TIMELINE.c.id)
