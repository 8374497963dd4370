"""The streets of a part of the map, and the one that is nearest to a point: by the one point that each street has."""

import math
from typing import Final

from sqlmodel import Session, select

from portal.city.places.facts import Box, Spot, Street
from portal.city.places.finding import spots_in
from portal.city.places.models import StreetRow

MOST = 400  # streets of one part of the map
REACHES_M: Final = (250.0, 800.0)
"""How far away a street may be and still be called near; the first circle that holds one decides."""
_METRES_A_DEGREE = 111_195.0


def streets_in(session: Session, box: Box) -> tuple[Street, ...]:
    """Return the streets whose points lie in a box, by name; at most 400."""
    columns = StreetRow.metadata.tables[str(StreetRow.__tablename__)].c
    asked = (
        select(StreetRow)
        .where(columns.latitude.between(box.south, box.north), columns.longitude.between(box.west, box.east))
        .order_by(columns.name, columns.id)
        .limit(MOST)
    )
    return tuple(
        Street(row.name, row.language, row.district_code, row.latitude, row.longitude, row.id)
        for row in session.exec(asked)
    )


def nearest_spot(session: Session, lat: float, lon: float, *, district: str) -> Spot | None:
    """Find the street or the landmark of a district whose point is nearest; None where none is within 800 metres."""
    narrow = max(math.cos(math.radians(lat)), 0.01)
    up, over = REACHES_M[-1] / _METRES_A_DEGREE, REACHES_M[-1] / _METRES_A_DEGREE / narrow
    close: list[tuple[float, Spot]] = []
    for spot in spots_in(session, Box(lat - up, lon - over, lat + up, lon + over), district=district):
        metres = math.hypot((spot.longitude - lon) * narrow, spot.latitude - lat) * _METRES_A_DEGREE
        if metres <= REACHES_M[-1]:
            close.append((metres, spot))
    return min(close, key=lambda each: each[0])[1] if close else None


def nearest_street(session: Session, lat: float, lon: float, *, district: str = "") -> Street | None:
    """Find the street, of a district if one is given, whose point is nearest; None where none is within 800 metres."""
    narrow = max(math.cos(math.radians(lat)), 0.01)

    def metres(street: Street) -> float:
        across = (street.longitude - lon) * narrow
        return math.hypot(across, street.latitude - lat) * _METRES_A_DEGREE

    for reach in REACHES_M:
        up, over = reach / _METRES_A_DEGREE, reach / _METRES_A_DEGREE / narrow
        found = streets_in(session, Box(lat - up, lon - over, lat + up, lon + over))
        inside = [street for street in found if district in ("", street.district_code)]
        if close := [street for street in inside if metres(street) <= reach]:
            return min(close, key=metres)
    return None
