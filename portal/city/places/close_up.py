"""A part of the city as a picture: its districts, cut to the window, and the streets whose names have room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from sqlmodel import Session

from portal.city.places.facts import Street
from portal.city.places.nearest import streets_in
from portal.city.places.queries import boundaries
from portal.city.places.window import Window, on_sheet
from portal.ground.publicity.memory import remembered

STREETS_FROM = 14  # the zoom from which streets are marked
LETTER = 7.2  # points that a letter of a name takes, on average, at 13 points
LINE = 15
_OUTSIDE = 6  # points beyond the frame, so that a cut is never seen
_DETAIL = 0.6


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the picture, and the point that it is centred on."""

    text: str
    language: str
    x: float
    y: float
    names: Street | None = None  # the street that it stands above or below
    is_above: bool = False


@dataclass(frozen=True, slots=True)
class CloseUp:
    """What is drawn, in points of the window."""

    areas: tuple[str, ...]  # the d attribute of each district that is seen
    districts: tuple[Name, ...]
    dots: tuple[tuple[float, float], ...]  # a street each
    streets: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The districts on the sheet of the world, made once for each public version."""

    areas: NDArray[Any]
    names: tuple[tuple[str, str], ...]


def close_up(session: Session, window: Window, *, free: Sequence[tuple[float, float]] = ()) -> CloseUp:
    """Draw what a window shows; no name is written where something stands that was said to be `free`."""
    sheet = remembered(session, "sheet", lambda: _sheet(session))
    areas = _in_window(sheet.areas, window)
    seen = [(area, name) for area, name in zip(areas, sheet.names, strict=True) if not area.is_empty]
    streets = streets_in(session, window.box) if window.zoom >= STREETS_FROM else ()
    dots = tuple(window.point(street.latitude, street.longitude) for street in streets)
    taken = [(x - 4, y - 4, x + 4, y + 4) for x, y in dots] + [(x - 13, y - 13, x + 13, y + 13) for x, y in free]
    named = tuple(_street_names(streets, dots, window, taken))
    districts = tuple(_district_names(seen, window, taken))
    return CloseUp(tuple(_path(area) for area, _ in seen), districts, dots, named)


def _sheet(session: Session) -> Sheet:
    found = boundaries(session)
    areas = np.array([boundary.area for boundary in found], dtype=object)
    flat = shapely.transform(areas, lambda degrees: np.array([on_sheet(lat, lon) for lon, lat in degrees]))
    return Sheet(np.atleast_1d(flat), tuple((boundary.name, boundary.language) for boundary in found))


def _in_window(areas: NDArray[Any], window: Window) -> NDArray[Any]:
    x, y = on_sheet(window.lat, window.lon)

    def onto(sheet: NDArray[np.float64]) -> NDArray[np.float64]:
        return (sheet - (x, y)) * window.scale + (window.width / 2, window.height / 2)

    over, down = (window.width / 2 + _OUTSIDE) / window.scale, (window.height / 2 + _OUTSIDE) / window.scale
    cut = shapely.clip_by_rect(areas, x - over, y - down, x + over, y + down)
    return np.atleast_1d(shapely.simplify(shapely.transform(cut, onto), _DETAIL))


def _path(area: shapely.Geometry) -> str:
    polygons = [part for part in shapely.get_parts(area) if isinstance(part, shapely.Polygon)]
    return "".join(_ring(ring) for part in polygons for ring in (part.exterior, *part.interiors))


def _ring(ring: shapely.LinearRing) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring.coords[:-1]) + "z"


Rect = tuple[float, float, float, float]


def _street_names(
    streets: Sequence[Street], dots: Sequence[tuple[float, float]], window: Window, taken: list[Rect]
) -> Iterable[Name]:
    """Name the streets nearest to the middle first, each above or below its dot, where nothing else stands."""
    middle = window.width / 2, window.height / 2
    order = sorted(range(len(dots)), key=lambda at: abs(dots[at][0] - middle[0]) + abs(dots[at][1] - middle[1]))
    for at in order:
        x, y = dots[at]
        half = len(streets[at].name) * LETTER / 2
        for up in (-LINE, LINE):
            centre = min(max(x, half + 2), window.width - half - 2)
            if _free((centre - half, y + up - LINE / 2, centre + half, y + up + LINE / 2), window, taken):
                yield Name(streets[at].name, streets[at].language, centre, y + up, streets[at], is_above=up < 0)
                break


def _district_names(seen: Iterable[tuple[Any, tuple[str, str]]], window: Window, taken: list[Rect]) -> Iterable[Name]:
    """Name the districts where the largest circle fits into what is seen of them."""
    for area, (text, language) in sorted(seen, key=lambda each: -each[0].area):
        largest = max(shapely.get_parts(area), key=lambda part: part.area)
        spot = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=2), 0)
        half = len(text) * LETTER / 2
        around = spot.x - half, spot.y - LINE / 2, spot.x + half, spot.y + LINE / 2
        if shapely.box(*around).within(area) and _free(around, window, taken):
            yield Name(text, language, spot.x, spot.y)


def _free(rect: Rect, window: Window, taken: list[Rect]) -> bool:
    """Take a place for a name, if it is inside the window and nothing else is there."""
    left, top, right, bottom = rect
    inside = left >= 0 and top >= 0 and right <= window.width and bottom <= window.height
    if not inside or any(left < e and right > w and top < s and bottom > n for w, n, e, s in taken):
        return False
    taken.append(rect)
    return True
