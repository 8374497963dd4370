"""After an erasure no key and no value is left in SQLite's files; without the checkpoint they still are."""

from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import delete
from sqlmodel import select

from portal.ground.database import Database
from portal.ground.jobs import worker
from portal.ground.jobs.models import Job
from portal.ground.jobs.registry import Registry
from portal.ground.mail.mailers import ConsoleMailer
from portal.ground.vault import checkpoint, jobs, service
from portal.ground.vault.models import VaultField, VaultKey
from portal.ground.vault.rules import CONTACT, PrivateField
from privacy.vault.keys import in_memory

RING = in_memory()


@pytest.fixture
def kept(sqlite: Database) -> tuple[bytes, bytes]:
    """One wrapped key and one sealed value, in the database file and in its log."""
    subject = uuid4()
    field = PrivateField("reports_report", "contact", uuid4(), "maria@example.org", CONTACT)
    with sqlite.writing() as session:
        service.put(session, RING, subject=subject, fields=[field])
    checkpoint.truncate(sqlite.engine)  # now they lie in the file itself
    with sqlite.reading() as session:
        return session.exec(select(VaultKey.wrapped)).one(), session.exec(select(VaultField.sealed)).one()


def bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("veu.db*"))


def erase(database: Database) -> None:
    with database.reading() as session:
        subject = session.exec(select(VaultKey.subject)).one()
    with database.writing() as session:
        service.erase(session, subject=subject)


def test_the_bytes_are_found_before_the_erasure_and_not_after(
    sqlite: Database, kept: tuple[bytes, bytes], tmp_path: Path
) -> None:
    assert all(secret in bytes_on_disk(tmp_path) for secret in kept)
    erase(sqlite)
    assert not any(secret in bytes_on_disk(tmp_path) for secret in kept)


def test_without_the_checkpoint_they_would_still_be_there(
    sqlite: Database, kept: tuple[bytes, bytes], tmp_path: Path
) -> None:
    with sqlite.writing() as session:
        session.execute(delete(VaultField))
        session.execute(delete(VaultKey))
    assert all(secret in bytes_on_disk(tmp_path) for secret in kept)


def test_while_somebody_still_reads_the_checkpoint_waits_for_a_job(
    sqlite: Database, kept: tuple[bytes, bytes], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    registry = Registry()
    jobs.register(registry, ring=RING, mailer=ConsoleMailer("veu@localhost"), gather=lambda *_: {})
    reader = sqlite.reading_engine.raw_connection()
    reader.cursor().execute("BEGIN")
    reader.cursor().execute("SELECT count(*) FROM ground_vault_key").fetchone()

    erase(sqlite)
    assert any(secret in bytes_on_disk(tmp_path) for secret in kept)
    worker.work_off(sqlite, registry)
    with sqlite.reading() as session:
        (job,) = session.exec(select(Job)).all()
    assert job.failed_reason == "StillRead"
    assert caplog.messages == [], "it is tried again: nobody has to mend anything"

    reader.cursor().execute("COMMIT")
    reader.close()
    checkpoint.again(sqlite)
    assert not any(secret in bytes_on_disk(tmp_path) for secret in kept)


def test_an_erasure_that_is_undone_erases_nothing(sqlite: Database, kept: tuple[bytes, bytes], tmp_path: Path) -> None:
    with sqlite.write_session() as session:
        service.erase(session, subject=session.exec(select(VaultKey.subject)).one())
        session.rollback()
    assert all(secret in bytes_on_disk(tmp_path) for secret in kept)
