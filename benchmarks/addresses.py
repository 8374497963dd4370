"""Which pages are asked for: places all over the list, issues at random, and map boxes of about 160 points."""

import random
from collections.abc import Iterator
from itertools import islice

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues import listing
from portal.city.issues.addresses import written
from portal.city.issues.listing import Group, Order, Wanted
from portal.city.issues.models import ISSUES
from portal.ground.database import Database
from portal.web.addresses import with_query

LIST = "/en/issues"
POINTS = (140, 180)  # issues in a box
MIDDLE = 160
METRE = 0.00001  # degrees of latitude
STRETCH = 1.3  # degrees of longitude are shorter here

Degrees = npt.NDArray[np.float64]


def list_pages(database: Database, count: int, *, seed: int = 1) -> list[str]:
    """Walk from page to page under filters at random: each address is another page of 20 lines."""
    dice = random.Random(seed)
    with database.reading() as session:
        return list(islice(_walks(session, dice), count))


def issue_pages(database: Database, count: int, *, seed: int = 1) -> list[str]:
    """Take issues at random."""
    dice = random.Random(seed)
    with database.reading() as session:
        highest = session.scalar(sa.select(sa.func.max(ISSUES.c.id))) or 0
        numbers = [dice.randint(1, highest) for _ in range(count)]
        found = session.scalars(sa.select(ISSUES.c.reference).where(ISSUES.c.id.in_(numbers))).all()
    dice.shuffle(found := list(found))
    return [f"{LIST}/{written(reference)}" for reference in found]


def map_boxes(database: Database, count: int, *, seed: int = 1) -> list[str]:
    """Draw boxes around issues at random, each just wide enough for about 160 of them. Raises LookupError."""
    dice = random.Random(seed)
    with database.reading() as session:
        lat, lon = np.array(session.execute(sa.select(ISSUES.c.public_lat, ISSUES.c.public_lon)).all(), float).T
    boxes = (_box(lat, lon, dice.randrange(len(lat))) for _ in range(20 * count))
    found = list(islice((box for box in boxes if box), count))
    if len(found) < count:
        raise LookupError(f"only {len(found)} boxes with {POINTS} points were found")
    return found


def _walks(session: Session, dice: random.Random) -> Iterator[str]:
    codes = [
        session.scalars(sa.select(column).distinct()).all()
        for column in (ISSUES.c.service_code, ISSUES.c.district_code)
    ]
    while True:
        category, district = (dice.choice(["", *each]) for each in codes)
        wanted = Wanted(dice.choice(list(Group)), category, district, dice.choice(list(Order)))
        mark = None
        for _ in range(25):
            yield with_query(LIST, wanted.query | {"after": mark})
            mark = listing.page(session, wanted.at(after=mark)).next
            if mark is None:
                break


def _box(lat: Degrees, lon: Degrees, number: int) -> str | None:
    """Widen a box around one issue until it holds enough; None where the next step would take in too many."""
    away = np.maximum(abs(lat - lat[number]), abs(lon - lon[number]) / STRETCH)
    too_wide = np.partition(away, POINTS[1])[POINTS[1]]
    widths = np.partition(away, MIDDLE)[MIDDLE], np.max(away[away < too_wide], initial=0)
    half = next((float(each) + METRE for each in widths if _is_enough(away, each)), None)
    if half is None:
        return None
    south, north = lat[number] - half, lat[number] + half
    west, east = lon[number] - STRETCH * half, lon[number] + STRETCH * half
    return f"{LIST}.geojson?bbox={west:.6f},{south:.6f},{east:.6f},{north:.6f}"


def _is_enough(away: Degrees, half: float) -> bool:
    return POINTS[0] <= int((away <= half + METRE).sum()) <= POINTS[1]
