"""Recurring work: on a fixed timetable, enqueued once however many workers look."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import update
from sqlmodel import Session, col, select

from portal.ground import clock
from portal.ground.database import Database
from portal.ground.inserts import insert_into
from portal.ground.jobs.models import Schedule
from portal.ground.jobs.queue import enqueue

FIRST_MONDAY = datetime(2024, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Recurring:
    """A kind of work that comes back every `period`, `at` so long after the period begins."""

    kind: str
    period: timedelta
    at: timedelta = timedelta()

    def next_after(self, moment: datetime) -> datetime:
        """Say when it is due next; times that were missed are not made up for."""
        start = FIRST_MONDAY + self.at
        return start + self.period * ((moment - start) // self.period + 1)


def enqueue_due(database: Database, recurring: Iterable[Recurring]) -> None:
    """Enqueue what is due. Work that was never seen before waits for its first time."""
    now = clock.now()
    with database.reading() as session:
        known = {each.kind: each.next_at for each in session.exec(select(Schedule))}
    for each in recurring:
        seen = known.get(each.kind)
        if seen is None or seen <= now:
            with database.writing() as session:
                _move_on(session, each, seen, now)


def _move_on(session: Session, each: Recurring, seen: datetime | None, now: datetime) -> None:
    following = each.next_after(now)
    if seen is None:
        row = {"kind": each.kind, "next_at": following}
        session.execute(insert_into(session, Schedule).values(row).on_conflict_do_nothing())
        return
    mine = update(Schedule).where(col(Schedule.kind) == each.kind, col(Schedule.next_at) == seen)
    if session.execute(mine.values(next_at=following)).rowcount:  # type: ignore[attr-defined]
        enqueue(session, each.kind, {})
