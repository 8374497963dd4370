"""After a backup was restored: while the database is older than the public ledger file, the portal only reads.

What would be written now would be counted a second time by whoever brings the forgotten rows back.
"""

import time
from pathlib import Path
from typing import ClassVar

from i18n.lazy import Lazy, lazy
from portal.ground.database import Database
from portal.ground.errors import Unavailable
from portal.understand.figures.ledger import chain_rows, public_file
from privacy.dp.chain import Unreadable

LOOK_AGAIN_S = 2.0


class Restoring(Unavailable):
    """The database was restored from a backup, and does not know yet what was published since."""

    code: ClassVar[str] = "restoring"
    title: ClassVar[Lazy] = lazy("The portal can only be read at the moment")
    advice: ClassVar[Lazy] = lazy("It is being put back after a fault. Nothing was sent. Try again later today.")


class Watch:
    """Look every two seconds at most whether the database holds the newest row of the public file."""

    def __init__(self, database: Database, *, file: Path) -> None:
        self._database = database
        self._file = file
        self._good_until = 0.0

    def __call__(self) -> None:
        """Let a write pass. Raises Restoring."""
        if time.monotonic() < self._good_until:
            return
        if is_behind(self._database, self._file):
            raise Restoring
        self._good_until = time.monotonic() + LOOK_AGAIN_S


def is_behind(database: Database, file: Path) -> bool:
    """Say whether the public file has a row that the database has not, or one that nobody can read."""
    try:
        newest = public_file.head(file)
    except Unreadable:
        return True
    with database.reading() as session:
        return not chain_rows.holds(session, newest)
