"""A job is taken by one worker at a time, and a worker that dies or gives up loses nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs import queue, worker
from portal.ground.jobs.models import Job
from portal.ground.jobs.registry import Registry
from tests.portal.ground.jobs.waiting_jobs import enqueue, waiting

pytestmark = pytest.mark.usefixtures("frozen_clock")
LEASE = timedelta(minutes=15)


@contextmanager
def claimed(database: Database) -> Iterator[tuple[Session, queue.Taken | None]]:
    """A claim whose transaction is still open."""
    with database.write_session() as session:
        if not database.is_sqlite:  # a claim that waits for another one fails here instead of standing still
            session.connection().exec_driver_sql("SET LOCAL lock_timeout = '1s'")
        yield session, queue.claim(session, lease=LEASE)
        session.rollback()


def test_two_claims_at_the_same_moment_get_two_jobs(database: Database) -> None:
    enqueue(database, number=1)
    enqueue(database, number=2)
    with claimed(database) as (first_session, first):
        if database.is_sqlite:  # one writer: the second claim begins when the first is committed
            first_session.commit()
        with claimed(database) as (_, second):
            assert first is not None
            assert second is not None
            assert (first.payload, second.payload) == ({"number": 1}, {"number": 2})


def test_a_claim_in_two_steps_would_give_both_workers_the_same_job(database: Database) -> None:
    """The control: read, then write, as one would do it at first."""
    enqueue(database, number=1)
    enqueue(database, number=2)
    oldest = select(Job.id).order_by(col(Job.run_at), col(Job.id)).limit(1)
    with database.reading() as one, database.reading() as other:
        assert one.exec(oldest).one() == other.exec(oldest).one()


def test_a_job_whose_worker_died_is_taken_again_after_its_lease(database: Database, frozen_clock: FrozenClock) -> None:
    enqueue(database)
    with database.writing() as session:
        dead = queue.claim(session, lease=LEASE)
    with claimed(database) as (_, none):
        assert none is None
    frozen_clock.advance(LEASE)
    with database.writing() as session:
        heir = queue.claim(session, lease=LEASE)
    assert dead is not None
    assert heir is not None
    assert heir.attempts == 2

    with pytest.raises(queue.LeaseLost), database.writing() as session:
        queue.finish(session, dead)
    with database.writing() as session:
        queue.fail(session, dead, reason="TooLate")
    (job,) = waiting(database)
    assert job.failed_reason == "", "who lost the lease has no say any more"


def test_a_job_that_kills_its_worker_is_given_up_too(database: Database, frozen_clock: FrozenClock) -> None:
    enqueue(database)
    for _ in range(queue.MOST_TRIES):
        with database.writing() as session:
            assert queue.claim(session, lease=LEASE) is not None
        frozen_clock.advance(LEASE)
    with claimed(database) as (session, job):
        assert job is None
        assert len(queue.given_up(session)) == 1


def test_the_same_key_is_enqueued_once_until_it_is_done_or_given_up(
    database: Database, frozen_clock: FrozenClock
) -> None:
    def publish() -> int:
        with database.writing() as session:
            queue.enqueue(session, "publish", {"week": 1}, key="publish")
        return len(waiting(database))

    registry = Registry()  # which does not know "publish"
    assert (publish(), publish()) == (1, 1)
    for _ in range(queue.MOST_TRIES):
        worker.work_off(database, registry)
        frozen_clock.advance(timedelta(days=1))
    with database.reading() as session:
        assert len(queue.given_up(session)) == 1
    assert publish() == 1
    with database.reading() as session:
        assert queue.is_due(session), "what was given up starts over"


def test_a_job_that_was_taken_out_again_is_not_done_even_where_it_runs_already(database: Database) -> None:
    for key in ("kept", "gone"):
        with database.writing() as session:
            queue.enqueue(session, "greet", {"name": key}, key=key)
    with database.writing() as session:
        queue.claim(session, lease=LEASE)
        running = queue.claim(session, lease=LEASE)
    assert running is not None
    assert running.payload == {"name": "gone"}
    with database.writing() as session:
        queue.cancel(session, key="gone")
    with pytest.raises(queue.LeaseLost), database.writing() as session:
        queue.finish(session, running)
    assert [each.key for each in waiting(database)] == ["kept"]
