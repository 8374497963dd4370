"""A town that has published its first weeks."""

import pytest

from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.understand.figures.ledger import DatabaseLedger
from portal.understand.figures.releases import ledger_of
from tests.portal.understand.figures.town import START, begin, publish, reports, residents, speak


@pytest.fixture
def ledger(database: Database, settings: Settings) -> DatabaseLedger:
    """The ledger of an installation that has spent nothing yet."""
    return ledger_of(database, settings)


@pytest.fixture
def published(city: Database, settings: Settings) -> Database:
    """The small city with three weeks of figures: pavements in the centre stand out."""
    begin(city)
    for week in range(START, START + 3):
        speak(city, residents("ground/centre", week, 300, first=1 + 1000 * (week - START)))
        speak(city, residents("light/marina", week, 90, first=400 + 1000 * (week - START)))
        speak(city, reports("ground/centre", week, 40) + reports("waste/marina", week, 9))
    publish(city, settings, START + 2)
    return city
