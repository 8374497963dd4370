"""Fill a database with invented issues, fast: what the benchmarks of lists, pages and the map are measured on."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

from portal.city.issues.models import ISSUES
from portal.city.issues.new_issue import NewIssue, Words
from portal.city.issues.rules import Origin, Outcome, Status
from portal.city.issues.service import publish_many
from portal.ground.database import Database
from privacy.minimise.location import Point, public_point

T = TypeVar("T")

FIRST_DAY = date(2024, 1, 1)
DAYS = 1_000
SOUTH, WEST, SIDE = 39.43, -0.42, 0.09  # degrees: about ten kilometres
POINTS = 20_000  # an invented city has fewer corners than issues
SERVICES = tuple(f"service-{number}" for number in range(12))
DISTRICTS = tuple(f"district-{number}" for number in range(20))
THINGS = ("Lamp", "Bench", "Crossing", "Bin", "Tree", "Drain", "Sign", "Ramp")
TROUBLES = ("dark", "broken", "blocked", "loose", "missing", "too full")
SHARE_CLOSED = 0.7
OPEN = (Status.OPEN, Status.SCHEDULED, Status.IN_PROGRESS)
ENDS = tuple((Status.CLOSED, outcome) for outcome in (*[Outcome.FIXED] * 4, Outcome.NOT_OURS, Outcome.WILL_NOT_DO))
NOON = time(12, tzinfo=UTC)
STREETS = ("Carrer del Molí", "Avinguda del Far", "Plaça de la Sal", "Passatge del Nord", "Camí de Dalt")


def seed_issues(
    database: Database,
    n: int,
    *,
    seed: int = 1,
    points: int = POINTS,
    services: Sequence[str] = SERVICES,
    districts: Sequence[str] = DISTRICTS,
) -> tuple[str, ...]:
    """Publish `n` invented issues over 1,000 days and give their references. The same seed makes the same city.

    The indexes are laid aside meanwhile: building them at the end takes a fraction of keeping them in order.
    """
    invented = _invented(n, random.Random(seed), points, services, districts)
    with database.writing() as session:
        for index in ISSUES.indexes:
            index.drop(session.connection())
        references = publish_many(session, invented, prefix="VEU")
        for index in ISSUES.indexes:
            index.create(session.connection())
    return references


def _invented(
    n: int, dice: random.Random, points: int, services: Sequence[str], districts: Sequence[str]
) -> Iterator[NewIssue]:
    few = range(min(n, points))
    corners = [public_point(Point(SOUTH + dice.random() * SIDE, WEST + dice.random() * SIDE)) for _ in few]
    return (_issue(dice, corners, services, districts) for _ in range(n))


def _issue(
    dice: random.Random, corners: Sequence[Point], services: Sequence[str], districts: Sequence[str]
) -> NewIssue:
    day = FIRST_DAY + timedelta(days=int(DAYS * dice.random() ** 0.8))
    thing, trouble, street = _one(dice, THINGS), _one(dice, TROUBLES), _one(dice, STREETS)
    status, outcome = _one(dice, ENDS) if dice.random() < SHARE_CLOSED else (_one(dice, OPEN), None)
    return NewIssue(
        service_code=_one(dice, services),
        district_code=_one(dice, districts),
        title=Words(f"{thing} {trouble} at the corner, number {int(dice.random() * 1000)}", "en"),
        description=Words(
            f"The {thing} is {trouble}. It has been like this for weeks, and nobody looks after it.", "en"
        ),
        place=Words(f"{street}, {int(dice.random() * 90)}", "ca"),
        point=_one(dice, corners),
        reported_on=day,
        due_on=day + timedelta(days=30),
        published_at=datetime.combine(day, NOON),
        origin=Origin.IMPORT,
        status=status,
        outcome=outcome,
        closed_on=day + timedelta(days=int(dice.random() * 60)) if outcome else None,
    )


def _one(dice: random.Random, things: Sequence[T]) -> T:
    """Choose one, three times as fast as `random.choice`."""
    return things[int(dice.random() * len(things))]
