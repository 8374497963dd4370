"""A window on the map: its middle, how near it looks, and how degrees become points of a picture. Pure.

Source: Web Mercator (EPSG:3857), in which maps on the web are drawn: the world is 256 points wide at zoom 0, and twice
as wide with each step nearer.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.city.places.facts import Box

WORLD = 256
SIDE = 288  # points of the picture: with its edges it fits a screen of 320
NEAREST = 18  # a picture of 288 points is about 130 m wide in Europe
FARTHEST = 8
STEP = 1 / 3  # of the picture, for each press of a direction
HIGHEST = 85.05  # degrees north and south, where the square world ends
_EDGE = 3  # points kept free round what has to fit


@dataclass(frozen=True, slots=True)
class Window:
    """What a map shows; the middle is in degrees, the size in points of the picture."""

    lat: float
    lon: float
    zoom: float  # whole where tiles or a script must know it
    width: int = SIDE
    height: int = SIDE

    @property
    def scale(self) -> float:
        """Points for the width of the world."""
        return float(WORLD * 2**self.zoom)

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Say where a place is in the picture."""
        (x, y), (middle_x, middle_y) = on_sheet(lat, lon), on_sheet(self.lat, self.lon)
        return (x - middle_x) * self.scale + self.width / 2, (y - middle_y) * self.scale + self.height / 2

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Say which place a point of the picture is: latitude and longitude."""
        middle_x, middle_y = on_sheet(self.lat, self.lon)
        return off_sheet(middle_x + (x - self.width / 2) / self.scale, middle_y + (y - self.height / 2) / self.scale)

    def moved(self, east: int, south: int) -> "Window":
        """Look one step further in a direction."""
        x, y = self.width * (0.5 + east * STEP), self.height * (0.5 + south * STEP)
        lat, lon = self.place(x, y)
        return replace(self, lat=lat, lon=lon)

    def nearer(self, steps: int) -> "Window":
        """Look from nearer, or with negative steps from farther away."""
        return replace(self, zoom=min(NEAREST, max(FARTHEST, self.zoom + steps)))

    def within(self, box: Box) -> "Window":
        """Keep the middle inside a box, so that nobody loses the city."""
        lat, lon = min(max(self.lat, box.south), box.north), min(max(self.lon, box.west), box.east)
        return replace(self, lat=lat, lon=lon)

    @property
    def box(self) -> Box:
        """What the picture shows, in degrees."""
        north, west = self.place(0, 0)
        south, east = self.place(self.width, self.height)
        return Box(south, west, north, east)


def on_sheet(lat: float, lon: float) -> tuple[float, float]:
    """Say where a place is on the square sheet of the world, from 0 to 1, the south below."""
    bent = math.asinh(math.tan(math.radians(min(max(lat, -HIGHEST), HIGHEST))))
    return lon / 360 + 0.5, 0.5 - bent / math.tau


def off_sheet(x: float, y: float) -> tuple[float, float]:
    """Say which place a point of the sheet is: latitude and longitude."""
    lat = math.degrees(math.atan(math.sinh((0.5 - min(max(y, 0), 1)) * math.tau)))
    return lat, (min(max(x, 0), 1) - 0.5) * 360


def window_on(box: Box, *, width: int = SIDE, height: int = SIDE, step: float = 1) -> Window:
    """Look at a whole box, from as near as it fits; zooms are multiples of `step`."""
    (west, north), (east, south) = on_sheet(box.north, box.west), on_sheet(box.south, box.east)
    room = min((width - 2 * _EDGE) / max(east - west, 1e-9), (height - 2 * _EDGE) / max(south - north, 1e-9))
    zoom = math.floor(math.log2(room / WORLD) / step) * step
    lat, lon = off_sheet((west + east) / 2, (north + south) / 2)
    return Window(lat, lon, min(NEAREST, max(FARTHEST, zoom)), width, height)


def window_of(box: Box, *, step: float) -> Window:
    """Look at what was the box of a window: from as near as that, or nearly so."""
    (west, north), (east, south) = on_sheet(box.north, box.west), on_sheet(box.south, box.east)
    zoom = round(math.log2(SIDE / WORLD / max(east - west, south - north, 1e-9)) / step) * step
    lat, lon = off_sheet((west + east) / 2, (north + south) / 2)
    return Window(lat, lon, min(NEAREST, max(FARTHEST, zoom)))


def around(boxes: Sequence[Box]) -> Box | None:
    """Give the box round all boxes."""
    if not boxes:
        return None
    return Box(
        min(box.south for box in boxes),
        min(box.west for box in boxes),
        max(box.north for box in boxes),
        max(box.east for box in boxes),
    )
