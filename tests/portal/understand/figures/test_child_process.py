"""The process that serves pages releases in a child that ends, and never loads what draws the noise."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from portal.ground.clock import MovedClock, installed
from portal.ground.database import Database
from portal.ground.settings import Mode, Settings
from portal.migrations.run import upgrade
from portal.understand.figures import jobs, queries
from portal.understand.figures.jobs import ReleaseFailed, environment_of
from tests.cast import found_city
from tests.databases import empty_database
from tests.interpreter import loaded_after
from tests.portal.understand.figures.town import START, after, begin, publish

ROOT = Path(__file__).parents[4]
SERVES_AND_RELEASES = """
import sys
from starlette.testclient import TestClient
from portal.app import create_app
from portal.ground.database import Database
from portal.ground.jobs import queue, worker
from portal.ground.settings import Settings
from portal.understand.figures.jobs import KIND
from portal.work import registry
from portal.workplace import settle_clock
from privacy.vault.keys import in_memory
from tests import audited

audited.install()
settings, ring = Settings(), in_memory()
settle_clock(settings)
database = Database(settings)
client = TestClient(create_app(settings, database, ring), base_url="https://localhost")
pages = ["/en/figures", "/en/figures/releases", "/en/figures/ledger"]
assert all(client.get(page).status_code == 200 for page in pages)
with database.writing() as session:
    queue.enqueue(session, KIND, {})
worker.work_off(database, registry(settings, ring))
pages += ["/en/figures/needs-2026-W28", "/en/figures/needs-2026-W28.csv", "/en/figures/needs-2026-W28.json"]
assert all(client.get(page).status_code == 200 for page in pages)
print(" ".join(sorted(name for name in sys.modules if name.split(".")[0] == "opendp")))
"""


@pytest.fixture
def town(settings: Settings, tmp_path: Path) -> Iterator[tuple[Database, Settings]]:
    """A migrated demo with a city, on the day on which its first week is closed."""
    moved = MovedClock(tmp_path / "clock-offset")
    moved.advance(after(START) - datetime.now(UTC))  # the child reads the same file
    with empty_database("sqlite", settings, tmp_path) as made, installed(moved):
        upgrade(made)
        found_city(made)
        begin(made)
        facts = {"mode": Mode.DEMO, "throttles": True, "database_url": made.url, "keys": tmp_path / "keys"}
        yield made, settings.model_copy(update=facts)


def test_a_page_server_that_releases_never_loads_opendp(town: tuple[Database, Settings]) -> None:
    database, settings = town
    run = subprocess.run(
        [sys.executable, "-c", SERVES_AND_RELEASES],
        cwd=ROOT,
        env=environment_of(settings),
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1:] == [""], "no module of opendp was loaded"
    with database.reading() as session:
        assert queries.by_reference(session, "needs-2026-W28") is not None, "and the figures were released"


def test_loading_what_measures_would_be_seen() -> None:
    """The control."""
    assert "opendp" in loaded_after("import portal.understand.figures.releasing.releases")


def test_no_child_is_started_where_nothing_is_due(
    town: tuple[Database, Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, settings = town
    publish(database, settings, START)
    monkeypatch.setattr(sys, "executable", "/does/not/exist")
    jobs.release_due(database, settings=settings)
    begin(database, START - 1)
    with pytest.raises(FileNotFoundError):
        jobs.release_due(database, settings=settings)


def test_a_child_that_fails_fails_the_job(town: tuple[Database, Settings], tmp_path: Path) -> None:
    database, settings = town
    elsewhere = settings.model_copy(update={"database_url": f"sqlite:///{tmp_path / 'nowhere.db'}"})
    with pytest.raises(ReleaseFailed):
        jobs.release_due(database, settings=elsewhere)


def test_the_child_gets_the_settings_and_no_secret(settings: Settings) -> None:
    given = environment_of(settings)
    assert given["VEU_VAR"] == str(settings.var)
    assert given["VEU_MODE"] == "test"
    assert given["PATH"] == os.environ["PATH"]
