"""Turns an exact point into cells of a grid: a fine one to search by, a coarse one whose centre may be shown.

A cell is a whole number, so both databases find places with BETWEEN and need no spatial extension. The cells are H3's:
all fine cells of a coarse one lie in one range of numbers, because a cell's digits come after its ancestors'.
Source: H3 index, bit layout (4 bits mode, 4 resolution at bit 52, 7 base cell, then 15 digits of 3 bits).
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass

import h3.api.basic_int as h3

SEARCH_RESOLUTION = 12  # about 20 m across
PUBLIC_RESOLUTION = 10  # about 130 m across
MOST_RANGES = 4
EVERYWHERE = 0, 2**63 - 1

_RESOLUTION_AT = 52
_DIGITS = 15
_SPILL = 0.5  # a fine cell may lie outside its ancestor, by less than this share of the ancestor's edge
_REACH = (
    1.2  # no corner of a cell is farther from its centre, in average edges of the resolution (the most seen is 1.103)
)
_SMALLEST = 0.6  # the shortest edge of a resolution, as a share of the average one
_METRES_A_DEGREE = 111_195.0

Range = tuple[int, int]
"""The first and the last search cell, both included: `cell BETWEEN first AND last`."""


class NotAPlace(Exception):
    """These numbers are no point on Earth."""


@dataclass(frozen=True, slots=True)
class Point:
    """A point in degrees, WGS 84; raises NotAPlace."""

    lat: float
    lon: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180):  # refuses NaN as well
            raise NotAPlace


def search_cell(point: Point) -> int:
    """Find the fine cell that a point is looked up by."""
    return int(h3.latlng_to_cell(point.lat, point.lon, SEARCH_RESOLUTION))


def public_cell(point: Point) -> int:
    """Find the coarse cell that the public may know of a point."""
    return int(h3.latlng_to_cell(point.lat, point.lon, PUBLIC_RESOLUTION))


def centre(cell: int) -> Point:
    """Find the middle of a cell, to 6 decimals (11 cm); raises NotAPlace for what is no cell."""
    if not h3.is_valid_cell(cell):
        raise NotAPlace
    lat, lon = h3.cell_to_latlng(cell)
    return Point(round(lat, 6), round(lon, 6))


def public_point(point: Point) -> Point:
    """Find the point that the public may see instead of the exact one."""
    return centre(public_cell(point))


def distance_m(one: Point, other: Point) -> float:
    """Measure how far two points are apart on the sphere, in metres (haversine)."""
    return float(h3.great_circle_distance((one.lat, one.lon), (other.lat, other.lon), unit="m"))


def cells_within(cell: int) -> Range:
    """Say which range of search cells belongs to a coarser cell (or to itself)."""
    first = last = cell & ~(0xF << _RESOLUTION_AT) | SEARCH_RESOLUTION << _RESOLUTION_AT
    for digit in range(h3.get_resolution(cell) + 1, SEARCH_RESOLUTION + 1):
        at = 3 * (_DIGITS - digit)
        first, last = first & ~(7 << at), last & ~(7 << at) | 6 << at
    return first, last


def cells_in_box(south_west: Point, north_east: Point) -> tuple[Range, ...]:
    """Cover a map box with at most 4 ranges of search cells, in ascending order.

    Every point in the box is in one of them; so are some points around it, which the caller filters by coordinates.
    A box that crosses the date line has its western edge east of its eastern one.
    """
    boxes = [(south_west, north_east)]
    if south_west.lon > north_east.lon:
        boxes = [(south_west, Point(north_east.lat, 180.0)), (Point(south_west.lat, -180.0), north_east)]
    return _merged(each for box in boxes for each in _cover(*box, most=MOST_RANGES // len(boxes)))


def cells_near(point: Point, *, radius_m: float) -> tuple[Range, ...]:
    """Cover a circle with ranges of search cells: every point within the radius, and some beyond it.

    For finding possible duplicates: the caller filters by `distance_m`.
    """
    resolution = SEARCH_RESOLUTION
    while resolution and _spacing_m(resolution) < radius_m:
        resolution -= 1
    if _spacing_m(resolution) < radius_m:
        return (EVERYWHERE,)
    around = h3.grid_disk(h3.latlng_to_cell(point.lat, point.lon, resolution), 2)
    return _merged(cells_within(cell) for cell in around)


def _spacing_m(resolution: int) -> float:
    """Give the least distance between two rings of a grid disk."""
    return float(h3.average_hexagon_edge_length(resolution, unit="m")) * 1.5 * _SMALLEST


def _cover(south_west: Point, north_east: Point, *, most: int) -> tuple[Range, ...]:
    """Cover a box, widened by what cells may spill, with cells of about an eighth of it, and with few ranges."""
    height = (north_east.lat - south_west.lat) * _METRES_A_DEGREE
    if height > 4_000_000 or north_east.lon - south_west.lon > 40 or max(-south_west.lat, north_east.lat) > 80:
        return (EVERYWHERE,)  # H3 covers no half worlds and no poles
    cells = _overlapping(south_west, north_east, _first_guess(south_west, north_east))
    return _closed(_merged(cells_within(cell) for cell in cells), most=most)


def _closed(ranges: tuple[Range, ...], *, most: int) -> tuple[Range, ...]:
    """Leave the widest gaps between ranges, and close the others: a few rows more cost less than one more range."""
    gaps = sorted(range(1, len(ranges)), key=lambda at: ranges[at - 1][1] - ranges[at][0])[: most - 1]
    starts, ends = (0, *sorted(gaps)), (*sorted(gaps), len(ranges))
    return tuple((ranges[first][0], ranges[end - 1][1]) for first, end in zip(starts, ends, strict=True) if end)


def _first_guess(south_west: Point, north_east: Point) -> int:
    """Find the finest resolution with cells no smaller than an eighth of the box's diagonal."""
    diagonal = distance_m(south_west, north_east)
    fine = (each for each in range(SEARCH_RESOLUTION, 0, -1) if 8 * _spacing_m(each) >= diagonal)
    return next(fine, 0)


def _overlapping(south_west: Point, north_east: Point, resolution: int) -> list[int]:
    """List the cells whose centres lie in the widened box. H3's own test of overlap takes ten times as long."""
    at_date_line = max(-south_west.lon, north_east.lon) > 160  # there H3 misses centres beyond the line
    reach = _SPILL if at_date_line else _SPILL + _REACH
    spill = reach * h3.average_hexagon_edge_length(resolution, unit="m") / _METRES_A_DEGREE
    south, north = south_west.lat - spill, north_east.lat + spill
    wider = spill / math.cos(math.radians(max(abs(south), abs(north))))
    west, east = south_west.lon - wider, north_east.lon + wider
    box = h3.LatLngPoly([(south, west), (south, east), (north, east), (north, west)])
    if at_date_line:
        return list(h3.h3shape_to_cells_experimental(box, resolution, contain="overlap"))
    return list(h3.h3shape_to_cells(box, resolution))


def _merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """Join ranges that follow one another or overlap."""
    joined: list[Range] = []
    for first, last in sorted(ranges):
        if joined and first <= _after(joined[-1][1]):
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def _after(cell: int) -> int:
    """Find the number of the next search cell: each digit counts to 6 and then carries."""
    at = 3 * (_DIGITS - SEARCH_RESOLUTION)
    while (cell >> at) & 7 == 6:
        cell &= ~(7 << at)
        at += 3
    return cell + (1 << at)
