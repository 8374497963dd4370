"""The invented city with three weeks of life and its first figures: made once for a whole run, then copied."""

import fcntl
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from portal.city.identity import service as identity
from portal.city.identity.rules import Role
from portal.demo import loading
from portal.demo.settling import settle
from portal.ground import clock
from portal.ground.database import Database
from portal.ground.settings import DEMO_MARK, Mode, Settings
from portal.migrations.run import upgrade
from portal.workplace import clock_file
from privacy.vault.key_folder import open_folder
from privacy.vault.keys import KeyRing

TODAY = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # when the town is made; from then on its time goes by
LIFE_DAYS = 22  # a whole week of them ended more than a week ago, so that its figures are out
ASKED = {
    "issue": "SELECT reference FROM city_issue WHERE id IN (SELECT issue_id FROM city_issue_photo) AND NOT hidden"
    " ORDER BY id LIMIT 1",
    "closed": "SELECT reference FROM city_issue WHERE status = 'closed' AND NOT hidden ORDER BY id LIMIT 1",
    "poll": "SELECT reference FROM listen_poll LIMIT 1",
    "figure": "SELECT reference FROM understand_release WHERE statistic = 'needs' ORDER BY seq LIMIT 1",
    "ranking": "SELECT digest FROM decide_ranking LIMIT 1",
    "solution": "SELECT reference FROM decide_solution ORDER BY id LIMIT 1",
    "barrier": "SELECT reference FROM listen_barrier WHERE first_on IS NULL LIMIT 1",
    "page": "SELECT name FROM city_page WHERE published ORDER BY name LIMIT 1",
    "report": "SELECT id FROM listen_report WHERE status = 'received' ORDER BY filed_at LIMIT 1",
}


@dataclass(frozen=True, slots=True)
class Town:
    """A town in a folder of its own."""

    settings: Settings
    database: Database
    ring: KeyRing

    def link_for(self, name: str, role: Role) -> str:
        """Make the path that signs somebody in, once."""
        with clock.installed(clock_file(self.settings)), self.database.writing() as session:
            secret = identity.invite_named(session, self.ring, name=name, role=role, locale="en")
        return ("/en/sign-in/" if role is Role.RESIDENT else "/staff/en/sign-in/") + secret

    def facts(self) -> dict[str, str]:
        """One of each thing that has a page of its own, as its address names it."""
        with self.database.reading() as session:
            found = {name: session.execute(text(asked)).scalar_one() for name, asked in ASKED.items()}
        return {name: str(value).replace(" ", "-") for name, value in found.items()}


def shared_town(once: pytest.TempPathFactory) -> Path:
    """Say where the town of this run of the tests lies, the same place for every worker."""
    base = once.getbasetemp()
    return (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "town"


def town_in(var: Path, made: Path, **settings: object) -> Town:
    """Copy the town in `made` to `var`; whoever comes first makes it, and the others wait for it."""
    with made.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            half_made = made.with_suffix(".half")
            shutil.rmtree(half_made, ignore_errors=True)
            _make(half_made)
            half_made.rename(made)
    shutil.copytree(made, var, dirs_exist_ok=True)
    return _open(var, **settings)


def _open(var: Path, **settings: object) -> Town:
    chosen = Settings(**({"mode": Mode.DEMO, "var": var} | settings))
    return Town(chosen, Database(chosen), open_folder(chosen.key_folder))


def _make(var: Path) -> None:
    var.mkdir(mode=0o700)
    (var / DEMO_MARK).touch()
    town = _open(var)
    moved = clock_file(town.settings)
    moved.advance(TODAY - datetime.now(UTC))
    with clock.installed(moved):
        _live(town)
    town.database.close()


def _live(town: Town) -> None:
    upgrade(town.database)
    loading.found(town.database, town.settings)
    memory = loading.new_memory(town.settings, days=LIFE_DAYS)
    loading.live_until(
        clock.now(),
        database=town.database,
        settings=town.settings,
        ring=town.ring,
        memory=memory,
        progress=lambda _day: None,
    )
    settle(town.database, town.settings, town.ring, memory)
