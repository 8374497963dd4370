"""Simplified outlines of the districts, as paths for an SVG map. Pure: the page draws what is said here."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

from portal.city.places.facts import Boundary
from portal.city.places.labels import Label, place

GRID = 0.5  # units that corners are snapped to: it closes the hair-wide gaps between real districts, and saves bytes
MARGIN = 4  # units round the city, so that a line on its edge is not cut


@dataclass(frozen=True, slots=True)
class Outline:
    """One district on the map, in drawing units."""

    code: str
    path: str  # the d attribute; draw it with fill-rule="evenodd"
    label_x: float  # the middle of its number
    label_y: float
    leads_to: tuple[float, float] | None = None  # where a line from the number ends, if it stands beside the district


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole map; north is up, and it is never mirrored."""

    width: int
    height: int
    outlines: tuple[Outline, ...]
    digits: float = 0  # their height: on a phone of 360 pixels they can be read
    paper: float = 0  # the width of what a number stands on
    frame: tuple[float, float, float, float] = (0, 0, 0, 0)  # least x and y, width, height: with the numbers beside


def draw(boundaries: Sequence[Boundary], *, side: int = 600, detail: float = 1.5) -> Drawing:
    """Draw the districts so that the longer side of the map is `side` units.

    `detail` is the size of the smallest corner that is kept, in units. Where districts share an edge exactly, they
    share the simplified one too. Source: Visvalingam & Whyatt 1993, on coverages (GEOS CoverageSimplifier).
    """
    if not boundaries:
        return Drawing(side, side, ())
    flat, width, height = _on_paper(boundaries, side)
    snapped = shapely.set_precision(flat, GRID)
    simple = shapely.coverage_simplify(np.where(shapely.is_empty(snapped), flat, snapped), detail)
    largest = [max(shapely.get_parts(area), key=lambda part: part.area) for area in simple]
    placed = place(largest, width=width, height=height)
    outlines = tuple(
        _outline(boundary.code, area, detail, label)
        for boundary, area, label in zip(boundaries, simple, placed.labels, strict=True)
    )
    return Drawing(width, height, outlines, placed.size, placed.width, placed.frame)


def _on_paper(boundaries: Sequence[Boundary], side: int) -> tuple[NDArray[np.object_], int, int]:
    """Project with one scale in the middle of the city: a city is small enough for a flat sheet."""
    areas = np.array([boundary.area for boundary in boundaries], dtype=object)
    west, south, east, north = shapely.total_bounds(areas)
    narrow = math.cos(math.radians((south + north) / 2))
    scale = (side - 2 * MARGIN) / max((east - west) * narrow, north - south)

    def project(lonlat: NDArray[np.float64]) -> NDArray[np.float64]:
        x = (lonlat[:, 0] - west) * narrow * scale + MARGIN
        y = (north - lonlat[:, 1]) * scale + MARGIN
        return np.column_stack((x, y))

    width = math.ceil((east - west) * narrow * scale) + 2 * MARGIN
    height = math.ceil((north - south) * scale) + 2 * MARGIN
    return shapely.transform(areas, project), width, height


def _outline(code: str, area: Polygon | MultiPolygon, detail: float, label: Label) -> Outline:
    parts = sorted(shapely.get_parts(area), key=lambda part: -part.area)
    shown = [parts[0], *(part for part in parts[1:] if part.area >= 4 * detail**2)]
    rings = [ring for part in shown for ring in (part.exterior, *part.interiors)]
    path = "".join(_ring(ring) for ring in rings)
    return Outline(code, path, round(label.x, 1), round(label.y, 1), label.leads_to)


def _ring(ring: shapely.LinearRing) -> str:
    # Every point is rounded in the same way, so a shared corner stays shared.
    points = [f"{x:.1f} {y:.1f}".replace(".0 ", " ").removesuffix(".0") for x, y in ring.coords[:-1]]
    return "M" + "L".join(points) + "z"
