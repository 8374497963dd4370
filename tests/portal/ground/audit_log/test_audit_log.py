"""Each act of staff is one link of a chain, and whoever changes the chain is found."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlmodel import Session, col, select

from portal.ground import clock
from portal.ground.audit_log.models import AuditEntry
from portal.ground.audit_log.queries import Head, entries, head, verify
from portal.ground.audit_log.rules import FIRST_PREVIOUS, Entry, digest_of, hash_of
from portal.ground.audit_log.service import expire, record
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.references import NotAReference

pytestmark = pytest.mark.usefixtures("frozen_clock")


def write(database: Database, count: int, *, object: str = "issue:1") -> None:  # noqa: A002 - the log's own word
    for number in range(count):
        with database.writing() as session:
            record(session, actor="staff:7", act="issue.hide", object=object, number=number)


def broken_at(database: Database) -> int | None:
    with database.reading() as session:
        return verify(session)


@contextmanager
def tampered(database: Database, statement: str) -> Iterator[Session]:
    """A log as somebody who owns the table could leave it: the triggers are taken off first. Undone at the end."""
    on = "" if database.is_sqlite else " ON ground_audit_entry"
    with database.write_session() as session:
        for each in ("no_change", "no_delete"):
            session.connection().exec_driver_sql(f"DROP TRIGGER ground_audit_entry_{each}{on}")
        session.connection().exec_driver_sql(statement)
        yield session
        session.rollback()


def test_an_entry_names_who_did_what_to_which_thing(database: Database, frozen_clock: FrozenClock) -> None:
    write(database, 2)
    write(database, 1, object="issue:2")
    with database.reading() as session:
        newest, oldest = entries(session, object="issue:1")
        assert (newest.seq, oldest.seq) == (2, 1)
        assert (oldest.actor, oldest.act, oldest.at) == ("staff:7", "issue.hide", frozen_clock.now())
        assert newest.facts == {"number": 1}
        assert len(entries(session, object="issue:1", limit=1)) == 1
        assert head(session).seq == 3
    assert broken_at(database) is None


def test_an_empty_log_is_whole(database: Database) -> None:
    assert broken_at(database) is None
    with database.reading() as session:
        assert head(session) == Head(0, FIRST_PREVIOUS)


def test_an_act_that_is_undone_leaves_no_entry(database: Database) -> None:
    with database.write_session() as session:
        record(session, actor="staff:7", act="issue.hide", object="issue:1")
        session.rollback()
    write(database, 1)
    assert broken_at(database) is None


def test_an_entry_holds_references_only(database: Database) -> None:
    for value in ("Maria Lopez", "maria@example.org", ""):
        for told in ({"actor": value}, {"act": value}, {"object": value}, {"note": value}):
            with pytest.raises(NotAReference), database.writing() as session:
                record(session, **{"actor": "staff:7", "act": "issue.hide", "object": "issue:1"} | told)
    with database.reading() as session:
        assert head(session).seq == 0


def test_the_database_refuses_a_change(database: Database) -> None:
    write(database, 2)
    changes = ("actor = 'staff:8'", "act = 'issue.show'", "facts = '{}'", "hash = 'x'", "salt = ''")
    updates = (f"UPDATE ground_audit_entry SET {change} WHERE seq = 1" for change in changes)  # noqa: S608
    for statement in (*updates, "DELETE FROM ground_audit_entry WHERE seq = 2"):
        with pytest.raises(DBAPIError, match="append-only"), database.writing() as session:
            session.connection().exec_driver_sql(statement)
    assert broken_at(database) is None


def test_a_row_that_was_changed_all_the_same_is_named(database: Database) -> None:
    write(database, 5)
    changes = (
        "actor = 'staff:8'",
        "act = 'issue.show'",
        "object = 'issue:2'",
        "facts = '{\"number\": 9}'",
        "at = '2026-11-24 12:00:00'",
        "salt = '00'",
        "digest = ''",
        "previous = ''",
        "hash = ''",
        "actor = '', act = '', object = '', facts = '{}', salt = ''",
    )
    for change in changes:
        with tampered(database, f"UPDATE ground_audit_entry SET {change} WHERE seq = 3") as session:  # noqa: S608
            assert verify(session) == 3, change
    assert broken_at(database) is None


def test_a_row_that_was_changed_with_a_fitting_hash_breaks_the_next_one(database: Database) -> None:
    write(database, 5)
    with database.reading() as session:
        row = session.get_one(AuditEntry, 3)
    forged = digest_of(Entry(3, row.at, "staff:8", row.act, row.object, row.facts), salt=row.salt)
    link = hash_of(seq=3, previous=row.previous, digest=forged)
    change = f"actor = 'staff:8', digest = '{forged}', hash = '{link}'"
    with tampered(database, f"UPDATE ground_audit_entry SET {change} WHERE seq = 3") as session:  # noqa: S608
        assert verify(session) == 4


def test_a_missing_row_is_named(database: Database) -> None:
    write(database, 5)
    with tampered(database, "DELETE FROM ground_audit_entry WHERE seq = 3") as session:
        assert verify(session) == 3


def test_rows_cut_off_the_end_are_missed_by_who_knows_an_older_head(database: Database) -> None:
    write(database, 5)
    with database.reading() as session:
        known = head(session)
        assert verify(session, known=[known]) is None
    with tampered(database, "DELETE FROM ground_audit_entry WHERE seq >= 4") as session:
        assert verify(session) is None, "the control: the chain alone cannot know"
        assert verify(session, known=[known]) == 4
        for _ in range(3):
            record(session, actor="staff:7", act="issue.hide", object="issue:1")
        assert verify(session, known=[known]) == 5, "nor can others be put in their place"


def test_details_are_forgotten_and_the_chain_still_holds(database: Database, frozen_clock: FrozenClock) -> None:
    write(database, 3)
    frozen_clock.advance(timedelta(days=1))
    write(database, 3)
    with database.writing() as session:
        assert expire(session, frozen_clock.now()) == 3
        assert expire(session, frozen_clock.now()) == 0
    with database.reading() as session:
        actors = session.exec(select(AuditEntry.actor).order_by(col(AuditEntry.seq))).all()
        assert actors == [""] * 3 + ["staff:7"] * 3
        assert verify(session) is None
    with tampered(database, "UPDATE ground_audit_entry SET actor = 'staff:8' WHERE seq = 5") as session:
        assert verify(session) == 5


def test_a_chain_longer_than_one_page_is_walked_to_its_end(database: Database) -> None:
    with database.writing() as session:
        for number in range(210):
            record(session, actor="staff:7", act="issue.hide", object="issue:1", number=number)
    with tampered(database, "UPDATE ground_audit_entry SET actor = 'staff:8' WHERE seq = 205") as session:
        assert verify(session) == 205
    assert broken_at(database) is None


def _at_once(work: Callable[[], None], workers: int) -> None:
    fork = get_context("fork")
    started = [fork.Process(target=work) for _ in range(workers)]
    for each in started:
        each.start()
    for each in started:
        each.join()
    assert [each.exitcode for each in started] == [0] * workers


def test_many_processes_write_one_chain(database: Database) -> None:
    def work() -> None:
        threads = [threading.Thread(target=write, args=(database, 10)) for _ in range(3)]
        for each in threads:
            each.start()
        for each in threads:
            each.join()

    _at_once(work, workers=3)
    assert broken_at(database) is None
    with database.reading() as session:
        assert head(session).seq == 90


def test_without_waiting_in_line_two_entries_would_want_the_same_place(database: Database) -> None:
    """The control: on PostgreSQL both would follow the same entry, and only the constraint keeps the chain in one."""
    if database.is_sqlite:
        pytest.skip("SQLite has one writer")
    with database.write_session() as one, database.write_session() as other:
        assert head(one) == head(other)
        one.add(follower_of(head(one)))
        other_follows = follower_of(head(other))
        one.commit()
        other.add(other_follows)
        with pytest.raises(IntegrityError):
            other.flush()


def follower_of(before: Head) -> AuditEntry:
    act = Entry(before.seq + 1, clock.now(), "staff:7", "issue.hide", "issue:1", {})
    digest = digest_of(act, salt="00")
    link = hash_of(seq=act.seq, previous=before.hash, digest=digest)
    return AuditEntry(
        seq=act.seq,
        at=act.at,
        actor=act.actor,
        act=act.act,
        object=act.object,
        facts={},
        salt="00",
        digest=digest,
        previous=before.hash,
        hash=link,
    )


def test_only_what_is_old_may_be_blank(database: Database, frozen_clock: FrozenClock) -> None:
    write(database, 3)
    with database.writing() as session:
        expire(session, before=clock.now() + timedelta(days=1))
    with database.reading() as session:
        assert verify(session, forgotten_before=clock.now() + timedelta(seconds=1)) is None
        assert verify(session, forgotten_before=clock.now()) == 1
        assert verify(session, forgotten_to=2) == 3
