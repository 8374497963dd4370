"""What can be asked about support: only about oneself. There is no count and no list."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.listen.support import rules
from portal.listen.support.models import Support


def is_given(session: Session, *, issue_id: int, marks: Sequence[str]) -> bool:
    """Whether one of these marks stands on the issue."""
    if not marks:
        return False
    asked = sa.select(col(Support.mark)).where(col(Support.issue_id) == issue_id, col(Support.mark).in_(marks))
    return session.execute(asked.where(col(Support.given)).limit(1)).first() is not None


def issues_of(session: Session, *, secret: str) -> Iterator[int]:
    """Find the issues that the person of `secret` has marked, by trying each that anybody has marked."""
    rows = session.execute(sa.select(col(Support.issue_id), col(Support.mark)).order_by(col(Support.issue_id)))
    for issue_id, mark in rows.yield_per(1000):
        if mark == rules.mark_on(issue_id, secret=secret):
            yield issue_id
