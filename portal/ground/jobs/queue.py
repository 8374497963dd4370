"""The queue: put a job in, take one out for a while, and say how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Executable, and_, bindparam, delete, or_, update
from sqlmodel import Session, col, select

from portal.ground import clock, references
from portal.ground.inserts import dialect_of, insert_for
from portal.ground.jobs.models import Job

MOST_TRIES = 8
FIRST_DELAY = timedelta(seconds=15)  # then four times as long each time: eight tries take 23 hours


class LeaseLost(Exception):
    """The job was taken over by another worker, which is to finish it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A job in the hands of one worker; `attempts` tells this taking from any later one."""

    id: int
    kind: str
    payload: dict[str, Any]
    attempts: int


def enqueue(
    session: Session,
    kind: str,
    payload: Mapping[str, object],
    *,
    run_at: datetime | None = None,
    key: str | None = None,
) -> None:
    """Add a job in the caller's transaction; while one with the same `key` waits or runs, this one is needless.

    Raises NotAReference for a payload that holds more than references.
    """
    now = clock.now()
    facts = {
        "kind": kind,
        "key": key,
        "payload": references.checked(payload),
        "run_at": run_at or clock.coarse(now, references.HOUR),
        "now": now,
    }
    session.connection().execute(_into_queue(dialect_of(session)), facts | {"attempts": 0, "failed_reason": ""})


def cancel(session: Session, *, key: str) -> None:
    """Take the job with this key out again: one that runs at this moment is undone, as if its lease were lost."""
    session.execute(delete(Job).where(col(Job.key) == key))


@cache
def _into_queue(dialect: str) -> Executable:
    """Build the statement once."""
    columns = ("kind", "key", "payload", "run_at", "attempts", "failed_reason")
    into = insert_for(dialect, Job)
    into = into.values({name: bindparam(name, type_=into.table.c[name].type) for name in columns})
    new = {name: into.excluded[name] for name in columns[2:]}
    over = and_(col(Job.attempts) >= MOST_TRIES, _is_free(bindparam("now", type_=into.table.c.run_at.type)))
    statement: Executable = into.on_conflict_do_update(index_elements=["key"], set_=new, where=over)
    return statement


def is_due(session: Session) -> bool:
    """Say whether a worker would find a job now."""
    return session.exec(select(Job.id).where(_is_due(clock.now())).limit(1)).first() is not None


def claim(session: Session, *, lease: timedelta) -> Taken | None:
    """Take the job that has been due longest, for as long as `lease`; no two workers get the same."""
    now = clock.now()
    due = select(Job.id).where(_is_due(now)).order_by(col(Job.run_at), col(Job.id)).limit(1)
    oldest = due.with_for_update(skip_locked=True).scalar_subquery()  # SQLite leaves the lock out: it has one writer
    changes = {"attempts": col(Job.attempts) + 1, "locked_until": now + lease}
    columns = (col(Job.id), col(Job.kind), col(Job.payload), col(Job.attempts))
    row = session.execute(update(Job).where(col(Job.id) == oldest).values(changes).returning(*columns)).first()
    return Taken(*row) if row else None


def finish(session: Session, job: Taken) -> None:
    """Delete the job in the transaction that holds its effects; raises LeaseLost."""
    if session.execute(delete(Job).where(_is_still(job))).rowcount == 0:  # type: ignore[attr-defined]
        raise LeaseLost


def fail(session: Session, job: Taken, *, reason: str) -> None:
    """Put the job back for later; after the last try it stays, visible and at rest."""
    due = clock.coarse_end(clock.now() + FIRST_DELAY * 4 ** (job.attempts - 1), references.step_beside(job.payload))
    changes = {"run_at": due, "locked_until": None, "failed_reason": reason}
    session.execute(update(Job).where(_is_still(job)).values(changes))


def given_up(session: Session) -> tuple[Job, ...]:
    """List the jobs that were tried for the last time."""
    return tuple(session.exec(select(Job).where(_is_over(clock.now())).order_by(col(Job.id))))


def expire(session: Session, before: datetime) -> int:
    """Delete the jobs that were given up before a time, and count them."""
    old = delete(Job).where(_is_over(clock.now()), col(Job.run_at) < before)
    return int(session.execute(old).rowcount)  # type: ignore[attr-defined]


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(col(Job.run_at) <= now, col(Job.attempts) < MOST_TRIES, _is_free(now))


def _is_over(now: datetime) -> ColumnElement[bool]:
    return and_(col(Job.attempts) >= MOST_TRIES, _is_free(now))


def _is_free(now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    return or_(col(Job.locked_until).is_(None), col(Job.locked_until) <= now)


def _is_still(job: Taken) -> ColumnElement[bool]:
    return and_(col(Job.id) == job.id, col(Job.attempts) == job.attempts)
