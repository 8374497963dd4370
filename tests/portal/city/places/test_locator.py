"""The locator says the same as a plain look at every polygon."""

import threading

from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import Point

from portal.city.places.locator import Locator
from tests.portal.city.places.shapes import two_squares

SQUARES = two_squares()
LOCATOR = Locator(SQUARES)
DEGREES = st.floats(-0.01, 0.03)


@given(latitude=DEGREES, longitude=DEGREES)
def test_a_point_is_in_the_first_district_that_covers_it(latitude: float, longitude: float) -> None:
    point = Point(longitude, latitude)
    plainly = next((boundary.code for boundary in SQUARES if boundary.area.intersects(point)), None)
    assert LOCATOR.district_at(latitude, longitude) == plainly


def test_a_point_on_the_shared_border_belongs_to_the_first() -> None:
    assert LOCATOR.district_at(0.005, 0.01) == "west"
    assert Locator(reversed(SQUARES)).district_at(0.005, 0.01) == "east"


def test_outside_is_nowhere() -> None:
    assert LOCATOR.district_at(0.5, 0.5) is None
    assert Locator(()).district_at(0.005, 0.005) is None


def test_no_number_is_nowhere() -> None:
    assert LOCATOR.district_at(float("nan"), 0.005) is None


def test_threads_get_the_same_answer() -> None:
    answers: list[str | None] = []
    ask = threading.Barrier(8)

    def question(locator: Locator) -> None:
        ask.wait()
        answers.extend(locator.district_at(0.005, 0.015) for _ in range(200))

    fresh = Locator(SQUARES)
    threads = [threading.Thread(target=question, args=(fresh,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["east"] * 1600
