"""A point is read however it is written, and shown only as coarsely as the service allows."""

import pytest

from portal.city.places.locator import Locator
from portal.city.services.service_file import load_services
from portal.doors.imports.map_file import MAPS, load_map
from portal.doors.imports.request_map import RequestMap
from portal.doors.imports.rows import Row
from portal.doors.imports.rules import Reason, Rejected
from portal.doors.imports.whereabouts import Finder, Place
from privacy.minimise.location import Point, public_point
from tests.cast import DISTRICTS

SERVICES = {each.code: each for each in load_services(MAPS, official=())}


def rules(**columns: str | None) -> RequestMap:
    """A map whose columns for places are these."""
    from dataclasses import replace

    known = load_map("boston311").rules
    return replace(known, columns=replace(known.columns, **columns))  # type: ignore[arg-type]


def found(text: str) -> Place:
    """Find a place that is written in one column."""
    finder = Finder(rules(latitude=None, longitude=None, point="where"), Locator(DISTRICTS))
    return finder.find(Row(2, {"where": text}))


@pytest.mark.parametrize(
    "text",
    [
        "38.91, 0.61",
        "(38.91, 0.61)",
        "38.910 0.610",
        "POINT (0.61 38.91)",
        "point(0.61 38.91)",
        "SRID=4326;POINT(0.61 38.91)",
    ],
)
def test_a_point_in_one_column_is_read(text: str) -> None:
    assert found(text) == Place(Point(38.91, 0.61), "centre", is_stand_in=False)


@pytest.mark.parametrize(
    ("text", "reason"), [("", Reason.NO_PLACE), ("harbour", Reason.NO_PLACE), ("38.91", Reason.BAD_PLACE)]
)
def test_what_is_no_point_is_refused(text: str, reason: Reason) -> None:
    with pytest.raises(Rejected) as refused:
        found(text)
    assert (refused.value.reason, refused.value.column) == (reason, "where")


@pytest.mark.parametrize(("latitude", "longitude"), [("38,91", "0,61"), ("38.91", "0.61"), ("+38.91", "6.1e-1")])
def test_a_decimal_comma_is_a_point(latitude: str, longitude: str) -> None:
    finder = Finder(rules(), Locator(DISTRICTS))
    assert finder.find(Row(2, {"latitude": latitude, "longitude": longitude})).district_code == "centre"


def test_the_public_point_is_the_middle_of_a_cell_whatever_the_service() -> None:
    place = Place(Point(38.91, 0.61), "centre", is_stand_in=False)
    assert place.shown_for(SERVICES["light"]) == public_point(place.point) != place.point
    assert place.shown_for(SERVICES["housing"]) is None
    assert Place(place.point, "centre", is_stand_in=True).shown_for(SERVICES["light"]) is None
