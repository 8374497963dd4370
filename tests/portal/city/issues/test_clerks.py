"""Many clerks with the same issue on their screens: one is heard, the others are told; nobody is overwritten."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlmodel import Session

from portal.city.issues import queries, service
from portal.city.issues.models import Issue
from portal.city.issues.rules import ChangedMeanwhile, Note, Status
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from tests.portal.city.issues.invented import TODAY, published

CLERKS = 4
Move = Callable[[Session, Issue, int], None]


def as_the_service_does(session: Session, issue: Issue, version: int) -> None:
    note = Note("inspected")
    service.move_on(session, issue, status=Status.SCHEDULED, note=note, version=version, today=TODAY)


def read_then_write(session: Session, issue: Issue, version: int) -> None:
    """The way that we do not go: compare what was read without keeping others from writing."""
    found = session.get_one(Issue, issue.id)
    if found.version != version:
        raise ChangedMeanwhile(theirs=None, yours=None, version=found.version)  # type: ignore[arg-type]
    found.status, found.version = Status.SCHEDULED.value, version + 1


def heard(database: Database, move: Move) -> int:
    """Let the clerks act at once; count those who were not refused."""
    with database.writing() as session:
        issue = published(session)
    together = Barrier(CLERKS)

    def act(_clerk: int) -> bool:
        together.wait(timeout=30)
        try:
            with database.write_session() as session:
                move(session, issue, issue.version)
                if move is read_then_write:  # all read before any write is seen
                    together.wait(timeout=30)
                session.commit()
        except ChangedMeanwhile:
            return False
        return True

    with ThreadPoolExecutor(CLERKS) as pool:
        return sum(pool.map(act, range(CLERKS)))


def test_one_of_many_clerks_is_heard(database: Database, frozen_clock: FrozenClock) -> None:
    assert heard(database, as_the_service_does) == 1
    with database.reading() as session:
        found = queries.by_id(session, 1)
        assert found is not None
        assert found.version == 2
        assert len(queries.happenings(session, 1)) == 2


def test_control_reading_before_writing_hears_all_on_postgresql(database: Database, frozen_clock: FrozenClock) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite lets one transaction write, so reading first is safe there")
    assert heard(database, read_then_write) == CLERKS
