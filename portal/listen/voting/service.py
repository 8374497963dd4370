"""Make a poll, vote in it, and count it once it has closed."""

from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import Any

from sqlalchemy import delete, or_, select
from sqlmodel import Session, col

from portal.ground import clock
from portal.ground.contributions import service as contributions
from portal.ground.contributions.voices import UnitOf
from portal.ground.database import Database, after_commit
from portal.ground.inserts import insert_into
from portal.ground.jobs import queue
from portal.ground.mixing import mix
from portal.ground.new_references import free_reference
from portal.ground.publicity.service import bump
from portal.listen.voting import counting, queries, rules
from portal.listen.voting.models import Ballot, Poll
from portal.listen.voting.rules import (
    Drafted,
    NoSuchOption,
    Phase,
    PollChanged,
    PollClosed,
    PollFrozen,
    PollOver,
    TooManyPolls,
)
from privacy.dp.families import POLLS_A_YEAR
from privacy.dp.weeks import local_day, week_of, year_of
from privacy.vault.keys import KeyRing

CLOSED = "voting.closed"
TURNOUT = "figures.turnout"


def draft(session: Session, *, poll: Drafted, zone: tzinfo) -> Poll:
    """Write a poll that only the desk sees."""
    row = Poll(
        reference=free_reference(session, Poll.reference, prefix="P", parted_by="-"),
        question=poll.question,
        summary=poll.summary,
        options=_coded(poll),
        opens_at=poll.opens_at,
        closes_at=poll.closes_at,
        closing_week=week_of(local_day(poll.closes_at, zone)),
    )
    session.add(row)
    session.flush()  # the caller needs the number
    return row


def change(session: Session, poll_id: int, *, poll: Drafted, version: int, zone: tzinfo) -> None:
    """Write a draft anew. Raises PollChanged, and PollFrozen where it is no draft."""
    row = _draft(session, poll_id, version)
    row.question, row.summary, row.options = poll.question, poll.summary, _coded(poll)
    row.opens_at, row.closes_at = poll.opens_at, poll.closes_at
    row.closing_week = week_of(local_day(poll.closes_at, zone))
    row.version += 1
    session.add(row)


def delete_draft(session: Session, poll_id: int, *, version: int) -> None:
    """Throw a draft away. Raises PollChanged, and PollFrozen where it is no draft."""
    session.delete(_draft(session, poll_id, version))


def publish(session: Session, poll_id: int, *, version: int | None = None) -> None:
    """Show a poll to everyone, and have it counted when it has closed.

    Raises PollChanged, PollOver where its last day has passed, and TooManyPolls.
    """
    poll = _poll(session, poll_id)
    if version not in (None, poll.version):
        raise PollChanged
    if poll.closes_at <= clock.now():
        raise PollOver
    if not poll.published and queries.closing_in(session, year_of(poll.closing_week)) >= POLLS_A_YEAR:
        raise TooManyPolls
    poll.published = True
    poll.version += 1
    session.add(poll)
    once = f"{CLOSED}:{poll_id}:{poll.closes_at.isoformat()}"  # once more, it may close on another day
    queue.enqueue(session, CLOSED, {"poll": poll_id}, run_at=poll.closes_at, key=once)
    bump(session)


def withdraw(session: Session, poll_id: int) -> None:
    """Take a poll back that has not opened yet. Raises PollFrozen."""
    poll = _poll(session, poll_id)
    if _phase(poll) not in (Phase.DRAFT, Phase.ANNOUNCED):
        raise PollFrozen
    poll.published = False
    poll.version += 1
    session.add(poll)
    bump(session)


