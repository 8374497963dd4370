"""The layer of districts for a map that a script draws, and the picture beside it: small, and nothing overlaps."""

import json

import pytest
from shapely.geometry import shape

from portal.city.places import service
from portal.city.places.boundaries import read_boundary_file
from portal.city.places.close_up import LETTER, close_up
from portal.city.places.facts import Street
from portal.city.places.layer import layer
from portal.city.places.nearest import nearest_street
from portal.city.places.window import Window
from portal.ground.database import Database
from tests.portal.city.places.shapes import small_city, two_squares
from tests.shared import shared_folder_of


@pytest.fixture
def city(database: Database) -> Database:
    """Two squares and five streets."""
    with database.writing() as session:
        service.replace_city(session, city=small_city())
    return database


def test_the_layer_is_geojson_with_names_and_five_decimals() -> None:
    written = json.loads(layer(two_squares()))
    west, east = written["features"]
    assert (west["id"], west["properties"]) == ("west", {"name": "West", "language": "en"})
    assert shape(west["geometry"]).intersection(shape(east["geometry"])).length == pytest.approx(0.01)
    assert all(round(value, 5) == value for ring in west["geometry"]["coordinates"] for pair in ring for value in pair)
    assert json.loads(layer(()))["features"] == []


@pytest.mark.parametrize("file", ["valencia_barrios", "madrid-districts", "boston", "los-angeles"])
def test_the_layer_of_a_real_city_stays_small(file: str) -> None:
    path = shared_folder_of("data") / "geo" / f"{file}.geojson.gz"
    written = layer(read_boundary_file(path))
    assert len(written) < 200_000
    assert all(shape(each["geometry"]).area > 0 for each in json.loads(written)["features"])


def test_the_nearest_street_is_found_and_a_far_one_is_not_called_near(city: Database) -> None:
    with city.reading() as session:
        near = nearest_street(session, 0.0057, 0.005)
        assert near is not None
        assert near.name == "Carrer del Molí Nou"
        assert nearest_street(session, 0.02, 0.02) is None


def test_a_picture_holds_what_is_seen_and_no_name_upon_another(city: Database) -> None:
    with city.reading() as session:
        seen = close_up(session, Window(0.005, 0.005, 15))
        beside = close_up(session, Window(0.005, 0.03, 15))
    assert len(seen.areas) == 2
    assert {name.text for name in seen.streets} >= {"Carrer del Molí"}
    assert beside.areas == ()
    boxes = [(each.x - len(each.text) * LETTER / 2, each.y) for each in (*seen.streets, *seen.districts)]
    assert len(boxes) == len({(round(x), round(y)) for x, y in boxes})
    assert all(0 <= each.x <= 288 for each in (*seen.streets, *seen.districts))


def test_streets_are_left_out_from_far_away(city: Database) -> None:
    with city.reading() as session:
        assert close_up(session, Window(0.005, 0.005, 12)).dots == ()


def test_a_street_at_the_edge_is_named_inside_the_picture(city: Database) -> None:
    edge = Street("Carrer de la Vora Llarga", "ca", "west", 0.005, 0.0001)
    with city.writing() as session:
        service.import_streets(session, streets=[edge])
    window = Window(0.005, 0.006, 15)
    with city.reading() as session:
        (name,) = close_up(session, window).streets
    assert name.x - len(name.text) * LETTER / 2 >= 0
