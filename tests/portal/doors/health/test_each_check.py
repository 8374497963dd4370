"""Each check of doctor is well in a good installation, and not where the one thing is broken that it looks at."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import create_engine, text
from sqlmodel import Session

from portal.doors.health import checks
from portal.doors.health.checks import CHECKS, Check
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs import queue, worker
from portal.ground.jobs.registry import Registry
from portal.ground.settings import Mode, Settings
from portal.migrations.revisions import known
from privacy.vault.key_folder import UnsafeKeys
from privacy.vault.keys import KeyDestroyed, KeyRing
from tests.cast import found_city

ALWAYS_WELL = {checks.kind, checks.reachable}  # the one only tells, the other is never reached where nothing answers


@dataclass
class Installation:
    """What a check looks at, to be broken."""

    settings: Settings
    database: Any
    ring: Any
    clock: FrozenClock
    patch: pytest.MonkeyPatch

    def found(self, check: Check) -> bool:
        """Whether the check says that all is well."""
        return check(self.settings, self.database, self.ring).is_well

    def be(self, **settings: Any) -> None:
        """Change settings."""
        self.settings = self.settings.model_copy(update=settings)

    def say(self, statement: str) -> None:
        """Change rows past the portal."""
        with self.database.writing() as session:
            session.execute(text(statement))


@pytest.fixture
def here(
    settings: Settings, sqlite: Database, ring: KeyRing, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> Installation:
    """A good installation, with a city."""
    settings.var.chmod(0o700)
    found_city(sqlite)
    made = Installation(settings, sqlite, ring, frozen_clock, monkeypatch)
    made.say(f"CREATE TABLE alembic_version AS SELECT '{known()[-1]}' AS version_num")
    return made


def opened_by_others(here: Installation) -> None:
    """Read the file as a program does that knows nothing of Veu."""
    engine = create_engine("sqlite://")

    @contextmanager
    def reading() -> Iterator[Session]:
        with Session(engine) as session:
            yield session

    here.database = SimpleNamespace(reading=reading)


def with_a_job_given_up(here: Installation) -> None:
    """Leave work that nobody knows how to do."""
    with here.database.writing() as session:
        queue.enqueue(session, "publish", {"week": 1})
    for _ in range(queue.MOST_TRIES):
        worker.work_off(here.database, Registry())
        here.clock.advance(timedelta(days=1))


def with_a_film_without_captions(here: Installation) -> None:
    """Lay a film into the folder that somebody who does not hear or see could not follow."""
    folder = here.settings.var / "films"
    folder.mkdir()
    (folder / "home.mp4").write_bytes(b"film")
    here.be(sign_language=folder)


def as_root(here: Installation) -> None:
    """Run as whoever may do everything."""
    here.be(mode=Mode.PRODUCTION)
    here.patch.setattr(checks.os, "geteuid", lambda: 0)


def raising(error: Exception) -> Callable[[Installation], None]:
    """Have the key ring refuse this week's key."""

    def refuse(_epoch: str) -> bytes:
        raise error

    return lambda here: setattr(here, "ring", SimpleNamespace(epoch_key=refuse))


def patched(name: str, value: Any) -> Callable[[Installation], None]:
    """Have the machine answer something else."""
    return lambda here: here.patch.setattr(checks, name, value)


BROKEN: tuple[tuple[Check, Callable[[Installation], None]], ...] = (
    (checks.migrated, lambda here: here.say("UPDATE alembic_version SET version_num = '0001'")),
    (checks.migrated, lambda here: here.say("UPDATE alembic_version SET version_num = 'ffff'")),
    (checks.durable, opened_by_others),
    (checks.private_files, lambda here: here.settings.var.chmod(0o750)),
    (checks.keys_apart, lambda here: here.be(mode=Mode.PRODUCTION, keys=here.settings.var / "keys")),
    (checks.week_key, raising(KeyDestroyed("2026-W48"))),
    (checks.week_key, raising(UnsafeKeys("/keys"))),
    (checks.city_is_there, lambda here: here.say("DELETE FROM city_service")),
    (checks.letters_leave, lambda here: here.be(mode=Mode.PRODUCTION)),
    (checks.phones_told, lambda here: here.be(push=True, push_hosts="")),
    (checks.films_are_whole, with_a_film_without_captions),
    (checks.scripts_are_built, patched("STATIC", Path("/nowhere"))),
    (checks.noise_can_be_drawn, patched("find_spec", lambda _name: None)),
    (checks.room_to_write, patched("LEAST_FREE_BYTES", 2**80)),
    (checks.jobs_go_on, with_a_job_given_up),
    (checks.clocks_agree, patched("skew_s", lambda _database: checks.MOST_SKEW_S)),
    (checks.nothing_forgotten, patched("compared", lambda *_: ((), ("a row that the database lost",)))),
    (checks.heads_are_there, patched("lost_from", lambda *_, **__: 3)),
    (checks.ledger_apart, lambda here: here.be(mode=Mode.PRODUCTION)),
    (
        checks.not_root,
        lambda here: (here.be(mode=Mode.PRODUCTION), here.patch.setattr(checks.os, "geteuid", lambda: 0)),
    ),
)


@pytest.mark.parametrize(("check", "broken"), BROKEN, ids=lambda each: getattr(each, "__name__", ""))
def test_what_is_broken_is_found(here: Installation, check: Check, broken: Callable[[Installation], None]) -> None:
    assert here.found(check)
    broken(here)
    assert not here.found(check)


def test_no_check_is_left_out() -> None:
    assert {check for check, _ in BROKEN} == set(CHECKS) - ALWAYS_WELL
