"""Doctor tells of work that stopped."""

from datetime import timedelta

from portal.doors.health.checks import jobs_go_on
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs import queue, worker
from portal.ground.jobs.registry import Registry
from portal.ground.settings import Settings
from privacy.vault.keys import KeyRing


def test_doctor_names_the_jobs_that_were_given_up(
    database: Database, settings: Settings, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    with database.writing() as session:
        queue.enqueue(session, "publish", {"week": 1})
    assert jobs_go_on(settings, database, ring).is_well, "a job that waits is nothing to mend"
    for _ in range(queue.MOST_TRIES):
        worker.work_off(database, Registry())  # which does not know "publish"
        frozen_clock.advance(timedelta(days=1))
    found = jobs_go_on(settings, database, ring)
    assert (found.is_well, found.what) == (False, "jobs given up: 1 × publish (NotRegistered)")
