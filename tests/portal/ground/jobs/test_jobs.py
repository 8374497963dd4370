"""A job is done once, after its transaction, and one that fails is tried again and in the end stays visible."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlmodel import Session

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs import queue, worker
from portal.ground.jobs.registry import Registry
from portal.ground.references import NotAReference
from tests.portal.ground.jobs.waiting_jobs import enqueue, waiting

pytestmark = pytest.mark.usefixtures("frozen_clock")


def test_a_job_is_done_and_forgotten(database: Database) -> None:
    seen: list[str] = []
    registry = Registry()
    registry.add("greet", lambda _session, report: seen.append(report))
    report = uuid4()
    enqueue(database, report=report)

    assert worker.work_off(database, registry) == 1
    assert seen == [str(report)]
    assert waiting(database) == []


def test_a_job_of_an_undone_transaction_never_was(database: Database) -> None:
    with database.write_session() as session:
        queue.enqueue(session, "greet", {})
        session.rollback()
    assert waiting(database) == []


def test_a_job_waits_for_its_time(database: Database, frozen_clock: FrozenClock) -> None:
    registry = Registry()
    registry.add("greet", lambda _session: None)
    with database.writing() as session:
        queue.enqueue(session, "greet", {}, run_at=frozen_clock.now() + timedelta(hours=1))

    assert worker.work_off(database, registry) == 0
    frozen_clock.advance(timedelta(hours=1))
    assert worker.work_off(database, registry) == 1


def test_jobs_are_taken_in_the_order_they_came(database: Database) -> None:
    seen: list[int] = []
    registry = Registry()
    registry.add("greet", lambda _session, number: seen.append(number))
    for number in range(5):
        enqueue(database, number=number)
    worker.work_off(database, registry)
    assert seen == [0, 1, 2, 3, 4]


def test_a_failure_undoes_the_effects_and_comes_back_later_and_later(
    database: Database, frozen_clock: FrozenClock
) -> None:
    def fail(session: Session) -> None:
        queue.enqueue(session, "effect", {})
        raise ConnectionResetError("mail to maria@example.org")

    registry = Registry()
    registry.add("greet", fail)
    enqueue(database)
    delays = []
    for _ in range(queue.MOST_TRIES):
        tried_at = frozen_clock.now()
        assert worker.work_off(database, registry) == 1
        assert worker.work_off(database, registry) == 0
        (job,) = waiting(database)
        delays.append((job.run_at - tried_at).total_seconds())
        frozen_clock.at = job.run_at

    assert delays == [15 * 4**tried for tried in range(8)]
    assert worker.work_off(database, registry) == 0, "the eighth try was the last"
    with database.reading() as session:
        (given_up,) = queue.given_up(session)
    assert given_up.failed_reason == "ConnectionResetError", "the error's text may hold an address"


def test_what_was_given_up_is_forgotten_and_what_waits_is_not(database: Database, frozen_clock: FrozenClock) -> None:
    registry = Registry()  # which does not know "greet"
    enqueue(database)
    assert worker.work_off(database, registry) == 1
    (job,) = waiting(database)
    assert (job.attempts, job.failed_reason) == (1, "NotRegistered")

    with database.writing() as session:
        assert queue.expire(session, frozen_clock.now() + timedelta(days=99)) == 0, "it still waits"
    for _ in range(queue.MOST_TRIES):
        frozen_clock.advance(timedelta(days=1))
        worker.work_off(database, registry)
    with database.writing() as session:
        assert queue.expire(session, frozen_clock.now()) == 0
        assert queue.expire(session, frozen_clock.now() + timedelta(days=2)) == 1


@pytest.mark.parametrize("value", ["maria@example.org", "a sentence", "José", "x" * 201, b"bytes", 1.5, {"a": "b"}, ""])
def test_a_payload_holds_references_only(database: Database, value: object) -> None:
    with pytest.raises(NotAReference), database.writing() as session:
        queue.enqueue(session, "greet", {"value": value})


@pytest.mark.parametrize(("facts", "step"), [({}, 3600), ({"until": 1}, 300)])
def test_a_job_that_names_somebody_does_not_tell_the_second(
    database: Database, frozen_clock: FrozenClock, facts: dict[str, int], step: int
) -> None:
    frozen_clock.advance(timedelta(minutes=31, seconds=3, microseconds=566))
    enqueue(database, subject=uuid4(), **facts)
    (new,) = waiting(database)
    for _ in range(queue.MOST_TRIES):  # Registry knows no kind: each try fails
        assert worker.work_off(database, Registry()) == 1, "the first at once"
        (job,) = waiting(database)
        assert (new.run_at.timestamp() % 3600, job.run_at.timestamp() % step) == (0, 0)
        frozen_clock.at = job.run_at + timedelta(seconds=2)
