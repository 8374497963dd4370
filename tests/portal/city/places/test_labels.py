"""The numbers on the maps of real cities: inside, or beside with a line; none upon another; readable on a phone."""

from itertools import combinations

import pytest
import shapely
from shapely.geometry import box

from portal.city.places.boundaries import read_boundary_file
from portal.city.places.labels import LEAST, LINE, PHONE_HEIGHT, PHONE_WIDTH, Labels, place
from portal.city.places.outlines import Drawing, draw
from tests.shared import shared_folder_of

CITIES = ["valencia_distritos", "valencia_barrios", "madrid-districts", "boston", "los-angeles"]


def papers(drawing: Drawing) -> list[shapely.Geometry]:
    """What each number stands on."""
    wide, high = drawing.paper / 2, drawing.digits * LINE / 2
    return [
        box(each.label_x - wide, each.label_y - high, each.label_x + wide, each.label_y + high)
        for each in drawing.outlines
    ]


@pytest.mark.parametrize("city", CITIES)
def test_every_number_of_a_real_city_can_be_read_at_360_pixels_and_none_lies_upon_another(city: str) -> None:
    found = read_boundary_file(shared_folder_of("data") / "geo" / f"{city}.geojson.gz")
    drawing = draw(found)
    _, _, width, height = drawing.frame
    scale = min(PHONE_WIDTH / width, PHONE_HEIGHT / height)
    assert drawing.digits * scale >= 12
    assert LEAST >= 12
    touching = [pair for pair in combinations(papers(drawing), 2) if pair[0].intersection(pair[1]).area > 1]
    assert not touching
    framed = box(*drawing.frame[:2], drawing.frame[0] + width, drawing.frame[1] + height).buffer(1)
    assert all(framed.covers(paper) for paper in papers(drawing))


def two_bands(thin: float) -> Labels:
    """A wide district above one that is `thin` units high."""
    return place([box(0, 0, 300, 100), box(0, 100, 300, 100 + thin)], width=300, height=100 + thin)


def test_a_number_that_fits_stands_inside_and_one_that_does_not_beside_with_a_line() -> None:
    large = two_bands(80)
    assert [each.leads_to for each in large.labels] == [None, None]
    assert large.frame == (0, 0, 300, 180)
    upper, lower = two_bands(4).labels
    assert upper.leads_to is None
    assert lower.leads_to is not None
    assert box(0, 100, 300, 104).covers(shapely.Point(lower.leads_to))
    assert not box(0, 100, 300, 104).contains(shapely.Point(lower.x, lower.y))
