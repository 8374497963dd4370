"""The issues in a map box as GeoJSON: texts that were written when an issue was published, only joined here.

Source: RFC 7946. A place is the public point of an issue, never the exact one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any

import orjson
import sqlalchemy as sa
from sqlmodel import Session

from i18n.lazy import lazy
from portal.city.issues.models import ISSUES
from portal.city.issues.queries import visible
from portal.ground.errors import PortalError
from privacy.minimise.location import NotAPlace, Point, cells_in_box

MOST_FEATURES = 2000
LONGEST_FEATURE = 2400  # bytes; the row of an index holds 2,704 in PostgreSQL
MEDIA_TYPE = "application/geo+json"

_LIMIT = sa.literal_column(str(MOST_FEATURES + 1), sa.Integer)


class NotABox(PortalError):
    """The corners of the map box are missing, or make no box."""

    status = HTTPStatus.BAD_REQUEST
    code = "not-a-box"
    title = lazy("This is no map box")
    advice = lazy("Write bbox=west,south,east,north in degrees, such as bbox=-0.40,39.45,-0.35,39.50.")


@dataclass(frozen=True, slots=True)
class MapBox:
    """A box on the map; its western edge is east of the eastern one where it crosses the date line."""

    south_west: Point
    north_east: Point

    @property
    def crosses_date_line(self) -> bool:
        """Whether the box goes on at the other end of the degrees."""
        return self.south_west.lon > self.north_east.lon


def read_box(text: str) -> MapBox:
    """Read `west,south,east,north` in degrees (RFC 7946 §5). Raises NotABox."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
        box = MapBox(Point(south, west), Point(north, east))
    except (ValueError, NotAPlace):
        raise NotABox from None
    if south > north:
        raise NotABox
    return box


def feature_of(facts: Mapping[str, Any]) -> str | None:
    """Write an issue, by the names of its columns, as a GeoJSON feature; None where it has no public point."""
    if facts["cell"] is None:
        return None
    properties = {
        "title": facts["title"],
        "language": facts["title_language"],
        "status": facts["status"],
        "outcome": facts["outcome"],
        "category": facts["service_code"],
        "district": facts["district_code"],
        "place": facts["place_words"],
        "reported": facts["reported_on"],
        "updated": facts["updated_on"],
    }
    geometry = {"type": "Point", "coordinates": (facts["public_lon"], facts["public_lat"])}
    feature = {"type": "Feature", "id": facts["reference"], "geometry": geometry, "properties": properties}
    written = orjson.dumps(feature)
    if len(written) > LONGEST_FEATURE:  # only with hundreds of signs that need many bytes; the page has them all
        written = orjson.dumps(feature | {"properties": properties | {"title": facts["title"][:100], "place": ""}})
    return written.decode()


def collection(session: Session, box: MapBox) -> str:
    """Write the visible issues in a box, at most 2,000; "more" says that there are others, so look closer."""
    ranges = cells_in_box(box.south_west, box.north_east)
    facts: dict[str, Any] = {
        "south": box.south_west.lat,
        "north": box.north_east.lat,
        "west": box.south_west.lon,
        "east": box.north_east.lon,
    }
    for place, (first, last) in enumerate(ranges):
        facts |= {f"first{place}": first, f"last{place}": last}
    found = session.scalars(statement(len(ranges), crosses_date_line=box.crosses_date_line), facts).all()
    more = "true" if len(found) > MOST_FEATURES else "false"
    return f'{{"type":"FeatureCollection","more":{more},"features":[{",".join(found[:MOST_FEATURES])}]}}'


@cache
def statement(ranges: int, *, crosses_date_line: bool) -> sa.Select[Any]:
    """Build the statement for a number of ranges, once.

    One branch a range, each with all conditions: so that the index alone tells which rows of a range are outside.
    """
    column = ISSUES.c
    either_side = sa.or_ if crosses_date_line else sa.and_
    across = either_side(column.public_lon >= sa.bindparam("west"), column.public_lon <= sa.bindparam("east"))
    up = column.public_lat.between(sa.bindparam("south"), sa.bindparam("north"))
    inside = sa.select(column.feature).where(up, across, visible())
    cells = (column.cell.between(sa.bindparam(f"first{at}"), sa.bindparam(f"last{at}")) for at in range(ranges))
    return sa.select(sa.union_all(*(inside.where(each) for each in cells)).subquery().c.feature).limit(_LIMIT)
