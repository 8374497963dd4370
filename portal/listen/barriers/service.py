"""Keep an accessibility problem, answer it, and forget it when its time is over."""

from dataclasses import asdict
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, delete, or_, select, update
from sqlmodel import Session, col

from portal.ground import clock
from portal.ground.jobs.queue import enqueue
from portal.ground.new_references import free_reference
from portal.ground.vault import service as vault
from portal.ground.vault.rules import CONTACT, PrivateField
from portal.listen.barriers import queries
from portal.listen.barriers.models import Barrier, BarrierAnswer
from portal.listen.barriers.rules import AnsweredMeanwhile, Reply, Step, Told, step_of
from privacy.retention import Retention, retention_of
from privacy.vault.keys import KeyRing

TABLE = "listen_barrier"
LETTER = "barriers.send"
RECEIVED = "received"


def tell(session: Session, ring: KeyRing, *, told: Told, email: str, greets: bool = True) -> Barrier:
    """Keep what somebody tells the city, seal where the answer goes, and send word that it came, if it `greets`."""
    if known := queries.sent_once(session, told.once):
        return known
    reference = free_reference(session, Barrier.reference, prefix="A", parted_by="-")
    barrier = Barrier(reference=reference, has_contact=bool(email), **asdict(told))
    session.add(barrier)
    session.flush()
    if email:
        sealed = PrivateField(TABLE, "email", barrier.id, email, CONTACT)
        vault.put(session, ring, subject=barrier.id, fields=(sealed,), is_new=True)
        if greets:
            _write(session, barrier, RECEIVED)
    return barrier


def answer(session: Session, barrier: Barrier, *, reply: Reply, words: str, version: int, today: date) -> None:
    """Give the first answer or the last one; it goes to the person where there is a way. Raises AnsweredMeanwhile."""
    step = step_of(reply)
    if barrier.version != version or barrier.answered_on or (step is Step.FIRST and barrier.first_on):
        raise AnsweredMeanwhile
    session.add(BarrierAnswer(barrier_id=barrier.id, step=step, reply=reply, words=words, said_on=today))
    barrier.first_on = barrier.first_on or today
    barrier.answered_on = today if step is Step.LAST else None
    barrier.version += 1
    session.add(barrier)
    _write(session, barrier, step)


def _write(session: Session, barrier: Barrier, about: str) -> None:
    if barrier.has_contact:
        enqueue(session, LETTER, {"subject": barrier.id, "about": about})


def forget(session: Session) -> None:
    """Shred the contacts whose time is over, and delete the problems that were answered long enough ago."""
    over = _over(retention_of(f"{TABLE}.email"))
    vault.forget(session, subjects=_these(over), table=TABLE, column="email")
    known = update(Barrier).where(col(Barrier.has_contact), over)
    session.execute(known.values(has_contact=False).execution_options(synchronize_session=False))
    gone = delete(Barrier).where(_over(retention_of(TABLE)))
    session.execute(gone.execution_options(synchronize_session=False))


def _these(over: ColumnElement[bool]) -> Select[UUID]:
    return select(col(Barrier.id)).where(over)


def _over(rule: Retention) -> ColumnElement[bool]:
    over = col(Barrier.answered_on) < rule.cut_off(clock.now()).date()
    return over if rule.at_most is None else or_(over, col(Barrier.told_on) < rule.longest(clock.now()).date())
