"""Move the public version, and know it without asking the database each time.

It is bumped only in a transaction that changes what everyone may see, and by the publisher; never by a private write,
so that nobody can tell from a page's version that somebody reported or voted. Workers on one machine share a mapped
file, so a hidden issue is gone from every worker's next answer; other machines follow the database row within half a
second.
"""

import mmap
import os
import time
from functools import cache
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import Executable
from sqlmodel import Session, col

from portal.ground.database import Database, after_commit
from portal.ground.inserts import dialect_of, insert_for
from portal.ground.publicity.models import PublicState

LOOK_AGAIN_S = 0.5
MARK_BYTES = 8


def bump(session: Session) -> None:
    """Say, in the transaction that changes it, that something public changes."""
    session.info.pop("memory", None)  # what this session sees is not what the others see
    session.connection().execute(_next(dialect_of(session)))
    file = session.info["announcements"]
    after_commit(session, lambda: announce(file))


@cache
def _next(dialect: str) -> Executable:
    """Build the statement once: every act of the desk and every row of the ledger moves the version."""
    first = insert_for(dialect, PublicState).values(id=1, version=1)
    more = {"version": PublicState.metadata.tables[str(PublicState.__tablename__)].c.version + 1}
    statement: Executable = first.on_conflict_do_update(index_elements=["id"], set_=more)
    return statement


def announce(file: Path) -> None:
    """Change the mark that the processes of this machine compare."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.pwrite(descriptor, os.urandom(MARK_BYTES), 0)
    finally:
        os.close(descriptor)


class PublicVersion:
    """The public version as one process sees it; cheap enough to ask for at every request."""

    def __init__(self, database: Database) -> None:
        self._database = database
        announce(database.announcements)
        descriptor = os.open(database.announcements, os.O_RDWR)
        self._map = mmap.mmap(descriptor, MARK_BYTES)
        os.close(descriptor)
        self._row = 0
        self._mark = b""
        self._looked_at = -LOOK_AGAIN_S

    def current(self) -> tuple[int, bytes]:
        """Give the version: (the database's, at most half a second old; this machine's mark).

        Both change at once: an answer would else be made twice, and its ETag say "changed" for nothing.
        """
        moment, mark = time.monotonic(), self._map[:MARK_BYTES]
        if mark != self._mark or moment - self._looked_at > LOOK_AGAIN_S:
            with self._database.reading() as session:
                self._row = session.scalar(sa.select(col(PublicState.version))) or 0
            self._mark, self._looked_at = mark, moment
        return self._row, mark
