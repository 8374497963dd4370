"""The rows of drafts in one session: each is read once and written as it changes, by statements that are built once.

Four visits make a report, and each touches its draft; with entities that was a third of what filing costs.
"""

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session

from portal.ground.inserts import dialect_of, insert_for
from portal.listen.reports.models import Draft

_TABLE = Draft.metadata.tables[str(Draft.__tablename__)]
_THIS = _TABLE.c.id == sa.bindparam("name")
_READ = sa.select(_TABLE).where(_THIS)
_LOCK = _READ.with_for_update()
_CHANGE = (
    sa.update(_TABLE).where(_THIS).values(sealed=sa.bindparam("now_sealed"), photo_key=sa.bindparam("now_photo_key"))
)
_REMOVE = sa.delete(_TABLE).where(_THIS)


@dataclass(slots=True)
class DraftRow:
    """One row: what was said is sealed, and so is the photo's file."""

    id: str
    sealed: bytes
    photo_key: str | None
    expires_at: datetime


class DraftRows:
    """The rows that one session has read."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known: dict[str, DraftRow] = {}

    def read(self, name: str, *, lock: bool = False) -> DraftRow | None:
        """Give a row; `lock` reads it anew and keeps every other writer from it until the transaction ends."""
        if name in self._known and not lock:
            return self._known[name]
        found = self._session.connection().execute(_LOCK if lock else _READ, {"name": name}).first()
        if found is None:
            return None
        self._known[name] = DraftRow(*found)
        return self._known[name]

    def add(self, row: DraftRow) -> None:
        """Keep a new row; one that is there already stays as it is."""
        into = insert_for(dialect_of(self._session), Draft).on_conflict_do_nothing()
        self._session.connection().execute(into, asdict(row))

    def change(self, row: DraftRow) -> None:
        """Write what a row holds now."""
        facts = {"name": row.id, "now_sealed": row.sealed, "now_photo_key": row.photo_key}
        self._session.connection().execute(_CHANGE, facts)

    def remove(self, name: str) -> None:
        """Delete a row; nothing happens where there is none."""
        self._known.pop(name, None)
        self._session.connection().execute(_REMOVE, {"name": name})
