"""What somebody who reports is shown of other issues: open ones, at their public places, and nothing that waits."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from portal.city.issues import service, similar
from portal.city.issues.rules import Status
from portal.city.issues.service import Words
from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from privacy.minimise.location import Point, public_point
from tests.portal.city.issues.invented import MARKET, closed, days_ago, published
from tests.portal.city.issues.test_near import north_of_market

MOLI = Words("Carrer del Molí", "ca")


def test_open_ones_of_the_same_type_are_found_nearest_first_and_three_at_most(
    database: Database, frozen_clock: FrozenClock
) -> None:
    with database.writing() as session:
        far = published(session, point=north_of_market(44)).reference
        near = published(session, point=north_of_market(8)).reference
        middle = published(session, point=north_of_market(26), status=Status.IN_PROGRESS).reference
        published(session, point=north_of_market(48))
        published(session, point=north_of_market(400))
        published(session, point=north_of_market(5), service_code="light")
        published(session, point=north_of_market(5), **closed())
        service.hide(session, published(session))
        published(session, published_at=clock.now() + timedelta(hours=1))
        found = similar.near_point(session, service_code="ground", point=MARKET)
    assert [(each.reference, each.about_m) for each in found] == [(near, 10), (middle, 30), (far, 40)]


def test_an_issue_at_the_middle_of_its_cell_is_found_from_all_over_the_cell(
    database: Database, frozen_clock: FrozenClock
) -> None:
    middle = public_point(MARKET)
    corner = Point(middle.lat + 62 / 111_195, middle.lon)
    assert public_point(corner) == middle
    with database.writing() as session:
        published(session, point=middle)
        (found,) = similar.near_point(session, service_code="ground", point=corner)
    assert found.about_m == 60


def test_on_a_street_the_newest_are_found_in_its_district_only(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        dates = [days_ago(at) for at in (3, 1, 2, 4)]
        made = {day: published(session, place=MOLI, reported_on=day).reference for day in dates}
        published(session, place=MOLI, district_code="marina")
        published(session, place=Words("Carrer Nou", "ca"))
        published(session, place=MOLI, **closed())
        service.hide(session, published(session, place=MOLI))
        asked = {"service_code": "ground", "district_code": "centre", "street": MOLI.text}
        found = similar.on_street(session, **asked)
    assert [each.reference for each in found] == [made[day] for day in sorted(dates, reverse=True)[:3]]
    assert {each.about_m for each in found} == {None}


def test_one_statement_reads_an_index(database: Database, frozen_clock: FrozenClock) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL decides by how much there is")
    near = similar._near(2).params(service="ground", first0=1, last0=2, first1=3, last1=4)
    street = similar._on_street().params(service="ground", street="x", district="y")
    with database.reading() as session:
        # Without statistics SQLite finds the index of a street as good as a list's of type and district.
        of_a_street = (
            r"ix_city_issue_street \(service_code=\? AND|ix_city_issue_list_isd \(is_open=\? AND service_code=\? AND d"
        )
        for asked, index in ((near, r"ix_city_issue_near \(service_code=\? AND"), (street, of_a_street)):
            compiled = asked.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True})
            plan = [str(row[-1]) for row in session.execute(sa.text(f"EXPLAIN QUERY PLAN {compiled}"))]
            assert any(re.search(f"USING INDEX ({index})", step) for step in plan), plan
