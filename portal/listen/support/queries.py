"""What can be asked about support: only about oneself. There is no count and no list."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.listen.support.models import Support


def is_given(session: Session, *, issue_id: int, marks: Sequence[str]) -> bool:
    """Whether one of these marks stands on the issue."""
    if not marks:
        return False
    asked = sa.select(col(Support.mark)).where(col(Support.issue_id) == issue_id, col(Support.mark).in_(marks))
    return session.execute(asked.where(col(Support.given)).limit(1)).first() is not None
