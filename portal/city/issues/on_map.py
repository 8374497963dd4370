"""The issues of a part of the map, in the order of the list: a pin each, and never more than a page of them."""

from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues.addresses import Cursor
from portal.city.issues.listing import PAGE, Line, Order, Shape, Wanted, statement
from portal.city.issues.map_box import MapBox
from portal.city.issues.models import ISSUES
from privacy.minimise.location import cells_in_box

SMALL = 1 / 16  # of the city: a smaller box is looked up by its cells, a larger one in the order of the list


class Pinned(NamedTuple):
    """An issue of the list, and its public point."""

    line: Line
    lat: float
    lon: float


def pinned(
    session: Session, wanted: Wanted, box: MapBox, *, is_small: bool
) -> tuple[tuple[Pinned, ...], Cursor | None]:
    """Read a page of issues in a box; with the place from which the next page is read, if more follow."""
    ranges = cells_in_box(box.south_west, box.north_east) if is_small else ()
    shape = Shape(
        wanted.group,
        bool(wanted.category),
        bool(wanted.district),
        wanted.order is Order.NEWEST,
        wanted.after is not None,
    )
    facts: dict[str, Any] = {
        "category": wanted.category,
        "district": wanted.district,
        "south": box.south_west.lat,
        "north": box.north_east.lat,
        "west": box.south_west.lon,
        "east": box.north_east.lon,
    }
    if wanted.after is not None:
        facts |= {"day": wanted.after.reported_on, "reference": wanted.after.reference}
    for place, (first, last) in enumerate(ranges):
        facts |= {f"first{place}": first, f"last{place}": last}
    rows = session.execute(_in_box(shape, len(ranges)), facts).all()
    found = tuple(Pinned(Line(*row[:-2]), row[-2], row[-1]) for row in rows[:PAGE])
    last_line = found[-1].line if len(rows) > PAGE else None
    return found, Cursor(last_line.reported_on, last_line.reference) if last_line else None


@cache
def _in_box(shape: Shape, ranges: int) -> sa.Select[Any]:
    column = ISSUES.c
    asked = statement(shape).add_columns(column.public_lat, column.public_lon)
    asked = asked.where(
        column.public_lat.between(sa.bindparam("south"), sa.bindparam("north")),
        column.public_lon.between(sa.bindparam("west"), sa.bindparam("east")),
    )
    cells = [column.cell.between(sa.bindparam(f"first{at}"), sa.bindparam(f"last{at}")) for at in range(ranges)]
    return asked.where(sa.or_(*cells)) if cells else asked
