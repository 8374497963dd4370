"""Neither the report's row nor what the desk reads tells more of a private place than its public cell."""

import re

from portal.ground.database import Database
from portal.ground.settings import Settings
from privacy.minimise.location import Point, distance_m, public_cell, search_cell
from privacy.vault.keys import KeyRing
from tests.portal.doors.staff.reports import PLACE, Given, decided, file_one
from tests.tables import one
from tests.visitor import Visitor

ELSEWHERE = next(
    point
    for step in range(-9, 10)
    if public_cell(point := Point(PLACE.lat + step * 1e-4, PLACE.lon)) == public_cell(PLACE)
    and distance_m(point, PLACE) > 30
)
"""Another place in the public cell of PLACE, far enough to be told apart."""


def stored(database: Database, given: Given) -> int:
    """The cell of a report, as a copy of the database has it."""
    asked = "SELECT public_cell FROM listen_report WHERE reference = :reference"
    return int(one(database, asked, reference=given.reference))


def distances(page: str) -> list[str]:
    """The distances that the desk shows."""
    table = page.partition('id="similar"')[2].partition("</table>")[0]
    return re.findall(r'<td[^>]* class="n">([^<]+)</td>', table)


def test_two_places_in_one_public_cell_look_the_same(
    clerk: Visitor, city: Database, ring: KeyRing, settings: Settings
) -> None:
    assert search_cell(PLACE) != search_cell(ELSEWHERE), "the control: the fine cell tells them apart"
    decided(clerk, file_one(city, ring, settings, point=Point(PLACE.lat + 0.0006, PLACE.lon)))
    here, there = (file_one(city, ring, settings, point=point) for point in (PLACE, ELSEWHERE))
    assert stored(city, here) == stored(city, there)
    shown = [distances(clerk.get(given.path).html) for given in (here, there)]
    assert shown[0]
    assert shown[0] == shown[1]
