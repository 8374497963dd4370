"""Thirteen districts: Voronoi cells inside an outline with a coast, on the two banks of a river."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import shapely
from shapely.geometry import LineString, MultiPoint, Point, Polygon

from portal.city.places.facts import Boundary
from portal.demo.plane import Area, on_globe

# Corners in metres east and north of the middle, clockwise from the west. The coast is the eastern side, with a bay.
OUTLINE = (
    (-4130, 480), (-3840, 1840), (-2960, 2960), (-1440, 3570), (320, 3440), (1790, 3630), (3040, 3090), (3840, 2000),
    (3980, 1250), (3560, 640), (4160, 60), (4420, -720), (4290, -2160), (3520, -2960), (2080, -3310), (800, -3730),
    (-800, -3600), (-2080, -3120), (-3200, -2160), (-3740, -880),
)  # fmt: skip
RIVER = (
    (-5200, -260), (-3900, -330), (-2900, -420), (-1500, -600), (-300, -780), (700, -560), (1800, -60), (2800, 180),
    (3700, 330), (5200, 380),
)  # fmt: skip
RIVER_HALF_WIDTH_M = 35
GRID_M = 1.0  # corners stand on whole metres, so that neighbours have exactly the same ones
SMOOTHING = 2


@dataclass(frozen=True, slots=True)
class Site:
    """Where a district has its middle, before the seed moves it a little."""

    code: str
    name: str
    east: int
    north: int
    population: int


def invent_boundaries(chance: random.Random, sites: Sequence[Site]) -> tuple[Boundary, ...]:
    """Draw one district round each site, in their order. No two overlap; together they are the land."""
    outline = Polygon(_smooth(_moved(chance, OUTLINE, 80), closed=True))
    river = LineString(_smooth(_moved(chance, RIVER, 50), closed=False)).buffer(RIVER_HALF_WIDTH_M)
    middles = {site.code: Point(_moved(chance, [(site.east, site.north)], 110)[0]) for site in sites}
    areas: dict[str, Area] = {}
    for bank in shapely.get_parts(outline.difference(river)):
        on_it = {code: middle for code, middle in middles.items() if bank.contains(middle)}
        areas.update(_cells(bank, on_it))
    return tuple(Boundary(site.code, site.name, "ca", on_globe(areas[site.code]), site.population) for site in sites)


def _cells(bank: Polygon, middles: dict[str, Point]) -> dict[str, Area]:
    """Cut a bank into the cells of its sites, with one line, not two, between neighbours."""
    edges = shapely.voronoi_polygons(MultiPoint(list(middles.values())), extend_to=bank.envelope, only_edges=True)
    lines = shapely.union_all([bank.boundary, edges.intersection(bank)], grid_size=GRID_M)
    faces: dict[str, list[Polygon]] = {code: [] for code in middles}
    for face in shapely.get_parts(shapely.polygonize(shapely.get_parts(lines))):
        inside = face.representative_point()
        faces[min(middles, key=lambda code: inside.distance(middles[code]))].append(face)
    return {code: _joined(parts) for code, parts in faces.items()}


def _joined(parts: Sequence[Polygon]) -> Area:
    whole = shapely.union_all(parts, grid_size=GRID_M) if len(parts) > 1 else parts[0]
    if not isinstance(whole, Polygon):
        raise TypeError("a district fell apart: two of its sites are too near to the river or the coast")
    return whole


def _moved(chance: random.Random, points: Sequence[tuple[int, int]], by_m: float) -> list[tuple[float, float]]:
    return [(east + chance.uniform(-by_m, by_m), north + chance.uniform(-by_m, by_m)) for east, north in points]


def _smooth(points: Sequence[tuple[float, float]], *, closed: bool) -> list[tuple[float, float]]:
    """Cut the corners. Source: Chaikin 1974."""
    found = list(points)
    for _ in range(SMOOTHING):
        steps = pairwise([*found, found[0]] if closed else found)
        cut = [(a + (b - a) * share, c + (d - c) * share) for (a, c), (b, d) in steps for share in (0.25, 0.75)]
        found = cut if closed else [found[0], *cut, found[-1]]
    return found
