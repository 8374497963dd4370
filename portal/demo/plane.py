"""The flat sheet on which the city is drawn: metres east and north of its middle, and back to degrees.

The middle lies in the open sea, 70 km off the coast: no real street can be mistaken for one of these.
"""

import math

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import MultiPolygon, Polygon

MIDDLE_LATITUDE = 39.30
MIDDLE_LONGITUDE = 0.55
METRES_A_DEGREE = 111_320.0  # of latitude; Source: WGS 84 mean radius 6,371 km, within 0.2 %
DIGITS = 6  # 0.1 m

_METRES_A_DEGREE_EAST = METRES_A_DEGREE * math.cos(math.radians(MIDDLE_LATITUDE))

Area = Polygon | MultiPolygon


def degrees(east_m: float, north_m: float) -> tuple[float, float]:
    """Return (latitude, longitude) of a point on the sheet."""
    latitude = MIDDLE_LATITUDE + north_m / METRES_A_DEGREE
    return round(latitude, DIGITS), round(MIDDLE_LONGITUDE + east_m / _METRES_A_DEGREE_EAST, DIGITS)


def metres(latitude: float, longitude: float) -> tuple[float, float]:
    """Return (east, north) of a point in the city."""
    east_m = (longitude - MIDDLE_LONGITUDE) * _METRES_A_DEGREE_EAST
    return east_m, (latitude - MIDDLE_LATITUDE) * METRES_A_DEGREE


def on_globe(area: Area) -> Area:
    """Turn an area of the sheet into one of longitude and latitude; equal corners stay equal."""

    def turn(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([degrees(east_m, north_m)[::-1] for east_m, north_m in points])

    return _area(shapely.transform(area, turn))


def on_sheet(area: Area) -> Area:
    """Turn an area of longitude and latitude into one of the sheet."""

    def turn(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.array([metres(latitude, longitude) for longitude, latitude in points])

    return _area(shapely.transform(area, turn))


def _area(turned: object) -> Area:
    if not isinstance(turned, Polygon | MultiPolygon):
        raise TypeError(f"{type(turned).__name__} is no area")
    return turned
