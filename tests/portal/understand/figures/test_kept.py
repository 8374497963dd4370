"""Which kept share a figure is rescaled with: its own, and never that of a city's first weeks at another time."""

from datetime import date

import pytest

from portal.ground.contributions.rules import Voice
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.understand.figures.catalogue import EFFORT
from portal.understand.figures.kept import known_share, share_for
from portal.understand.figures.models import Released
from portal.understand.figures.releasing import timetable
from portal.understand.figures.releasing.service import choose_cadence
from privacy.dp.periods import Cadence, period_named
from privacy.dp.weeks import week_of
from tests.portal.understand.figures.town import begin, publish, speak

LAST_QUARTER, NEXT_YEAR = period_named("2026-W40..W53"), period_named("2027-W01..W13")


@pytest.fixture(params=[date(2026, 1, 5), date(2026, 9, 28)], ids=["a whole year", "a first quarter"])
def start(request: pytest.FixtureRequest, city: Database, settings: Settings) -> int:
    """A city that began at the start of the year, or with its last quarter."""
    week = week_of(request.param)
    begin(city, week)
    with city.writing() as session:
        for statistic in ("needs", "anonymous"):
            choose_cadence(session, statistic=statistic, cadence=Cadence.QUARTER)
    units = range(1, 8001)
    speak(city, [Voice("needs", unit, LAST_QUARTER.first, "ground/centre") for unit in units])
    speak(city, [Voice("effort", unit, LAST_QUARTER.first) for unit in units for _ in range(2)])
    publish(city, settings, LAST_QUARTER.end - 1)
    return week


def test_a_first_quarter_lends_its_share_to_itself_only(start: int, city: Database) -> None:
    is_whole = start < LAST_QUARTER.first
    with city.reading() as session:
        assert known_share(session) is not None
        assert share_for(session, LAST_QUARTER, start=start) is not None
        assert (share_for(session, NEXT_YEAR, start=start) is not None) is is_whole


def test_a_first_year_that_is_shorter_is_not_taken_for_a_small_city(start: int, city: Database) -> None:
    """40,000 voices in 14 weeks are those of a large city, and in a year those of a small one."""
    with city.reading() as session:
        assert timetable.cadence_of(session, EFFORT, 2027) is Cadence.YEAR
    with city.writing() as session:
        row = session.get_one(Released, "effort-2026-W01..W53")
        row.numbers = [40_000]
        session.flush()
        is_large = start == LAST_QUARTER.first
        assert timetable.cadence_of(session, EFFORT, 2027) is (Cadence.QUARTER if is_large else Cadence.YEAR)
