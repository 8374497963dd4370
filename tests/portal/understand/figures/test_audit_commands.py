"""`veu verify` and `veu release --take-back` where the audit log is not what was written down of it."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from portal.doors.health.checks import heads_are_there
from portal.doors.health.finding import Finding
from portal.ground.audit_log import witness
from portal.ground.audit_log.beginning import write_down
from portal.ground.audit_log.service import record
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.settings import Settings
from privacy.vault.key_folder import open_folder
from privacy.vault.keys import KeyRing
from tests.portal.understand.figures.test_commands import veu_release, veu_verify


def test_heads_outside_the_database_notice_a_log_that_was_cut_or_blanked(
    town: Database, settings: Settings, tmp_path: Path, frozen_clock: FrozenClock
) -> None:
    file = settings.ledger_folder / witness.NAME
    acts(town, tmp_path, file, frozen_clock, 3)
    assert "4 entries hold; 3 heads outside the database agree" in veu_verify().output
    for change, named in (
        ("DELETE FROM ground_audit_entry WHERE seq = 4", 4),
        ("UPDATE ground_audit_entry SET facts = '{' WHERE seq = 2", 2),
        (f"UPDATE ground_audit_entry SET {BLANK} WHERE seq <= 3", 1),  # noqa: S608
    ):
        past_the_triggers(town, change)
        assert f"Audit log: entry {named} was changed" in veu_verify().output, change
    lines = file.read_text()
    file.write_text(lines.replace('"seq": 2', '"seq": 3', 1))
    assert f"{file}: line 1 was not written with this city's keys" in veu_verify().output


def test_a_backup_that_lost_acts_says_so_and_begins_their_heads_anew(
    town: Database, settings: Settings, tmp_path: Path, frozen_clock: FrozenClock
) -> None:
    file, key = settings.ledger_folder / witness.NAME, open_folder(tmp_path / "keys").named(witness.KEY)
    with town.writing() as session:
        record(session, actor="staff:7", act="issue.hide", object="issue:1")
    with town.reading() as session:
        witness.keep(session, file, at=frozen_clock.now(), key=key)
    with town.writing() as session:
        session.execute(text("DROP TRIGGER ground_audit_entry_no_delete"))
        session.execute(text("DELETE FROM ground_audit_entry WHERE seq = 2"))
    assert veu_verify().exit_code == 1
    assert "The audit log is shorter than it was" in veu_release("--take-back").output
    assert veu_verify().exit_code == 0
    assert file.with_name(f"{file.name}.before-2").exists(), "what was written down stays"
    assert "heads from before a backup: audit-heads.jsonl.before-2" in veu_verify().output
    assert "shorter" not in veu_release("--take-back").output


def test_a_log_that_was_rewritten_is_no_older_one_and_its_heads_stay(
    town: Database, settings: Settings, tmp_path: Path, frozen_clock: FrozenClock
) -> None:
    file = settings.ledger_folder / witness.NAME
    acts(town, tmp_path, file, frozen_clock, 3)
    whole = file.read_text()
    past_the_triggers(town, "DELETE FROM ground_audit_entry WHERE seq >= 3")
    with town.writing() as session:
        record(session, actor="staff:8", act="issue.hide", object="issue:2")
    told = veu_release("--take-back")
    assert told.exit_code == 1
    assert "entry 3 of the audit log is not what was written down" in told.output
    assert file.read_text() == whole
    assert veu_verify().exit_code == 1
    file.write_text(whole[:-9])
    refused = veu_release("--take-back")
    assert refused.exit_code == 1
    assert refused.output == f"Error: {file}: line 3 is no head of the audit log. Nothing was changed.\n"


def test_a_log_without_its_heads_is_not_believed(
    town: Database, settings: Settings, tmp_path: Path, frozen_clock: FrozenClock
) -> None:
    file = settings.ledger_folder / witness.NAME
    assert veu_verify().exit_code == 0, "the control: a log that has only begun"
    acts(town, tmp_path, file, frozen_clock, 2)
    assert veu_verify().exit_code == 0
    whole = file.read_text()
    for left in (None, ""):
        file.unlink() if left is None else file.write_text(left)
        found = veu_verify()
        assert found.exit_code == 1
        assert f"Audit log: the worker writes its heads to {file} each hour" in found.output
    file.write_text(whole)
    past_the_triggers(town, f"UPDATE ground_audit_entry SET {BLANK} WHERE seq <= 2")  # noqa: S608
    assert "Audit log: entry 1 was changed" in veu_verify().output, "no head is old enough"
    frozen_clock.advance(timedelta(days=731))
    assert veu_verify().exit_code == 0, "the control: as if they were forgotten"


def test_heads_that_were_lost_are_not_begun_anew_in_silence(
    town: Database, settings: Settings, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    file, aside = settings.ledger_folder / witness.NAME, settings.ledger_folder / "elsewhere"

    def an_hour_later() -> Finding:
        with town.writing() as session:
            record(session, actor="staff:7", act="issue.hide", object="issue:1")
        frozen_clock.advance(timedelta(hours=1))
        write_down(town, file, at=frozen_clock.now(), key=open_folder(settings.key_folder).named(witness.KEY))
        return heads_are_there(settings, town, ring)

    frozen_clock.advance(timedelta(days=3))  # a city that was set up before its first worker ran
    for _ in range(3):
        assert an_hour_later().is_well
    assert veu_verify().exit_code == 0, "the control"
    file.rename(aside)
    for found in (heads_are_there(settings, town, ring), an_hour_later()):
        assert (found.is_well, found.what) == (False, f"{file} began with entry 2 and has lost it")
        assert f"Audit log: {file} began with entry 2 and has lost it" in veu_verify().output
    newer = file.read_text()
    aside.rename(file)
    assert veu_verify().exit_code == 0, "the copy is back"
    file.write_text(newer)
    assert f"{file} begins anew." in veu_release("--new-file").output
    assert an_hour_later().is_well
    told = veu_verify()
    assert told.exit_code == 0, told.output
    assert "; those before entry 6 are lost" in told.output
    assert "anew" not in veu_release("--new-file").output


BLANK = "actor = '', act = '', object = '', facts = '{}', salt = '', at = '2020-01-01 00:00:00'"


def acts(town: Database, folder: Path, file: Path, time: FrozenClock, count: int) -> None:
    """Let staff act once an hour, and write each head down."""
    key = open_folder(folder / "keys").named(witness.KEY)
    for _ in range(count):
        with town.writing() as session:
            record(session, actor="staff:7", act="issue.hide", object="issue:1")
            time.advance(timedelta(hours=1))
        with town.reading() as session:
            assert witness.keep(session, file, at=time.now(), key=key)
            assert not witness.keep(session, file, at=time.now(), key=key)


def past_the_triggers(town: Database, change: str) -> None:
    """Change the audit log as somebody would who may do anything to the database."""
    with town.writing() as session:
        for each in ("no_change", "no_delete"):
            session.execute(text(f"DROP TRIGGER IF EXISTS ground_audit_entry_{each}"))
        session.execute(text(change))
