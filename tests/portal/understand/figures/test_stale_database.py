"""After a backup was restored the portal only reads, until the public file's rows are back."""

from collections.abc import Iterator

import pytest

from portal.doors.health import checks
from portal.ground.database import Database
from portal.ground.jobs import queue, worker
from portal.ground.settings import Settings
from portal.understand.figures.ledger import public_file, stale_database
from portal.understand.figures.ledger.ledger import DatabaseLedger
from portal.understand.figures.ledger.restore import take_back
from portal.work import registry
from privacy.vault.keys import KeyRing
from tests.portal.understand.figures.test_restore import Backup, published
from tests.privacy.dp.year import BUDGET
from tests.visitor import Visitor


@pytest.fixture
def restored(city: Database, settings: Settings) -> DatabaseLedger:
    """A portal whose database is older than its public file."""
    ledger = DatabaseLedger(city, file=public_file.path_of(settings))
    ledger.open_year(BUDGET)
    backup = Backup(city)
    published(ledger)
    return backup.restore(ledger.file)


@pytest.fixture(autouse=True)
def _look_at_once(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(stale_database, "LOOK_AGAIN_S", 0.0)
    return


def test_pages_are_read_and_nothing_is_written(restored: DatabaseLedger, visitor: Visitor) -> None:
    assert visitor.get("/en/figures").status == 200
    page = visitor.get("/en/track")
    refused = visitor.submit(page, "track", code="2222-2222-2222", status=503)
    assert refused.h1 == "The portal can only be read at the moment"
    take_back(restored)
    visitor.submit(page, "track", code="2222-2222-2222", status=422)


def test_waiting_work_waits_too(restored: DatabaseLedger, settings: Settings, city: Database, ring: KeyRing) -> None:
    work = registry(settings, ring)
    with city.writing() as session:
        queue.enqueue(session, "reports.expire_drafts", {})
    assert worker.work_off(city, work) == 0
    take_back(restored)
    assert worker.work_off(city, work) == 1


def test_a_file_that_nobody_can_read_is_no_proof(city: Database, settings: Settings) -> None:
    file = public_file.path_of(settings)
    assert not stale_database.is_behind(city, file), "no file, nothing spent"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("half a row")
    assert stale_database.is_behind(city, file)


def test_the_file_is_not_asked_at_each_write(
    city: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stale_database, "LOOK_AGAIN_S", 60.0)
    asked: list[int] = []
    monkeypatch.setattr(stale_database, "is_behind", lambda *_: bool(asked.append(1)))
    watch = stale_database.Watch(city, file=public_file.path_of(settings))
    for _ in range(5):
        watch()
    assert asked == [1]


def test_doctor_names_a_file_that_is_damaged_or_away(
    restored: DatabaseLedger, city: Database, settings: Settings, ring: KeyRing
) -> None:
    def said() -> str:
        found = checks.nothing_forgotten(settings, city, ring)
        assert not found.is_well
        return found.what

    assert said() == "the database is older than the public ledger file"
    whole = restored.file.read_text()
    restored.file.write_text(whole[:-30])
    assert said() == f"{restored.file}: line 4 is no ledger row. Put the newest whole copy back."
    restored.file.write_text(whole)
    take_back(restored)
    assert checks.nothing_forgotten(settings, city, ring).is_well
    restored.file.unlink()
    assert said().startswith(f"There is no public ledger file at {restored.file}, or it is empty.")
