"""A city in the database: imported, imported again, asked. On SQLite and on PostgreSQL."""

from dataclasses import replace

import pytest

from portal.city.places import finding, queries, service
from portal.city.places.facts import Box, Street
from portal.ground.database import Database
from tests.portal.city.places.shapes import JURISDICTION, STREETS, small_city, two_squares


@pytest.fixture
def city(database: Database) -> Database:
    with database.writing() as session:
        service.replace_city(session, city=small_city())
    return database


def test_there_is_no_city_before_the_first_import(database: Database) -> None:
    with database.reading() as session:
        assert queries.jurisdiction(session) is None
        assert queries.districts(session) == ()
        assert queries.locator(session).district_at(0.005, 0.005) is None
        assert queries.drawing(session).outlines == ()


def test_the_city_is_as_it_was_given(city: Database) -> None:
    with city.reading() as session:
        assert queries.jurisdiction(session) == JURISDICTION
        west, east = queries.districts(session)
        assert (west.code, west.name, west.language, west.sort_order, west.population) == (
            "west",
            "West",
            "en",
            0,
            None,
        )
        assert east.box == Box(0, 0.01, 0.01, 0.02)
        assert queries.boundaries(session) == two_squares()
        assert queries.district(session, "east") == east
        assert queries.district(session, "north") is None


def test_a_name_falls_back_to_the_first_official_language_and_says_so(city: Database) -> None:
    with city.reading() as session:
        here = queries.jurisdiction(session)
    assert here is not None
    assert here.name_in("es") == ("Provatierra", "es")
    assert here.name_in("zh") == ("Provaterra", "ca")


def test_importing_twice_changes_nothing(city: Database) -> None:
    with city.reading() as session:
        before = [finding.find_streets(session, word) for word in ("moli", "alvarez", "marc")]
        edition = queries.edition(session)
    with city.writing() as session:
        service.replace_city(session, city=small_city())
    with city.reading() as session:
        after = [finding.find_streets(session, word) for word in ("moli", "alvarez", "marc")]
        assert [[street.id for street in found] for found in after] == [[s.id for s in found] for found in before]
        assert queries.edition(session) == edition


def test_a_renumbered_district_keeps_its_code_and_a_lost_one_is_retired(city: Database) -> None:
    west, east = two_squares()
    moved = [replace(east, code="e-1", population=7)]
    with city.writing() as session:
        outcome = service.import_districts(session, boundaries=moved)
        assert (outcome.added, outcome.kept, outcome.removed) == (0, 1, 1)
    with city.reading() as session:
        assert [(d.code, d.population) for d in queries.districts(session)] == [("east", 7)]
        assert [d.code for d in queries.districts(session, retired=True)] == ["east", "west"]
        retired = queries.district(session, "west")
        assert retired is not None
        assert not retired.active
    with city.writing() as session:
        service.import_districts(session, boundaries=[west, east])
    with city.reading() as session:
        assert [d.code for d in queries.districts(session)] == ["west", "east"]


def test_the_locator_and_the_map_follow_a_new_import(city: Database) -> None:
    with city.reading() as session:
        assert queries.locator(session) is queries.locator(session)
        assert queries.drawing(session) is queries.drawing(session)
        assert queries.locator(session).district_at(0.005, 0.005) == "west"
    with city.writing() as session:
        service.import_districts(session, boundaries=two_squares()[1:])
    with city.reading() as session:
        assert queries.locator(session).district_at(0.005, 0.005) is None
        assert [outline.code for outline in queries.drawing(session).outlines] == ["east"]


def test_a_street_without_a_district_gets_that_of_its_point(city: Database) -> None:
    with city.reading() as session:
        found = {street.name: street.district_code for street in finding.find_streets(session, "moli")}
    assert found["Plaça del Molí"] == "east"


def test_streets_outside_the_city_are_handed_back(city: Database) -> None:
    away = Street("Camí Perdut", "ca", None, 5.0, 5.0)
    with city.writing() as session:
        outcome = service.import_streets(session, streets=[*STREETS, away, STREETS[0]])
        assert (outcome.added, outcome.kept, outcome.removed) == (0, 5, 0)
        assert outcome.outside == (away,)


def test_a_street_that_is_gone_from_the_list_is_deleted(city: Database) -> None:
    with city.writing() as session:
        assert service.import_streets(session, streets=STREETS[1:]).removed == 1
    with city.reading() as session:
        assert "Carrer del Molí" not in [street.name for street in finding.find_streets(session, "moli")]


SEARCHES = (
    ("carrer molí", ["Carrer del Molí", "Plaça del Molí", "Carrer del Molí Nou"]),
    ("PLAÇA DEL MOLI 4", ["Plaça del Molí", "Carrer del Molí", "Carrer del Molí Nou"]),
    ("mol", ["Carrer del Molí", "Plaça del Molí", "Carrer del Molí Nou"]),
    ("nou mol", ["Carrer del Molí Nou"]),
    ("c/ nou", ["Carrer del Molí Nou"]),
    ("alvarez nune", ["Calle de Álvarez Nuñe"]),
    ("avda onze de març", ["Avinguda de l'Onze de Març"]),
    ("oli", []),
    ("", []),
    ("  , . ", []),
    ("%", []),
    ("mol%", ["Carrer del Molí", "Plaça del Molí", "Carrer del Molí Nou"]),
    ("m_li", ["Carrer del Molí", "Plaça del Molí", "Carrer del Molí Nou"]),  # a slip of the finger
)


def test_streets_are_found_by_the_beginnings_of_their_words(city: Database) -> None:
    with city.reading() as session:
        for text, answers in SEARCHES:
            assert [street.name for street in finding.find_streets(session, text)] == answers, text


def test_no_more_than_six_streets_answer_and_the_exact_one_is_among_them(city: Database) -> None:
    many = [Street(f"Carrer del Pi {letter * 2}", "ca", "west", 0.005, 0.005) for letter in "abcdefghijk"]
    with city.writing() as session:
        service.import_streets(session, streets=[*many, Street("Passeig del Pi", "ca", "west", 0.005, 0.005)])
    with city.reading() as session:
        found = finding.find_streets(session, "pi")
    assert len(found) == 6
    assert found[0].name == "Passeig del Pi"


def test_the_list_is_read_letter_by_letter_and_by_id(city: Database) -> None:
    with city.reading() as session:
        assert queries.street_initials(session) == ("A", "M", "O")
        under = queries.streets_under(session, "M")
        assert [street.name for street in under] == ["Carrer del Molí", "Plaça del Molí", "Carrer del Molí Nou"]
        assert queries.streets_under(session, "Z") == ()
        assert under[0].id is not None
        assert queries.street(session, under[0].id) == under[0]
        assert queries.street(session, 10**6) is None
