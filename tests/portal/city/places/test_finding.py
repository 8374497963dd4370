"""One question for words, on SQLite and on PostgreSQL: streets and landmarks, spelled right or not."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.city.places import service
from portal.city.places.facts import Landmark, Street
from portal.city.places.finding import Found, find
from portal.ground.database import Database
from tests.portal.city.places.shapes import STREETS, small_city

LANDMARKS = (
    Landmark("Mercat Central", "ca", "market", "west", 0.005, 0.005),
    Landmark("Escola del Molí", "ca", "school", None, 0.005, 0.015),
    Landmark("Institut 3", "ca", "school", "east", 0.004, 0.015),
    Landmark("Парк Победы", "ru", "park", "west", 0.001, 0.001),
    Landmark("人民公园", "zh", "park", "west", 0.002, 0.002),
)
MORE = (
    Street("Carrer de les Tarongeres", "ca", "west", 0.005, 0.005),
    Street("Carrer Nou", "ca", "west", 0.005, 0.005),
    Street("Carrer Nou", "ca", "east", 0.005, 0.015),
)


@pytest.fixture
def city(database: Database) -> Database:
    with database.writing() as session:
        service.replace_city(session, city=replace(small_city(), streets=(*STREETS, *MORE), landmarks=LANDMARKS))
    return database


def names(found: Found) -> list[str]:
    return [spot.name for spot in found.spots]


CERTAIN = (
    ("Mercat Central", "Mercat Central"),
    ("mercat", "Mercat Central"),
    ("Carrer del Molí 12", "Carrer del Molí"),
    ("escola moli", "Escola del Molí"),
    ("Institut 3", "Institut 3"),
    ("12 rue des Tarongeres", "Carrer de les Tarongeres"),
    ("Carrer Nou", None),  # in two districts
    ("победы парк", "Парк Победы"),
    ("人民", "人民公园"),
)
GUESSED = (
    ("Carer del Moli 12", ["Carrer del Molí", "Plaça del Molí"]),
    ("mecrat cental", ["Mercat Central"]),
    ("tarnogeers", ["Carrer de les Tarongeres"]),
    ("за углом у школы", ["Escola del Molí", "Institut 3"]),
    ("بجانب المدرسة القديمة", ["Escola del Molí", "Institut 3"]),
    ("the school", ["Escola del Molí", "Institut 3"]),
    ("عند السوق", ["Mercat Central"]),
    ("in front of the market", ["Mercat Central"]),
    ("mercado", ["Mercat Central"]),
    ("学校旁边", ["Escola del Molí", "Institut 3"]),
    ("davant del Mercat Central, al costat del banc", ["Mercat Central"]),
)
UNKNOWN = (
    "sota el pont vell",
    "在超市旁边",
    "la playa",
    "%",
    "m" * 300,
    "* : & | ' \" \\ ( )",
)


def test_what_is_spelled_right_is_certain_where_only_one_is_meant(city: Database) -> None:
    with city.reading() as session:
        for said, name in CERTAIN:
            found = find(session, said)
            assert not found.is_guess, said
            assert (found.certain.name if found.certain else None) == name, said


def test_slips_of_the_finger_and_other_words_lead_to_a_guess(city: Database) -> None:
    with city.reading() as session:
        for said, spots in GUESSED:
            found = find(session, said)
            assert (found.is_guess, found.certain) == (True, None), said
            assert names(found)[: len(spots)] == spots, said


def test_words_that_name_nothing_find_nothing(city: Database) -> None:
    with city.reading() as session:
        for said in UNKNOWN:
            assert find(session, said).spots == (), said


def test_a_district_narrows_what_is_found(city: Database) -> None:
    with city.reading() as session:
        found = find(session, "Carrer Nou", district="east")
        assert found.certain is not None
        assert found.certain.district_code == "east"
        assert find(session, "mercat", district="east").spots == ()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=60))
def test_no_text_breaks_the_question(city: Database, said: str) -> None:
    with city.reading() as session:
        find(session, said)


def test_a_new_list_takes_the_names_of_the_old_one_out_of_the_index(city: Database) -> None:
    with city.writing() as session:
        outcome = service.import_landmarks(session, landmarks=LANDMARKS[1:])
        assert (outcome.added, outcome.kept, outcome.removed) == (0, 4, 1)
    with city.reading() as session:
        assert find(session, "Mercat Central").spots == ()
        assert names(find(session, "Institut 3")) == ["Institut 3"]
        assert names(find(session, "Carrer Nou")) == ["Carrer Nou", "Carrer Nou", "Carrer del Molí Nou"]
