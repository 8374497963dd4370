"""Forgetting what was counted: its order, then who was counted, as soon as no bound needs it, then the row itself."""

import secrets

from sqlalchemy import bindparam, delete, literal, or_, select, update
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from portal.ground.contributions.models import Contribution
from portal.ground.contributions.rules import NAMELESS, family_of
from portal.ground.database import Database
from portal.ground.mixing import mix
from privacy.dp.weeks import WINDOW_WEEKS

_TABLE = Contribution.metadata.tables[str(Contribution.__tablename__)]


def families_present(session: Session) -> tuple[str, ...]:
    """List the families that hold any row."""
    families = select(col(Contribution.family)).distinct()
    return tuple(session.execute(families.order_by(col(Contribution.family))).scalars())


def expire(session: Session, *, family: str, before_week: int) -> int:
    """Delete a family's rows older than a week whose unit's window had ended by then, and count them."""
    old = delete(Contribution).where(
        col(Contribution.family) == family, col(Contribution.week) < before_week, _is_over(family, before_week)
    )
    return int(session.execute(old).rowcount)  # type: ignore[attr-defined]


def forget_units(session: Session, *, family: str, before_week: int) -> int:
    """Put a random number in the place of each unit whose window had ended before a week; count the rows.

    What they count stays, for figures of a long period. Whose they were, nobody can say any more, with no key.
    """
    ended = select(col(Contribution.handle)).where(
        col(Contribution.family) == family,
        col(Contribution.week) < before_week,
        col(Contribution.win) > NAMELESS,
        _is_over(family, before_week),
    )
    rows = [{"row": handle, "name": secrets.randbits(63)} for handle in session.execute(ended).scalars()]
    if rows:
        change = update(_TABLE).where(_TABLE.c.handle == bindparam("row"))
        session.connection().execute(change.values(unit=bindparam("name"), win=NAMELESS), rows)
    return len(rows)


def forget_order(database: Database, *, this_week: int) -> None:
    """Forget in which order the voices came in that may have come since yesterday, a vote's among them."""
    mix(database, table=_TABLE.name, where="week >= :week", week=this_week - 1)


def _is_over(family: str, before_week: int) -> ColumnElement[bool]:
    """A poll and an anonymous report have no window that could still be open."""
    if family_of(family).once:
        return literal(value=True)
    window_then = (literal(before_week) + col(Contribution.unit) % WINDOW_WEEKS) // WINDOW_WEEKS
    return or_(col(Contribution.win) < window_then, col(Contribution.win) == NAMELESS)
