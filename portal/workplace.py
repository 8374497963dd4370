"""What most commands begin with: the settings, the database, and its schema at the newest revision."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from portal.ground import clock
from portal.ground.clock import MovedClock
from portal.ground.database import Database
from portal.ground.errors import ConfigurationError
from portal.ground.settings import Mode, Settings
from portal.migrations.run import is_current
from privacy.vault.key_folder import FolderStore
from privacy.vault.keys import KeyRing


@dataclass(frozen=True, slots=True)
class Workplace:
    """An installation that a command works on."""

    settings: Settings
    database: Database
    ring: KeyRing


def clock_file(settings: Settings) -> MovedClock:
    """The clock of a demo, which `veu demo --advance` moves."""
    return MovedClock(settings.var / "clock-offset")


def settle_clock(settings: Settings) -> None:
    """Use the demo's own clock in a demo; every other installation has the machine's time."""
    if settings.mode is Mode.DEMO:
        clock.install(clock_file(settings))


@contextmanager
def workplace(settings: Settings | None = None, *, migrated: bool = True) -> Iterator[Workplace]:
    """Open the installation that the environment names. Raises ConfigurationError where it is not migrated."""
    found = settings or Settings()
    settle_clock(found)
    database = Database(found)
    try:
        if migrated and not is_current(database):
            raise ConfigurationError("The database is not at the newest revision. Run: veu migrate")
        yield Workplace(found, database, KeyRing(FolderStore(found.key_folder)))
    finally:
        database.close()
