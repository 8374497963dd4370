"""What people marked goes some time after the issue has ended."""

from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues import queries as issues
from portal.city.issues import service as issue_service
from portal.city.issues.rules import Outcome, Status
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.listen.support import service
from portal.listen.support.models import Support
from portal.listen.support.voter import Voter
from tests.portal.city.issues.invented import TODAY, published

WEEK = 151


def give(session: Session, secret: str, count: int) -> set[str]:
    """Let somebody mark some new issues, and give their references."""
    references = {published(session).reference for _ in range(count)}
    for reference in references:
        issue = issues.shown(session, reference)
        assert issue is not None
        service.give(session, issue=issue, voter=Voter((secret,)), week=WEEK)
    return references


def stored(session: Session) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(Support)) or 0


def test_marks_go_some_time_after_their_issue_ended(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        (ended, _still_open) = give(session, "mine", 2)
        issue = issues.by_reference(session, ended, lock=True)
        assert issue is not None
        issue_service.move_on(
            session, issue, status=Status.CLOSED, outcome=Outcome.FIXED, version=issue.version, today=TODAY
        )
        assert service.expire(session, before=TODAY) == 0
        assert service.expire(session, before=TODAY + timedelta(days=1)) == 1
        assert stored(session) == 1
