"""Which issues may be the same as a new report: near, of the same service, open ones first."""

from portal.city.issues import queries, service
from portal.city.issues.queries import MOST_HINTS
from portal.city.issues.rules import Outcome
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from privacy.minimise.location import Point
from tests.portal.city.issues.invented import MARKET, closed, published


def north_of_market(metres: float) -> Point:
    return Point(MARKET.lat + metres / 111_195, MARKET.lon)


def test_near_ones_come_open_first_then_by_distance(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        far_open = published(session, point=north_of_market(120)).reference
        near_closed = published(session, point=north_of_market(10), **closed()).reference
        near_open = published(session, point=north_of_market(40)).reference
        published(session, point=north_of_market(200))
        published(session, point=north_of_market(20), service_code="light")
        found = queries.near(session, service_code="ground", point=MARKET)
    assert [hint.reference for hint in found] == [near_open, far_open, near_closed]
    assert [round(hint.distance_m, -1) for hint in found] == [40, 120, 10]


def test_hidden_ones_and_duplicates_are_no_hint(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        service.hide(session, published(session))
        published(session, **closed(outcome=Outcome.DUPLICATE))
        assert queries.near(session, service_code="ground", point=MARKET) == ()


def test_a_clerk_sees_a_few_hints_only(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        for _ in range(MOST_HINTS + 3):
            published(session)
        assert len(queries.near(session, service_code="ground", point=MARKET)) == MOST_HINTS
