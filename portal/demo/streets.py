"""Streets with a point, a direction and house numbers, and places that people know, inside their district."""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from shapely.geometry import LineString, Point
from shapely.prepared import prep

from portal.city.places.facts import Boundary, Landmark, Street
from portal.demo.plane import degrees, metres, on_sheet

FROM_BORDER_M = 70  # the middle of a street
END_FROM_BORDER_M = 30  # its two ends
CANDIDATES = 12  # how many points are tried for each street; the one farthest from the others is taken
METRES_A_NUMBER = 5.0
SIDE_M = 6.0  # from the middle of the street to its doors
LANDMARKS = ("school", "market", "health", "stop", "playground", "library", "pharmacy", "sports", "station",
             "fountain", "civic", "carpark")  # fmt: skip
LANDMARK_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class InventedStreet:
    """A street of the demo: what the city's list says, and where its numbers are."""

    street: Street
    last_number: int
    east_m: float  # from the middle to the end with the highest number
    north_m: float
    landmark: str | None  # a key of the texts' [where]

    @property
    def district_code(self) -> str:
        """The district that holds all of it."""
        return self.street.district_code or ""

    def door(self, number: int) -> tuple[float, float]:
        """Return (latitude, longitude) of a house number: odd ones on one side, even ones on the other."""
        east_m, north_m = metres(self.street.latitude, self.street.longitude)
        along = 2 * number / max(self.last_number, 1) - 1
        length = math.hypot(self.east_m, self.north_m) or 1.0
        side = SIDE_M if number % 2 else -SIDE_M
        return degrees(
            east_m + along * self.east_m - side * self.north_m / length,
            north_m + along * self.north_m + side * self.east_m / length,
        )


def invent_streets(
    chance: random.Random, boundaries: Sequence[Boundary], names: Mapping[str, Sequence[tuple[str, str]]]
) -> tuple[InventedStreet, ...]:
    """Lay out the streets of each district; `names` maps its code to (name, language) pairs."""
    return tuple(street for boundary in boundaries for street in _in_district(chance, boundary, names[boundary.code]))


def invent_landmarks(
    chance: random.Random, boundaries: Sequence[Boundary], names: Mapping[str, Sequence[tuple[str, str]]]
) -> tuple[Landmark, ...]:
    """Scatter the places of each district; `names` maps its code to (kind, name) pairs."""
    return tuple(
        Landmark(name, "ca", kind, boundary.code, *degrees(*point))
        for boundary in boundaries
        for (kind, name), point in zip(names[boundary.code], _scattered(chance, boundary), strict=False)
    )


def _scattered(chance: random.Random, boundary: Boundary) -> Iterator[tuple[float, float]]:
    """Give points inside a district, without end."""
    area = on_sheet(boundary.area)
    inner = prep(area.buffer(-FROM_BORDER_M))
    west, south, east, north = area.bounds
    while True:
        point = Point(chance.uniform(west, east), chance.uniform(south, north))
        if inner.contains(point):
            yield point.x, point.y


def _in_district(
    chance: random.Random, boundary: Boundary, names: Sequence[tuple[str, str]]
) -> Iterator[InventedStreet]:
    area = on_sheet(boundary.area)
    inner, reach = prep(area.buffer(-FROM_BORDER_M)), prep(area.buffer(-END_FROM_BORDER_M))
    west, south, east, north = area.bounds
    taken: list[Point] = []

    def somewhere() -> Point:
        while True:
            point = Point(chance.uniform(west, east), chance.uniform(south, north))
            if inner.contains(point):
                return point

    for name, language in names:
        tried = [somewhere() for _ in range(CANDIDATES)]
        middle = max(tried, key=lambda point: min((point.distance(other) for other in taken), default=0.0))
        taken.append(middle)
        angle, half_m = chance.uniform(0, math.tau), chance.uniform(80, 260)
        while not reach.contains(_line(middle, angle, half_m)):
            half_m *= 0.8
        latitude, longitude = degrees(middle.x, middle.y)
        yield InventedStreet(
            street=Street(name, language, boundary.code, latitude, longitude),
            last_number=max(2, round(2 * half_m / METRES_A_NUMBER)),
            east_m=half_m * math.cos(angle),
            north_m=half_m * math.sin(angle),
            landmark=chance.choice(LANDMARKS) if chance.random() < LANDMARK_SHARE else None,
        )


def _line(middle: Point, angle: float, half_m: float) -> LineString:
    east_m, north_m = half_m * math.cos(angle), half_m * math.sin(angle)
    return LineString(((middle.x - east_m, middle.y - north_m), (middle.x + east_m, middle.y + north_m)))
