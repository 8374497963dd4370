"""What was solved lately, for the front door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.city.issues.models import Issue
from portal.city.issues.queries import visible
from portal.city.issues.rules import Outcome, Status


@dataclass(frozen=True, slots=True)
class Solved:
    """A solved problem, as a row."""

    reference: str
    title: str
    title_language: str
    service_code: str
    district_code: str
    closed_on: date


def latest_fixed(session: Session, limit: int) -> Sequence[Solved]:
    """List the problems that were fixed last: "closed" is not "fixed", so other outcomes are not among them."""
    columns = (getattr(Issue, name) for name in Solved.__dataclass_fields__)
    asked = (
        sa.select(*map(col, columns))
        .where(col(Issue.status) == Status.CLOSED, col(Issue.outcome) == Outcome.FIXED, visible())
        .order_by(col(Issue.closed_on).desc(), col(Issue.id).desc())
        .limit(limit)
    )
    return [Solved(*row) for row in session.execute(asked)]
