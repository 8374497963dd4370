"""The public sees a cell and not a point, and a search by ranges of cells misses nothing."""

import itertools
import math

import h3.api.basic_int as h3
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from privacy.minimise import location
from privacy.minimise.location import NotAPlace, Point, Range

VALENCIA = Point(39.4699, -0.3763)
PENTAGONS = [h3.cell_to_latlng(cell) for resolution in (3, 8, 10) for cell in sorted(h3.get_pentagons(resolution))]
EARTH_M = 6_371_007.2

latitudes = st.floats(-1, 1).map(lambda sine: math.degrees(math.asin(sine)))
anywhere = st.builds(Point, latitudes, st.floats(-180, 180))
near_a_pentagon = st.builds(
    lambda corner, metres, bearing: moved(Point(*corner), 10**metres, bearing),
    st.sampled_from(PENTAGONS),
    st.floats(0, 5),
    st.floats(0, 2 * math.pi),
)
points = anywhere | near_a_pentagon


def moved(point: Point, metres: float, bearing: float) -> Point:
    """Walk so many metres in a direction (radians from north)."""
    lat, lon, angle = math.radians(point.lat), math.radians(point.lon), metres / EARTH_M
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing)
    east = math.atan2(math.sin(bearing) * math.sin(angle) * math.cos(lat), math.cos(angle) - math.sin(lat) * sine)
    return Point(math.degrees(math.asin(sine)), (math.degrees(lon + east) + 540) % 360 - 180)


def holds(ranges: tuple[Range, ...], point: Point) -> bool:
    """Say whether a search by these ranges finds a point."""
    return any(first <= location.search_cell(point) <= last for first, last in ranges)


@given(points)
def test_a_cell_fits_a_bigint(point: Point) -> None:
    assert 0 < location.public_cell(point) < 2**63
    assert 0 < location.search_cell(point) < 2**63


@given(points)
def test_the_public_point_is_near_and_the_same_for_the_whole_cell(point: Point) -> None:
    shown = location.public_point(point)
    assert location.distance_m(point, shown) < 120
    assert location.public_point(shown) == shown
    assert (round(shown.lat, 6), round(shown.lon, 6)) == (shown.lat, shown.lon)


def test_the_public_point_does_not_tell_the_exact_one() -> None:
    """Of 2,000 points within 40 m of one another at most a few cells remain."""
    crowd = [moved(VALENCIA, 40 * (at / 2000) ** 0.5, at) for at in range(2000)]
    assert len(set(crowd)) == 2000
    assert len({location.public_point(point) for point in crowd}) <= 3


@given(points, st.integers(0, 12))
def test_the_fine_cells_of_a_coarse_one_are_one_range(point: Point, resolution: int) -> None:
    cell = h3.latlng_to_cell(point.lat, point.lon, resolution)
    first, last = location.cells_within(cell)
    assert h3.get_resolution(last) == location.SEARCH_RESOLUTION
    assert h3.cell_to_parent(last, resolution) == h3.cell_to_parent(first, resolution) == cell
    for neighbour in h3.grid_ring(cell, 1):
        other_first, other_last = location.cells_within(neighbour)
        assert other_last < first or last < other_first


@given(points, st.integers(9, 11))
def test_the_range_holds_every_descendant_and_nothing_else(point: Point, resolution: int) -> None:
    cell = h3.latlng_to_cell(point.lat, point.lon, resolution)
    first, last = location.cells_within(cell)
    children = h3.cell_to_children(cell, location.SEARCH_RESOLUTION)
    assert (min(children), max(children)) == (first, last)
    strangers = h3.cell_to_children(h3.grid_ring(cell, 1)[0], location.SEARCH_RESOLUTION)
    assert not any(first <= stranger <= last for stranger in strangers)


@given(points, st.floats(0.3, 4.7), st.floats(0, 1), st.floats(0, 2 * math.pi))
def test_a_search_round_a_point_misses_nothing(point: Point, size: float, share: float, bearing: float) -> None:
    radius_m = 10**size
    ranges = location.cells_near(point, radius_m=radius_m)
    assert len(ranges) <= 19
    assert holds(ranges, moved(point, radius_m * share * 0.9999, bearing))
    assert holds(ranges, moved(point, radius_m * 0.9999, bearing))


def test_a_search_round_a_point_leaves_the_town_out() -> None:
    ranges = location.cells_near(VALENCIA, radius_m=50)
    assert not any(holds(ranges, moved(VALENCIA, 1000, bearing)) for bearing in range(6))


