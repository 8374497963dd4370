"""The portal as a server of its own process: the invented city with two weeks of life, for the browser to look at."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.city.identity import service as identity
from portal.city.identity.rules import Role
from portal.demo import loading
from portal.demo.afterwards import settle
from portal.ground import clock
from portal.ground.database import Database
from portal.ground.settings import DEMO_MARK, Mode, Settings
from portal.migrations.run import upgrade
from privacy.vault.key_folder import FolderStore
from privacy.vault.keys import KeyRing
from tests.browser.running import free_port, running

LIFE_DAYS = 12


@dataclass(frozen=True, slots=True)
class Served:
    """A running portal."""

    url: str
    settings: Settings
    database: Database
    ring: KeyRing

    def link_for(self, name: str, role: Role) -> str:
        """Make a link that signs somebody in, once."""
        with self.database.writing() as session:
            secret = identity.invite_named(session, self.ring, name=name, role=role, locale="en")
        door = "/en/sign-in/" if role is Role.RESIDENT else "/staff/en/sign-in/"
        return self.url + door + secret


@contextmanager
def serving(var: Path) -> Iterator[Served]:
    """Make a small demo in `var` and serve it on a free port, until the block ends."""
    settings = Settings(mode=Mode.DEMO, var=var, port=free_port(), host="127.0.0.1")
    (var / DEMO_MARK).touch()
    database, ring = Database(settings), KeyRing(FolderStore(settings.key_folder))
    upgrade(database)
    loading.found(database, settings)
    memory = loading.new_memory(settings, days=LIFE_DAYS)
    loading.live_until(
        clock.now(), database=database, settings=settings, ring=ring, memory=memory, progress=lambda _day: None
    )
    settle(database, settings, ring, memory)
    try:
        with running(settings) as url:
            yield Served(url, settings, database, ring)
    finally:
        database.close()
