"""The desk as a server of its own process, with reports that wait: for a browser to work at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from portal.city.identity import service as identity
from portal.city.identity.rules import Role
from portal.ground.database import Database
from portal.ground.settings import DEMO_MARK, Mode, Settings
from portal.migrations.run import upgrade
from privacy.vault.key_folder import open_folder
from privacy.vault.keys import KeyRing
from tests.browser.running import free_port, running
from tests.cast import found_city
from tests.portal.doors.staff.reports import Given, file_one, two_coloured_photo


@dataclass(frozen=True, slots=True)
class Desk:
    """A running desk."""

    url: str
    settings: Settings
    database: Database
    ring: KeyRing

    def link_for(self, name: str, role: Role = Role.CLERK) -> str:
        """Make a link that signs somebody in, once."""
        with self.database.writing() as session:
            secret = identity.invite_named(session, self.ring, name=name, role=role, locale="en")
        return f"{self.url}/staff/en/sign-in/{secret}"

    def file(self, *, hours_ago: int = 0, with_photo: bool = False) -> Given:
        """File a report."""
        photos = [two_coloured_photo()] if with_photo else []
        return file_one(self.database, self.ring, self.settings, ago=timedelta(hours=hours_ago), photos=photos)


@contextmanager
def serving(var: Path) -> Iterator[Desk]:
    """Serve the small city's desk on a free port, until the block ends."""
    with made(var) as desk, running(desk.settings):
        yield desk


@contextmanager
def made(var: Path) -> Iterator[Desk]:
    """Make the small city and its desk; nobody serves it yet."""
    settings = Settings(mode=Mode.DEMO, var=var, port=free_port(), host="127.0.0.1")
    (var / DEMO_MARK).touch()
    database, ring = Database(settings), open_folder(settings.key_folder)
    upgrade(database)
    found_city(database)
    try:
        yield Desk(f"http://localhost:{settings.port}", settings, database, ring)
    finally:
        database.close()
