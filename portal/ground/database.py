"""The database: one engine that reads, one that writes, and the only place that commits a request.

SQLite and PostgreSQL run the same code. A reading session never opens a transaction; a writing session opens one at
its first statement and ends it in `Database.writing`, before the answer leaves.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from sqlite3 import OperationalError
from time import monotonic, sleep
from typing import Any, Final

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from portal.ground.settings import Settings
from portal.ground.write_queue import WriteQueue

UNORDERED: Final = {"sqlite_with_rowid": False}
"""For tables whose key says nothing: no hidden number tells in which order the rows came in."""

SQLITE_PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cache_size=-2048",  # KiB a connection, of which a worker has a dozen; 64 MiB of mmap each took 1 GiB in all
    "temp_store=MEMORY",
)
PATIENCE: Final = 10.0
"""Seconds that a new connection waits for a lock that SQLite does not wait for."""


class Database:
    """The two engines of one process, made once and handed to whoever needs them."""

    def __init__(self, settings: Settings) -> None:
        self.url = settings.database_url
        self.is_sqlite = settings.is_sqlite
        settings.var.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.announcements = settings.var / "public-version"
        self.session_info: dict[str, Any] = {"announcements": self.announcements}
        places = {"pool_size": settings.threads + 2, "max_overflow": settings.threads, "pool_timeout": 20}
        quiet: dict[str, Any] = {"hide_parameters": True, **places}
        file = settings.sqlite_file
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            quiet["connect_args"] = {"check_same_thread": False, "timeout": 10}
        else:
            quiet["connect_args"] = {"prepare_threshold": 1}
        self.engine = create_engine(self.url, **quiet)
        self.reading_engine = create_engine(self.url, **quiet, isolation_level="AUTOCOMMIT", pool_reset_on_return=None)
        if file is not None:
            _prepare_sqlite(self.engine, WriteQueue(file.with_name(file.name + ".queue")))
            event.listen(self.reading_engine, "connect", _set_pragmas)
        os.register_at_fork(after_in_child=self.forget_connections)

    def forget_connections(self) -> None:
        """Drop the pools without closing the sockets, which belong to the parent process."""
        self.engine.dispose(close=False)
        self.reading_engine.dispose(close=False)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()
        self.reading_engine.dispose()

    def read_session(self) -> Session:
        """Make a session that only reads: each statement sees what is committed at that moment."""
        return Session(self.reading_engine, expire_on_commit=False, autoflush=False, info=self.session_info)

    def write_session(self) -> Session:
        """Make a session whose transaction begins at its first statement."""
        return Session(self.engine, expire_on_commit=False, info=self.session_info)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that only reads."""
        with self.read_session() as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open one transaction and commit it at the end; an exception undoes all of it."""
        with self.write_session() as session:
            yield session
            commit(session)


def commit(session: Session) -> None:
    """Commit, then run what waited for it: the only commit of a request."""
    session.commit()
    waiting: list[Callable[[], None]] = session.info.pop("after_commit", [])
    for action in waiting:
        action()


def after_commit(session: Session, action: Callable[[], None]) -> None:
    """Run `action` in this process once the session's transaction is durable; never if it is undone."""
    session.info.setdefault("after_commit", []).append(action)


def _set_pragmas(connection: Any, _record: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in SQLITE_PRAGMAS:
        _set_pragma(cursor, pragma)
    cursor.close()


def _set_pragma(cursor: Any, pragma: str) -> None:
    """Set one. While another process closes its last connection SQLite says "locked" and does not wait: we do."""
    until = monotonic() + PATIENCE
    while True:
        try:
            cursor.execute(f"PRAGMA {pragma}")
        except OperationalError as refused:
            if "locked" not in str(refused) or monotonic() > until:
                raise
            sleep(0.01)
        else:
            return


def _prepare_sqlite(engine: Engine, queue: WriteQueue) -> None:
    """Make every transaction of `engine` a queued `BEGIN IMMEDIATE`.

    Plain BEGIN upgrades its lock in the middle and fails when two transactions do so; `busy_timeout` is no queue.
    """

    @event.listens_for(engine, "connect")
    def connect(connection: Any, record: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        _set_pragmas(connection, record)

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        queue.enter()
        connection.info["queued"] = True
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    @event.listens_for(engine, "checkin")
    def checkin(_connection: Any, record: ConnectionPoolEntry) -> None:
        if record.info.pop("queued", False):
            queue.leave()
