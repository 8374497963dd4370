"""Whether the result of every poll is what its ballots came to, and what was noted when it was counted."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col

from portal.ground import clock
from portal.ground.audit_log import queries as audit_log
from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.rules import OPERATOR, Entry
from portal.ground.errors import first_line
from portal.listen.voting.counting import ballots_of, object_of, result_of
from portal.listen.voting.models import Poll
from privacy.dp.verification import Verdict

_UNREADABLE = (ValueError, TypeError, AttributeError, KeyError, RecursionError)


def verified(session: Session, *, kept_since: datetime) -> Verdict:
    """Count anew every closed poll whose ballots are there, and compare all results with their notes.

    Ballots of polls that closed before `kept_since` may have been deleted. The first poll that is wrong is named.
    """
    try:
        noted = audit_log.numbers(
            session, act=Act.POLL_COUNT
        )  # first: a poll that is counted meanwhile has its own note
        polls = session.scalars(select(col(Poll.reference)).order_by(col(Poll.id))).all()
        results = 0
        for reference in polls:
            has_result, problem = _of(session, reference, noted.pop(object_of(reference), []), kept_since)
            if problem is not None:
                return Verdict(holds=False, says=f"poll {reference}: {problem}")
            results += has_result
    except DBAPIError as error:
        return Verdict(holds=False, says=f"the database cannot be read: {first_line(error)}")
    for named in noted:
        return Verdict(holds=False, says=f"{named.replace(':', ' ')}: was counted, and is no longer there")
    return Verdict(holds=True, says="1 result holds" if results == 1 else f"{results} results hold")


def _of(session: Session, reference: str, noted: list[int], kept_since: datetime) -> tuple[bool, str | None]:
    try:
        poll = session.scalars(select(Poll).where(col(Poll.reference) == reference)).one()
        return poll.tally is not None, next(_problems(session, poll, noted, kept_since), None)
    except _UNREADABLE:
        return False, "cannot be read"


def _problems(session: Session, poll: Poll, noted: list[int], kept_since: datetime) -> Iterator[str]:
    if poll.tally is None:
        if noted or poll.noted:
            yield "was counted, and its result is gone"
        return
    if poll.cancelled or not poll.published or poll.closes_at > clock.now():
        yield "has a result, and does not stand as a poll that has one"
    ballots = ballots_of(session, poll.id or 0)
    if (ballots or poll.closes_at >= kept_since) and dict.fromkeys(poll.tally, 0) | ballots != poll.tally:
        yield "its result is not what its ballots come to"
    if poll.noted is None or not _is_noted(session, poll, poll.noted["seq"], poll.noted["salt"]):
        yield "its question or its result is not what was noted when it was counted"
    elif any(seq != poll.noted["seq"] for seq in noted):
        yield "its result was noted more than once"


def _is_noted(session: Session, poll: Poll, seq: int, salt: str) -> bool:
    act = Entry(seq, clock.now(), OPERATOR, Act.POLL_COUNT, object_of(poll.reference), {"result": result_of(poll)})
    return audit_log.says(session, act, salt=salt)
