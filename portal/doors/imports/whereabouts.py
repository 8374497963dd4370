"""Where a request is: its point, its district, and what the public may know of it."""

import re
from dataclasses import dataclass
from typing import Final

from portal.city.places.locator import Locator
from portal.city.services.rules import Service
from portal.doors.imports.request_map import RequestMap
from portal.doors.imports.rows import Row
from portal.doors.imports.rules import Reason, Rejected
from privacy.minimise.location import NotAPlace, Point, public_point

_NEAR: Final = 0.00005  # degrees: 5 m
_NUMBERS: Final = re.compile(r"[-+]?\d+(?:\.\d+)?")
_WELL_KNOWN: Final = re.compile(r"(?:SRID=4326;)?\s*POINT", re.IGNORECASE)  # longitude first. Source: OGC 06-103r4


@dataclass(frozen=True, slots=True)
class Place:
    """A point in its district; a stand-in is where the source puts what it could not locate."""

    point: Point
    district_code: str
    is_stand_in: bool

    def shown_for(self, service: Service) -> Point | None:
        """Give the point that everyone may see: the middle of a coarse cell, or none."""
        return None if service.never_on_map or self.is_stand_in else public_point(self.point)


class Finder:
    """Finds the place of each row of one file."""

    def __init__(self, rules: RequestMap, locator: Locator) -> None:
        self._columns = rules.columns
        self._rules = rules.place
        self._locator = locator
        self._column = rules.columns.latitude or rules.columns.point or ""

    def find(self, row: Row) -> Place:
        """Find where a request is; raises Rejected."""
        assert row.cells is not None  # noqa: S101 - the reader of rows has looked
        columns = self._columns
        if columns.latitude is not None and columns.longitude is not None:
            latitude, longitude = row.cells[columns.latitude], row.cells[columns.longitude]
        else:
            latitude, longitude = self._parted(row.cells[self._column])
        point = self._point(latitude, longitude)
        is_stand_in = any(
            abs(point.lat - lat) < _NEAR and abs(point.lon - lon) < _NEAR for lat, lon in self._rules.stand_ins
        )
        if is_stand_in and self._rules.reject_stand_ins:
            raise Rejected(Reason.NO_PLACE, self._column)
        district = self._locator.district_at(point.lat, point.lon)
        if district is None:
            raise Rejected(Reason.OUTSIDE, self._column)
        return Place(point, district, is_stand_in)

    def _parted(self, text: str) -> tuple[str, str]:
        well_known = _WELL_KNOWN.match(text)
        numbers = _NUMBERS.findall(text, well_known.end() if well_known else 0)
        if not numbers:
            return "", ""
        if len(numbers) != 2:
            raise Rejected(Reason.BAD_PLACE, self._column)
        return (numbers[1], numbers[0]) if well_known else (numbers[0], numbers[1])

    def _point(self, latitude: str, longitude: str) -> Point:
        if not latitude or not longitude:
            raise Rejected(Reason.NO_PLACE, self._column)
        try:
            point = Point(_degrees(latitude), _degrees(longitude))
        except (ValueError, NotAPlace):
            raise Rejected(Reason.BAD_PLACE, self._column) from None
        if point.lat == 0 and point.lon == 0:  # what a database writes for "none"
            raise Rejected(Reason.NO_PLACE, self._column)
        return point


def _degrees(text: str) -> float:
    """Read degrees, with a decimal point or a decimal comma."""
    return float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
