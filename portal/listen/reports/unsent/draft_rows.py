"""The rows of drafts in one session: each is read once and written as it changes, by statements that are built once.

Four visits make a report, and each touches its draft; with entities that was a third of what filing costs.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, partial

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.ground.database import after_commit
from portal.ground.inserts import dialect_of, insert_for
from portal.ground.media.folder import MediaFolder
from portal.listen.reports.models import Draft, DraftPhoto

ENDED = b""
"""What an ended row holds: nothing, so that its address stays dead."""
_TABLE = Draft.metadata.tables[str(Draft.__tablename__)]
_THIS = _TABLE.c.id == sa.bindparam("name")
_READ = sa.select(_TABLE).where(_THIS)
_HOLD = _READ.with_for_update()  # SQLite leaves the lock out: there one visit writes at a time
_CHANGE = sa.update(_TABLE).where(_THIS, _TABLE.c.sealed != ENDED).values(sealed=sa.bindparam("now_sealed"))
_CHANGE_UNCHANGED = _CHANGE.where(_TABLE.c.sealed == sa.bindparam("seen"))
_REMOVE = sa.delete(_TABLE).where(_THIS)


@dataclass(slots=True)
class DraftRow:
    """One row: what was said is sealed, and so are the files of its photos."""

    id: str
    sealed: bytes
    expires_at: datetime


@cache
def _add(dialect: str) -> sa.Executable:
    statement: sa.Executable = insert_for(dialect, Draft).on_conflict_do_nothing()
    return statement


class DraftRows:
    """The rows that one session has read; with `hold`, nobody else changes them until its transaction ends."""

    def __init__(self, session: Session, *, hold: bool) -> None:
        self._session = session
        self._read = _HOLD if hold else _READ
        self._known: dict[str, DraftRow] = {}

    def read(self, name: str) -> DraftRow | None:
        """Give a row."""
        if name not in self._known:
            found = self._session.connection().execute(self._read, {"name": name}).first()
            if found is None:
                return None
            self._known[name] = DraftRow(*found)
        return self._known[name]

    def add(self, row: DraftRow) -> None:
        """Keep a new row; one that is there already stays as it is."""
        self._session.connection().execute(
            _add(dialect_of(self._session)),
            {"id": row.id, "sealed": row.sealed, "expires_at": row.expires_at},
        )

    def change(self, row: DraftRow, *, seen: bytes | None = None) -> bool:
        """Write what a row holds now; say whether it was written.

        A row that has ended stays as it is, and so does one that does not hold what was `seen` in it any more.
        """
        facts: dict[str, object] = {"name": row.id, "now_sealed": row.sealed}
        change = _CHANGE if seen is None else _CHANGE_UNCHANGED
        done = self._session.connection().execute(change, facts if seen is None else facts | {"seen": seen})
        return bool(done.rowcount)

    def remove(self, name: str) -> None:
        """Delete a row; nothing happens where there is none."""
        self._known.pop(name, None)
        self._session.connection().execute(_REMOVE, {"name": name})


def expire(session: Session, media: MediaFolder, *, before: datetime) -> int:
    """Delete the drafts that ended before `before`, with their photos; give how many."""
    over = sa.select(col(Draft.id)).where(col(Draft.expires_at) < before)
    for key in session.scalars(sa.select(col(DraftPhoto.media_key)).where(col(DraftPhoto.draft_id).in_(over))):
        after_commit(session, partial(media.delete, key))
    return int(getattr(session.execute(sa.delete(Draft).where(col(Draft.expires_at) < before)), "rowcount", 0))
