"""Services in the database, on SQLite and on PostgreSQL."""

from dataclasses import replace

import pytest

from portal.city.services import queries, service
from portal.city.services.rules import PublicPoint, Service
from portal.ground.database import Database


def made(code: str, place: int, *, starts: int = 0) -> Service:
    return Service(
        code=code,
        group="streets",
        group_names={"es": "Calles", "ca": "Carrers"},
        names={"es": f"{code} es", "ca": f"{code} ca"},
        hints={"es": "pista", "ca": "pista"},
        icon="light",
        sensitive=place == 1,
        public_point=PublicPoint.ASSET if place == 0 else PublicPoint.CELL,
        due_days=10 + place,
        shows_emergency=True,
        sort_order=place,
        active_from_week=starts,
    )


LIST = (made("zebra", 0), made("light", 1), made("repair", 2, starts=160))


@pytest.fixture
def city(database: Database) -> Database:
    with database.writing() as session:
        service.replace_services(session, services=LIST, week=150)
    return database


def test_services_come_back_as_they_were_given_in_their_order(city: Database) -> None:
    with city.reading() as session:
        assert queries.services(session) == LIST
        assert queries.service_by_code(session, "light") == LIST[1]
        assert queries.service_by_code(session, "none") is None


def test_the_first_language_is_still_the_first_after_the_database(city: Database) -> None:
    with city.reading() as session:
        found = queries.service_by_code(session, "light")
    assert found is not None
    assert found.name_in("zh") == ("light es", "es")


def test_a_new_service_can_be_chosen_from_its_week_on(city: Database) -> None:
    with city.reading() as session:
        assert [s.code for s in queries.active_services(session, week=159)] == ["zebra", "light"]
        assert [s.code for s in queries.active_services(session, week=160)] == ["zebra", "light", "repair"]


def test_a_service_that_is_gone_from_the_list_is_retired_and_can_come_back(city: Database) -> None:
    with city.writing() as session:
        service.replace_services(session, services=LIST[:1], week=155)
    with city.writing() as session:
        service.replace_services(session, services=LIST[:1], week=158)
    with city.reading() as session:
        gone = queries.service_by_code(session, "light")
        assert gone is not None
        assert gone.retired_from_week == 155
        assert [s.code for s in queries.active_services(session, week=154)] == ["zebra", "light"]
        assert [s.code for s in queries.active_services(session, week=155)] == ["zebra"]
    with city.writing() as session:
        service.replace_services(session, services=[replace(s, active_from_week=170) for s in LIST], week=170)
    with city.reading() as session:
        assert [s.active_from_week for s in queries.services(session)] == [0, 0, 160]
        assert len(queries.active_services(session, week=170)) == 3


def test_importing_twice_changes_nothing(city: Database) -> None:
    with city.writing() as session:
        service.replace_services(session, services=LIST, week=151)
    with city.reading() as session:
        assert queries.services(session) == LIST
