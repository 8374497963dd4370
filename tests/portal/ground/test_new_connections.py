"""A new connection waits while another process closes its last one: SQLite itself would not."""

from sqlite3 import OperationalError
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy.pool import ConnectionPoolEntry

from portal.ground import database

RECORD = cast("ConnectionPoolEntry", None)


class Cursor:
    """Refuses so many times, with these words, then takes everything."""

    def __init__(self, words: str, times: int) -> None:
        self.words, self.left = words, times
        self.taken: list[str] = []

    def execute(self, statement: str) -> None:
        if self.left:
            self.left -= 1
            raise OperationalError(self.words)
        self.taken.append(statement)

    def close(self) -> None:
        pass


def opened(words: str, times: int) -> list[str]:
    cursor = Cursor(words, times)
    database._set_pragmas(SimpleNamespace(cursor=lambda: cursor), RECORD)
    return cursor.taken


def test_it_waits_until_the_lock_is_gone() -> None:
    assert opened("database is locked", 3) == [f"PRAGMA {each}" for each in database.SQLITE_PRAGMAS]


def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.05)
    with pytest.raises(OperationalError, match="locked"):
        opened("database is locked", 1_000)


def test_what_is_no_lock_is_told_at_once() -> None:
    with pytest.raises(OperationalError, match="no such file"):
        opened("no such file", 1)
