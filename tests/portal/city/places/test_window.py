"""A window on the map: degrees and points lead to one another, and nobody loses the city."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.city.places.facts import Box
from portal.city.places.window import FARTHEST, NEAREST, SIDE, WORLD, Window, around, window_on

CITY = Box(39.42, -0.43, 39.52, -0.30)


@given(st.floats(-80, 80), st.floats(-170, 170), st.integers(FARTHEST, NEAREST), st.floats(0, SIDE), st.floats(0, SIDE))
def test_a_point_leads_to_its_place_and_back(lat: float, lon: float, zoom: int, x: float, y: float) -> None:
    window = Window(lat, lon, zoom)
    assert window.point(*window.place(x, y)) == pytest.approx((x, y), abs=1e-3)


def test_the_sheet_is_the_one_of_tiles() -> None:
    # Tile 15/16349/12468 holds this place in València (formula: OpenStreetMap wiki, "Slippy map tilenames").
    window = Window(39.4699, -0.3763, 15)
    west, north = window.point(*_corner(16349, 12468, 15))
    assert west <= SIDE / 2 < west + WORLD
    assert north <= SIDE / 2 < north + WORLD


def _corner(x: int, y: int, zoom: int) -> tuple[float, float]:
    lat = math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / 2**zoom))))
    return lat, x / 2**zoom * 360 - 180


def test_north_is_up_and_east_is_right_in_every_language() -> None:
    here = Window(39.47, -0.37, 15)
    assert here.moved(0, -1).lat > here.lat > here.moved(0, 1).lat
    assert here.moved(1, 0).lon > here.lon > here.moved(-1, 0).lon
    assert here.moved(1, 0).moved(-1, 0).lon == pytest.approx(here.lon)
    assert here.point(39.48, -0.36)[0] > SIDE / 2 > here.point(39.48, -0.36)[1]


def test_a_whole_city_fits_as_near_as_it_can() -> None:
    window = window_on(CITY)
    for lat, lon in ((CITY.south, CITY.west), (CITY.north, CITY.east)):
        x, y = window.point(lat, lon)
        assert 0 <= x <= SIDE
        assert 0 <= y <= SIDE
    assert window.nearer(1).point(CITY.north, CITY.east)[0] > SIDE


def test_nobody_leaves_the_city_nor_comes_nearer_than_there_is_to_see() -> None:
    window = window_on(CITY)
    for _ in range(30):
        window = window.moved(0, -1).within(CITY).nearer(1)
    assert (window.lat, window.zoom) == (CITY.north, NEAREST)
    assert window.nearer(-40).zoom == FARTHEST


def test_boxes_have_a_box_round_them() -> None:
    assert around([CITY, Box(0, 0, 1, 1)]) == Box(0, -0.43, 39.52, 1)
    assert around([]) is None
