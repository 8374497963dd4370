"""The loop that does the waiting work, in a process of its own, in a thread beside the web server, or in a test."""

import logging
import threading
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from portal.ground.database import Database
from portal.ground.errors import NotYet
from portal.ground.jobs import queue, schedule
from portal.ground.jobs.registry import Registry

LEASE = timedelta(minutes=15)  # a job whose worker was killed is taken again after this
PAUSE = timedelta(seconds=1)
_log = logging.getLogger(__name__)


def run(
    database: Database, registry: Registry, *, stop: threading.Event, lease: timedelta = LEASE, pause: timedelta = PAUSE
) -> None:
    """Work until `stop` is set. A database that cannot be reached is asked again after a pause."""
    while not stop.is_set():
        try:
            busy = registry.may_work(database)
            if busy:
                schedule.enqueue_due(database, registry.recurring)
                busy = _do_one(database, registry, lease)
        except OperationalError:
            _log.warning("the database cannot be reached")
            busy = False
        if not busy:
            stop.wait(pause.total_seconds())


def work_off(database: Database, registry: Registry) -> int:
    """Do all that is due now, and count the attempts: for tests and the demo. What fails waits for its next try."""
    if not registry.may_work(database):
        return 0
    schedule.enqueue_due(database, registry.recurring)
    attempts = 0
    while _do_one(database, registry, LEASE):
        attempts += 1
    return attempts


def _do_one(database: Database, registry: Registry, lease: timedelta) -> bool:
    with database.reading() as session:  # looking first keeps an idle worker out of the way of writers
        if not queue.is_due(session):
            return False
    with database.writing() as session:
        job = queue.claim(session, lease=lease)
    if job is None:
        return False
    try:
        registry.perform(database, job)
    except queue.LeaseLost:
        pass
    except Exception as error:  # noqa: BLE001 - whatever a job raises is written down and the job tried again
        reason = type(error).__name__  # never its text, which may quote what somebody wrote
        (_log.debug if isinstance(error, NotYet) else _log.warning)("job %s failed: %s", job.kind, reason)
        with database.writing() as session:
            queue.fail(session, job, reason=reason)
    return True
