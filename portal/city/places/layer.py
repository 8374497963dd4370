"""The districts as GeoJSON for a map that a script draws: few corners, and five decimals, which are about a metre.

Source: RFC 7946.
"""

import math
from collections.abc import Sequence

import numpy as np
import orjson
import shapely

from portal.city.places.facts import Boundary

MEDIA_TYPE = "application/geo+json"
DECIMALS = 5
_FINEST = 6e-5  # degrees; the size of the smallest corner that is kept in a small city
_CORNERS = 6000  # about 60 KB; with more, corners are left out
_GRID = 1e-5


def layer(boundaries: Sequence[Boundary]) -> bytes:
    """Write the districts in their order; shared edges stay shared."""
    areas = np.array([boundary.area for boundary in boundaries], dtype=object)
    snapped = shapely.set_precision(areas, _GRID)
    snapped = np.where(shapely.is_empty(snapped), areas, snapped)
    detail = _FINEST
    simple = shapely.coverage_simplify(snapped, detail) if boundaries else snapped
    while boundaries and shapely.get_num_coordinates(simple).sum() > _CORNERS and detail < 0.01:
        detail *= math.sqrt(2)
        simple = shapely.coverage_simplify(snapped, detail)
    features = [
        {
            "type": "Feature",
            "id": boundary.code,
            "geometry": orjson.Fragment(shapely.to_geojson(_rounded(area))),
            "properties": {"name": boundary.name, "language": boundary.language},
        }
        for boundary, area in zip(boundaries, simple, strict=True)
    ]
    return orjson.dumps({"type": "FeatureCollection", "features": features})


def _rounded(area: shapely.Geometry) -> shapely.Geometry:
    return shapely.transform(area, lambda points: np.round(points, DECIMALS))
