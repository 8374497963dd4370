"""Draw the name under which people speak of a thing: never one that is in use."""

from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select
from sqlmodel import Session

from privacy.vault.codes import new_reference


def free_reference(session: Session, column: Any, *, prefix: str, parted_by: str = " ") -> str:
    """Draw a reference that no row has in `column`; the column's UNIQUE key refuses the one drawn at the same moment.

    Of 191 million references, a city with 6,000 reports a year draws one twice in every tenth year.
    """
    while True:
        drawn = new_reference(prefix).replace(" ", parted_by)
        if session.connection().execute(_taken(column), {"drawn": drawn}).first() is None:
            return drawn


@cache
def _taken(column: Any) -> Select[Any]:
    return select(column).where(column == bindparam("drawn"))
