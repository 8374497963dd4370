"""Taking erased bytes out of SQLite's write-ahead log, where they stay readable until it is truncated."""

from sqlalchemy import Engine
from sqlmodel import Session

from portal.ground.database import Database, after_commit
from portal.ground.errors import NotYet
from portal.ground.jobs.queue import enqueue

KIND = "vault.checkpoint"
_SHORT_WAIT_MS, _USUAL_WAIT_MS = 500, 10_000


class StillRead(NotYet):
    """Somebody reads an older state of the database, so the log cannot be truncated yet."""


def after_erasing(session: Session) -> None:
    """Truncate the log once this transaction is committed; a job does it again if that was not possible.

    PostgreSQL needs none of this: old row versions go with its vacuum, and their key with the week's key.
    """
    engine = session.get_bind()
    if isinstance(engine, Engine) and engine.dialect.name == "sqlite":
        enqueue(session, KIND, {})
        after_commit(session, lambda: truncate(engine))


def truncate(engine: Engine) -> None:
    """Copy the log into the database file, whose free pages are overwritten, and empty it, if nobody reads it now."""
    _truncated(engine)


def again(database: Database) -> None:
    """Truncate the log, as a job; raises StillRead, so that it is tried again."""
    if database.is_sqlite and not _truncated(database.engine):
        raise StillRead


def _truncated(engine: Engine) -> bool:
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={_SHORT_WAIT_MS}")
        busy = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout={_USUAL_WAIT_MS}")
        return not busy
    finally:
        connection.close()
