"""Every week the keys move to a new one, while everybody goes on reading and writing."""

import threading
from datetime import timedelta
from uuid import UUID

import pytest

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.vault import jobs, queries, service
from portal.ground.vault.rules import VaultLocked
from privacy.vault.keys import KeyRing, in_memory
from tests.portal.ground.vault.sealed_fields import MAIL, contact, exported, put

pytestmark = pytest.mark.usefixtures("frozen_clock")
THIS_WEEK, NEXT_WEEK = 202648, 202649


def test_rotation_moves_every_key_in_batches_and_then_destroys_the_old_week(
    database: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    subjects = [put(database, ring, contact()) for _ in range(5)]
    frozen_clock.advance(timedelta(weeks=1))
    with database.writing() as session:
        assert service.rewrap(session, ring, batch=2) == 2
    with database.reading() as session:
        assert queries.epochs_in_use(session) == (THIS_WEEK, NEXT_WEEK)
    assert all(len(exported(database, ring, subject)) == 1 for subject in subjects), "in the middle of it"

    jobs.rotate(ring, database)
    with database.reading() as session:
        assert queries.epochs_in_use(session) == (NEXT_WEEK,)
    assert ring.epochs() == (NEXT_WEEK,)
    assert all(len(exported(database, ring, subject)) == 1 for subject in subjects)
    jobs.rotate(ring, database)
    assert ring.epochs() == (NEXT_WEEK,)


def test_a_rotation_erases_whom_nobody_can_open_any_more(
    database: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    """A backup from before the erasure was restored: its old week's key no longer exists."""
    lost = put(database, ring, contact())
    frozen_clock.advance(timedelta(weeks=1))
    kept = put(database, ring, contact())
    ring.destroy_epoch(THIS_WEEK)
    jobs.rotate(ring, database)
    assert exported(database, ring, lost) == ()
    assert len(exported(database, ring, kept)) == 1


def test_a_rotation_without_the_old_key_at_hand_moves_nothing(
    database: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    subject = put(database, ring, contact())
    frozen_clock.advance(timedelta(weeks=1))
    with pytest.raises(VaultLocked):
        jobs.rotate(in_memory(), database)
    assert len(exported(database, ring, subject)) == 1


def test_nobody_notices_a_rotation(database: Database, ring: KeyRing, frozen_clock: FrozenClock) -> None:
    subjects = [put(database, ring, contact(row=UUID(int=number))) for number in range(4)]
    failed: list[BaseException] = []
    over = threading.Event()

    def use() -> None:
        try:
            while not over.is_set():
                for number, subject in enumerate(subjects):
                    put(database, ring, contact(row=UUID(int=number)), subject=subject)
                    assert [field.value for field in exported(database, ring, subject)] == [MAIL]
        except BaseException as error:  # noqa: BLE001 - carried to the thread that can fail the test
            failed.append(error)

    threads = [threading.Thread(target=use) for _ in range(3)]
    for each in threads:
        each.start()
    for _ in range(5):
        frozen_clock.advance(timedelta(weeks=1))
        jobs.rotate(ring, database)
    over.set()
    for each in threads:
        each.join()
    assert failed == []
    assert len(ring.epochs()) == 1