def vote(session: Session, *, poll_id: int, voter: UnitOf, option: str, district: str) -> None:
    """Cast or change a ballot, and count that this voter took part, once, in `district` (empty: not said).

    `voter` names the person under a key: the ballot and the turnout each take their own. Raises PollClosed,
    NoSuchOption.
    """
    poll = _poll(session, poll_id, together=True)
    if _phase(poll) is not Phase.OPEN:
        raise PollClosed
    if option not in [code for code, _ in poll.options]:
        raise NoSuchOption
    mark = voter(rules.key_of(poll_id)).hex
    ballot = insert_into(session, Ballot).values(poll_id=poll_id, mark=mark, option=option)
    session.execute(ballot.on_conflict_do_update(index_elements=["poll_id", "mark"], set_={"option": option}))
    if district:
        family, unit = rules.family_of(poll.reference), voter(rules.turnout_key_of(poll_id)).number
        contributions.admit(session, family=family, unit=unit, week=poll.closing_week, cell=district)


def close(session: Session, *, poll_id: int) -> None:
    """Fix the exact tally of a poll that has closed, note it in the audit log, and ask for the release of its turnout.

    Done twice, it is once.
    """
    poll = session.get(Poll, poll_id, with_for_update=True)
    if poll is None:  # it was taken back and thrown away
        return
    if poll.tally is not None or not poll.published or poll.cancelled or clock.now() < poll.closes_at:
        return
    poll.tally = {code: 0 for code, _ in poll.options} | counting.ballots_of(session, poll_id)
    session.add(poll)
    queue.enqueue(session, TURNOUT, {"poll": poll.reference, "week": poll.closing_week}, key=f"{TURNOUT}:{poll_id}")
    bump(session)
    counting.note(session, poll)


def cancel_begun(session: Session) -> int:
    """Cancel every vote that had begun and has no result, because a restored backup has lost some of its ballots.

    The ballots that are left go; give how many votes.
    """
    begun = (col(Poll.published), col(Poll.opens_at) <= clock.now(), col(Poll.tally).is_(None))
    polls = session.scalars(select(Poll).where(*begun, col(Poll.cancelled).is_(False))).all()
    for poll in polls:
        poll.cancelled = True
        session.add(poll)
    session.execute(delete(Ballot).where(col(Ballot.poll_id).in_([poll.id for poll in polls])))
    if polls:
        bump(session)
    return len(polls)


def forget_voters(session: Session, ring: KeyRing, *, closed_before: datetime) -> None:
    """Delete the ballots of polls that closed long ago, and the keys of their voters' names.

    The tally stays. Nobody can say any more who took part, not even with all keys of today.
    """
    ended = or_(col(Poll.tally).is_not(None), col(Poll.cancelled))
    polls = session.scalars(select(col(Poll.id)).where(col(Poll.closes_at) < closed_before, ended)).all()
    session.execute(delete(Ballot).where(col(Ballot.poll_id).in_(polls)))
    keys = {key for poll in polls for key in (rules.key_of(poll or 0), rules.turnout_key_of(poll or 0))}
    for key in keys.intersection(ring.names()):
        after_commit(session, partial(ring.destroy, key))


def forget_order(database: Database) -> None:
    """Forget in which order the ballots came in, of polls that are open or closed a short while ago."""
    of_these = "poll_id IN (SELECT id FROM listen_poll WHERE closes_at > :since)"
    mix(database, table="listen_ballot", where=of_these, since=clock.now() - timedelta(days=1))


def _coded(poll: Drafted) -> list[Any]:
    return [[f"o{place}", texts] for place, texts in enumerate(poll.options, 1)]


def _draft(session: Session, poll_id: int, version: int) -> Poll:
    poll = _poll(session, poll_id)
    if poll.published or poll.cancelled:
        raise PollFrozen
    if poll.version != version:
        raise PollChanged
    return poll


def _poll(session: Session, poll_id: int, *, together: bool = False) -> Poll:
    """Lock a poll: voters hold it together, so that the close waits for all of them and they for the close."""
    poll = session.get(Poll, poll_id, with_for_update={"read": together})
    if poll is None:
        raise NoSuchOption
    return poll


def _phase(poll: Poll) -> Phase:
    if poll.cancelled:
        return Phase.CANCELLED
    return rules.phase_of(published=poll.published, opens_at=poll.opens_at, closes_at=poll.closes_at, now=clock.now())
