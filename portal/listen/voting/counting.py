"""The exact result of a poll: counted from its ballots, and noted in the audit log, so that it stands when they go.

The note is a hash of what was asked and what came out. The poll keeps the salt of its entry, which names nobody: when
the log has forgotten its details, everyone who has the poll can still hold the two against one another.
"""

from sqlalchemy import func, select
from sqlmodel import Session, col

from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.rules import OPERATOR
from portal.ground.audit_log.service import record
from portal.listen.voting.models import Ballot, Poll
from privacy.dp.canonical import digest


def ballots_of(session: Session, poll_id: int) -> dict[str, int]:
    """Count a poll's ballots by option."""
    counted = select(col(Ballot.option), func.count()).where(col(Ballot.poll_id) == poll_id)
    return {option: int(votes) for option, votes in session.execute(counted.group_by(col(Ballot.option)))}


def note(session: Session, poll: Poll) -> None:
    """Note the result of a poll that was just counted. Called last, as `record` is."""
    entry = record(
        session, actor=OPERATOR, act=Act.POLL_COUNT, object=object_of(poll.reference), result=result_of(poll)
    )
    poll.noted = {"seq": entry.seq, "salt": entry.salt}
    session.add(poll)


def object_of(reference: str) -> str:
    """Name a poll as the audit log does."""
    return f"poll:{reference}"


def result_of(poll: Poll) -> str:
    """Hash what was asked, from when to when, and what came out."""
    asked = {"question": poll.question, "summary": poll.summary, "options": poll.options}
    taken = {"opens": int(poll.opens_at.timestamp()), "closes": int(poll.closes_at.timestamp())}
    return digest(asked | taken | {"week": poll.closing_week, "tally": poll.tally})
