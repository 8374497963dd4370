"""What may be asked of the contributions: sums by cell, and which weeks hold any."""

from sqlalchemy import func
from sqlmodel import Session, col, select

from portal.ground.contributions.models import Contribution
from portal.ground.contributions.rules import BLANK


def cells(session: Session, *, family: str, weeks: range) -> dict[str, int]:
    """Count the voices of some weeks by cell, inside the database; cells without a voice are absent.

    For the publisher only: these are exact numbers.
    """
    if weeks.step != 1:
        raise ValueError("a period is made of whole weeks in a row")
    counts = (
        select(col(Contribution.cell), func.count())
        .where(col(Contribution.family) == family, col(Contribution.cell) != BLANK)
        .where(col(Contribution.week).between(weeks.start, weeks.stop - 1))
        .group_by(col(Contribution.cell))
    )
    return dict(session.exec(counts).all())
