"""What can be asked about accessibility problems: one, those that wait, and how the city keeps its promise."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, or_
from sqlmodel import Session, col, select

from portal.city.places.queries import holidays
from portal.listen.barriers.models import Barrier, BarrierAnswer
from portal.listen.barriers.rules import Step, answer_due, first_due

YEAR = timedelta(days=365)
LATEST = 20


@dataclass(frozen=True, slots=True)
class Kept:
    """How the city answered what it was told in a year: facts about the city, not about who told it."""

    answered: int
    in_time: int
    waiting: int
    late: int


@dataclass(frozen=True, slots=True)
class Clock:
    """Where one problem stands."""

    told_on: date
    first_due: date
    answer_due: date
    first_on: date | None
    answered_on: date | None

    def is_late(self, today: date) -> bool:
        """Whether the next answer should be out by now."""
        due = self.first_due if self.first_on is None else self.answer_due
        return self.answered_on is None and today > due


def clock_of(session: Session, barrier: Barrier) -> Clock:
    """Say by when each answer is due."""
    told, off = barrier.told_on, holidays(session)
    return Clock(told, first_due(told, off), answer_due(told, off), barrier.first_on, barrier.answered_on)


def by_reference(session: Session, reference: str, *, lock: bool = False) -> Barrier | None:
    """Return one problem."""
    statement = select(Barrier).where(col(Barrier.reference) == reference)
    return session.exec(statement.with_for_update() if lock else statement).first()


def by_id(session: Session, barrier_id: UUID) -> Barrier | None:
    """Return one problem, for a job."""
    return session.get(Barrier, barrier_id)


def sent_once(session: Session, once: str) -> Barrier | None:
    """Return what this very form has told already."""
    return session.exec(select(Barrier).where(col(Barrier.once) == once)).first()


def answers(session: Session, barrier_id: UUID) -> dict[str, BarrierAnswer]:
    """Return what the city answered, by step."""
    found = session.exec(select(BarrierAnswer).where(col(BarrierAnswer.barrier_id) == barrier_id))
    return {each.step: each for each in sorted(found, key=lambda each: each.step != Step.FIRST)}


def waiting(session: Session, *, limit: int) -> tuple[Barrier, ...]:
    """Return the problems without an answer, the oldest first."""
    statement = select(Barrier).where(col(Barrier.answered_on).is_(None))
    return tuple(session.exec(statement.order_by(col(Barrier.told_on), col(Barrier.reference)).limit(limit)))


def answered_lately(session: Session) -> tuple[Barrier, ...]:
    """Return the problems that were answered last."""
    statement = select(Barrier).where(col(Barrier.answered_on).is_not(None))
    newest_first = (col(Barrier.answered_on).desc(), col(Barrier.reference))
    return tuple(session.exec(statement.order_by(*newest_first).limit(LATEST)))


def how_many_wait(session: Session) -> int:
    """Count the problems without an answer."""
    return session.exec(select(func.count()).select_from(Barrier).where(col(Barrier.answered_on).is_(None))).one()


def kept(session: Session, *, today: date) -> Kept:
    """Count what the city was told in the last year and what it answered in time; nobody waits uncounted."""
    since = or_(col(Barrier.told_on) >= today - YEAR, col(Barrier.answered_on).is_(None))
    rows = session.exec(select(col(Barrier.told_on), col(Barrier.answered_on)).where(since)).all()
    off = holidays(session)
    done = [(told_on, answered_on) for told_on, answered_on in rows if answered_on]
    open_ones = [told_on for told_on, answered_on in rows if not answered_on]
    return Kept(
        answered=len(done),
        in_time=sum(answered_on <= answer_due(told_on, off) for told_on, answered_on in done),
        waiting=len(open_ones),
        late=sum(today > answer_due(told_on, off) for told_on in open_ones),
    )