box_sizes = st.floats(-4, 1.4).map(lambda exponent: 10**exponent)


@example(Point(0.0, -180.0), 1.0, 1.0, 0.0, 0.0)
@given(points, box_sizes, st.floats(0.3, 3), st.floats(0, 1), st.floats(0, 1))
def test_a_map_box_misses_nothing(corner: Point, height: float, ratio: float, up: float, across: float) -> None:
    width = height * ratio
    south_west = Point(max(-89.0, min(62.0, corner.lat)), corner.lon)
    north_east = Point(south_west.lat + height, (corner.lon + width + 180) % 360 - 180)
    ranges = location.cells_in_box(south_west, north_east)
    assert len(ranges) <= location.MOST_RANGES
    for share in (up, 0, 1):
        inside = Point(south_west.lat + share * height, (corner.lon + across * width + 180) % 360 - 180)
        assert holds(ranges, inside)


def test_a_box_that_was_not_widened_would_miss_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: a cell reaches beyond its centre, and its fine cells beyond its edge, so the widening is needed."""
    corners = [Point(39 + at / 97, -0.4 + at / 89) for at in range(60)]
    steps = [at / 40 for at in range(41)]

    def missed() -> int:
        found = 0
        for corner in corners:
            ranges = location.cells_in_box(corner, Point(corner.lat + 0.02, corner.lon + 0.02))
            edges = itertools.chain(((0.0, step) for step in steps), ((step, 0.0) for step in steps))
            found += sum(not holds(ranges, Point(corner.lat + up * 0.02, corner.lon + on * 0.02)) for up, on in edges)
        return found

    assert missed() == 0
    monkeypatch.setattr(location, "_REACH", 0)
    monkeypatch.setattr(location, "_SPILL", 0)
    assert missed() > 0


def test_a_box_shows_its_surroundings_and_not_the_country() -> None:
    ranges = location.cells_in_box(VALENCIA, Point(VALENCIA.lat + 0.01, VALENCIA.lon + 0.01))
    assert not any(holds(ranges, moved(VALENCIA, 5000, bearing)) for bearing in range(6))


def test_a_box_may_cross_the_date_line() -> None:
    ranges = location.cells_in_box(Point(-17, 179.9), Point(-16.8, -179.9))
    assert holds(ranges, Point(-16.9, 179.95))
    assert holds(ranges, Point(-16.9, -179.95))
    assert not holds(ranges, Point(-16.9, 0))


@pytest.mark.parametrize("box", [(-90, -180, 90, 180), (-60, -170, 70, 170), (81, 0, 90, 10), (0, 0, 41, 41)])
def test_half_a_world_is_everywhere(box: tuple[float, float, float, float]) -> None:
    south, west, north, east = box
    assert location.cells_in_box(Point(south, west), Point(north, east)) == (location.EVERYWHERE,)


@pytest.mark.parametrize("lat", [91, -91, math.nan, math.inf])
def test_what_is_no_place_is_refused(lat: float) -> None:
    with pytest.raises(NotAPlace):
        Point(lat, 0)
    with pytest.raises(NotAPlace):
        Point(0, lat * 3)


def test_what_is_no_cell_has_no_centre() -> None:
    with pytest.raises(NotAPlace):
        location.centre(7)


@given(points, st.floats(0, 10_000), st.floats(0, 2 * math.pi))
def test_distance_is_what_was_walked(point: Point, metres: float, bearing: float) -> None:
    there = moved(point, metres, bearing)
    assert location.distance_m(point, there) == pytest.approx(metres, rel=1e-3, abs=0.01)
    assert location.distance_m(there, point) == pytest.approx(location.distance_m(point, there), abs=0.001)


def test_ranges_are_in_order_and_apart() -> None:
    ranges = location.cells_in_box(VALENCIA, Point(VALENCIA.lat + 0.03, VALENCIA.lon + 0.05))
    edges = [edge for pair in ranges for edge in pair]
    assert edges == sorted(edges)


def test_a_map_box_leaves_most_of_the_town_out() -> None:
    steps = [at / 40 for at in range(-20, 21)]
    town = [Point(VALENCIA.lat + up * 0.2, VALENCIA.lon + on * 0.2) for up in steps for on in steps]
    for half, most in ((0.001, 0.02), (0.005, 0.1), (0.02, 0.4)):
        south_west = Point(VALENCIA.lat - half, VALENCIA.lon - half)
        ranges = location.cells_in_box(south_west, Point(VALENCIA.lat + half, VALENCIA.lon + half))
        assert sum(holds(ranges, point) for point in town) < most * len(town), half
