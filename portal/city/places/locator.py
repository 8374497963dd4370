"""In which district a point lies."""

from collections.abc import Iterable

import shapely

from portal.city.places.facts import Boundary


class Locator:
    """All districts, prepared once; asked for a point, it answers in microseconds.

    A point on a shared border belongs to the district that comes first.
    """

    __slots__ = ("_areas",)

    def __init__(self, boundaries: Iterable[Boundary]) -> None:
        areas = []
        for boundary in boundaries:
            area = shapely.from_wkb(shapely.to_wkb(boundary.area))  # our own copy: preparing changes an object
            shapely.prepare(area)
            box = boundary.box
            # The first question builds the index; asked here, so that threads never build one at the same time.
            shapely.intersects_xy(area, box.west, box.south)
            areas.append((box.south, box.north, box.west, box.east, area, boundary.code))
        self._areas = tuple(areas)

    def district_at(self, latitude: float, longitude: float) -> str | None:
        """Return the code of the district that holds the point, or None outside of all of them."""
        for south, north, west, east, area, code in self._areas:
            inside = south <= latitude <= north and west <= longitude <= east
            if inside and shapely.intersects_xy(area, longitude, latitude):
                return code
        return None
