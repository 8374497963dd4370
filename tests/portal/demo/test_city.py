"""The invented city: whole, in the sea, and the same for the same seed."""

import random

import h3
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from i18n.locales import SHIPPED
from portal.city.city_file import read_toml
from portal.city.places import finding, queries, service
from portal.city.places.facts import Boundary
from portal.city.places.locator import Locator
from portal.city.places.outlines import draw
from portal.city.services import queries as service_queries
from portal.city.services.service import replace_services
from portal.demo.boundaries import Site, invent_boundaries
from portal.demo.city import FOLDER, DistrictsToml, InventedCity, invent_city
from portal.ground.database import Database

LOCALES = {locale.tag for locale in SHIPPED}
SITES = [
    Site(entry.code, entry.name, entry.east, entry.north, entry.population)
    for entry in read_toml(FOLDER / "districts.toml", TypeAdapter(DistrictsToml)).district
]


@pytest.fixture(scope="module")
def invented() -> InventedCity:
    return invent_city()


def test_there_are_thirteen_districts_some_two_hundred_streets_and_twelve_services(invented: InventedCity) -> None:
    assert len(invented.city.districts) == 13
    assert 190 <= len(invented.streets) <= 210
    assert len({street.street.name for street in invented.streets}) == len(invented.streets)
    assert len(invented.services) == 12
    assert {"repair", "reuse", "ewaste"} <= {service.code for service in invented.services}
    assert {invented.services[0].code, invented.services[-1].code} == {"ground", "other"}


def test_every_service_is_named_in_seven_languages(invented: InventedCity) -> None:
    for offered in invented.services:
        assert set(offered.names) == set(offered.hints) == set(offered.group_names) == LOCALES
        for texts in (offered.names, offered.hints):
            assert len(set(texts.values())) == len(LOCALES), f"{offered.code}: two languages say the same"
            assert max(len(text) for text in texts.values()) <= 40


def test_the_city_has_its_official_languages_first(invented: InventedCity) -> None:
    jurisdiction = invented.city.jurisdiction
    assert jurisdiction.official_languages == ("ca", "es")
    assert set(jurisdiction.names) == set(jurisdiction.help_hours) == LOCALES
    assert invented.services[0].name_in("xx").locale == "ca"


def areas(boundaries: tuple[Boundary, ...]) -> np.ndarray:
    return np.array([boundary.area for boundary in boundaries])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_districts_tile_the_two_banks_without_gap_or_overlap(seed: int) -> None:
    found = areas(invent_boundaries(random.Random(seed), SITES))
    assert shapely.is_valid(found).all()
    assert shapely.coverage_is_valid(found)  # no overlap, and shared borders have the same corners
    banks = shapely.get_parts(shapely.union_all(found))
    assert len(banks) == 2
    assert all(not bank.interiors for bank in banks)  # no gap between districts
    assert sum(bank.area for bank in banks) == pytest.approx(shapely.area(found).sum(), rel=1e-9)


def test_a_district_moved_by_a_metre_would_be_seen(invented: InventedCity) -> None:
    """Control of the test above."""
    found = areas(invented.city.districts)
    found[3] = shapely.affinity.translate(found[3], xoff=1e-5)
    assert not shapely.coverage_is_valid(found)


@pytest.mark.parametrize("seed", [2024, 1, 2, 3])
def test_every_street_and_every_door_lies_in_its_district(seed: int) -> None:
    invented = invent_city(seed)
    locator = Locator(invented.city.districts)
    for street in invented.streets:
        at = street.street
        assert locator.district_at(at.latitude, at.longitude) == at.district_code
        for number in {1, 2, street.last_number // 2, street.last_number - 1, street.last_number}:
            assert locator.district_at(*street.door(number)) == at.district_code


def test_odd_and_even_numbers_stand_on_two_sides(invented: InventedCity) -> None:
    for street in invented.streets:
        middle = street.last_number // 2
        one, other = street.door(middle), street.door(middle + 1)
        assert h3.great_circle_distance(one, other, unit="m") > 8


def test_the_city_lies_in_the_open_sea_where_h3_has_only_hexagons(invented: InventedCity) -> None:
    bounds = shapely.total_bounds(areas(invented.city.districts))
    assert 0.45 < bounds[0] < bounds[2] < 0.65
    assert 39.2 < bounds[1] < bounds[3] < 39.4
    for street in invented.streets:
        cell = h3.latlng_to_cell(street.street.latitude, street.street.longitude, 10)
        assert len(h3.grid_disk(cell, 1)) == 7


def test_the_map_is_small_and_the_river_stays_open(invented: InventedCity) -> None:
    drawing = draw(invented.city.districts)
    assert sum(len(outline.path) for outline in drawing.outlines) < 4_000
    locator = Locator(invented.city.districts)
    assert locator.district_at(39.2937, 0.5478) is None  # in the middle of the river


def test_the_same_seed_invents_the_same_city() -> None:
    first, again, other = (invent_city.__wrapped__(seed) for seed in (5, 5, 6))
    assert first == again
    assert first.city.districts != other.city.districts
    assert first.streets != other.streets


def test_the_rooms_take_the_city(database: Database, invented: InventedCity) -> None:
    with database.writing() as session:
        service.replace_city(session, city=invented.city)
        replace_services(session, services=invented.services, week=150)
    with database.reading() as session:
        assert queries.boundaries(session) == invented.city.districts
        assert [found.name for found in finding.find_streets(session, "carrer moli 3")] == ["Carrer del Molí"]
        assert service_queries.active_services(session, week=150) == invented.services
