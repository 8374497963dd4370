"""The map: inside its frame, small, and with shared edges that stay shared."""

import math
import re

from portal.city.places.boundaries import read_boundaries
from portal.city.places.facts import Boundary
from portal.city.places.outlines import Outline, draw
from tests.portal.city.places.shapes import collection, feature, square, two_squares

POINT = re.compile(r"([\d.]+) ([\d.]+)")


def corners(outline: Outline) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in POINT.findall(outline.path)]


def wavy_pair(gap: float = 0.0) -> tuple[Boundary, ...]:
    """Two districts with a border of 200 small waves; `gap` degrees lie between them."""
    wave = [[0.1 + 0.0002 * math.sin(step), step / 2000] for step in range(201)]
    left = [[0.0, 0.0], *wave, [0.0, 0.1], [0.0, 0.0]]
    right = [[0.2, 0.0], [0.2, 0.1], *([x + gap, y] for x, y in reversed(wave)), [0.2, 0.0]]
    return read_boundaries(collection(feature("Left", [left]), feature("Right", [right])))


def shared(boundaries: tuple[Boundary, ...], *, detail: float) -> set[tuple[float, float]]:
    left, right = draw(boundaries, detail=detail).outlines
    return set(corners(left)) & set(corners(right))


def test_the_map_stands_inside_its_frame_with_north_up() -> None:
    drawing = draw(two_squares(), side=400)
    west, east = drawing.outlines
    everything = corners(west) + corners(east)
    assert max(drawing.width, drawing.height) in range(395, 406)
    assert drawing.frame == (0, 0, drawing.width, drawing.height), "large districts need no room beside"
    assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in everything)
    assert west.label_x < east.label_x


def test_a_border_with_many_corners_is_simplified_alike_on_both_sides() -> None:
    fine, coarse = shared(wavy_pair(), detail=0.1), shared(wavy_pair(), detail=3)
    assert len(coarse) < len(fine) / 3
    left, right = draw(wavy_pair(), detail=3).outlines
    assert len(shared(wavy_pair(), detail=3)) >= len(corners(left)) - 2  # all but the two outer corners
    assert len(corners(right)) == len(corners(left))


def test_a_gap_of_a_hair_is_closed_and_a_river_is_not() -> None:
    assert len(shared(wavy_pair(gap=0.000_002), detail=1.5)) > 2
    assert not shared(wavy_pair(gap=0.005), detail=1.5)


def test_a_hole_stays_a_hole() -> None:
    ring = [*square(0, 0, 0.1), *square(0.04, 0.04, 0.02)]
    outline = draw(read_boundaries(collection(feature("Ring", ring)))).outlines[0]
    assert outline.path.count("M") == 2


def test_specks_are_left_out_but_never_the_largest_part() -> None:
    parts = [square(0, 0, 0.1), square(0.2, 0, 0.000_1)]
    big = draw(read_boundaries(collection(feature("Illa", parts, "MultiPolygon")))).outlines[0]
    assert big.path.count("M") == 1
    far = collection(feature("Speck", square(0, 0, 0.000_1)), feature("Far", square(0.5, 0, 0.1)))
    assert all(outline.path for outline in draw(read_boundaries(far)).outlines)


def test_no_district_is_an_empty_map() -> None:
    assert draw(()).outlines == ()
