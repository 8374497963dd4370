"""A town that has published its first weeks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.migrations.run import upgrade
from portal.understand.figures.ledger.ledger import DatabaseLedger
from portal.understand.figures.releasing.releases import ledger_of
from tests.cast import found_city
from tests.databases import empty_database
from tests.portal.understand.figures.town import START, after, begin, publish, reports, residents, speak


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


@pytest.fixture
def town(
    settings: Settings,
    tmp_path: Path,
    frozen_clock: FrozenClock,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Database]:
    """A migrated installation with a city, on the day on which its first week is closed."""
    frozen_clock.at = after(START)
    with empty_database("sqlite", settings, tmp_path) as made:
        upgrade(made)
        found_city(made)
        begin(made)
        speak(made, reports("ground/centre", START, 30))
        given = {"MODE": "test", "VAR": str(tmp_path), "DATABASE_URL": made.url, "KEYS": str(tmp_path / "keys")}
        for name, value in given.items():
            monkeypatch.setenv(f"VEU_{name}", value)
        yield made
