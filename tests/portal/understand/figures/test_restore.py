"""Restoring a backup never gives spent privacy back: the public file remembers what the database forgot."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from portal.ground.database import Database
from portal.understand.figures.ledger import DatabaseLedger
from portal.understand.figures.models import TRIGGERS
from portal.understand.figures.restore import take_back
from portal.understand.figures.rules import FileAhead
from privacy.dp.ledger import AlreadyMeasured, Release, release_of
from privacy.dp.verification import verify
from tests.privacy.dp.year import BUDGET, EFFORT, FIRST, NEEDS, SECOND

pytestmark = pytest.mark.usefixtures("frozen_clock")
TABLES = ("understand_ledger_row", "understand_pot", "understand_lease", "understand_release")


def published(ledger: DatabaseLedger) -> Release:
    """Publish the first period of needs."""
    ledger.open_year(BUDGET)
    ledger.buy(NEEDS)
    taken = ledger.reserve(NEEDS.id, FIRST, today=FIRST.closes_on)
    return ledger.publish(release_of(NEEDS, taken, numbers=(4, -1, 0, 7), software="1.0"))


class Backup:
    """The rows of the ledger's tables as they were at some time."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.tables = [SQLModel.metadata.tables[name] for name in TABLES]
        with database.reading() as session:
            self.rows = {table.name: session.execute(table.select()).mappings().all() for table in self.tables}

    def restore(self, file: Path) -> DatabaseLedger:
        """Put the database back, as a restored file would; the public file stays as it is."""
        with self.database.writing() as session:
            where = "" if self.database.is_sqlite else " ON understand_ledger_row"
            session.execute(text(f"DROP TRIGGER understand_ledger_no_delete{where}"))
            for table in self.tables:
                session.execute(table.delete())
                for row in self.rows[table.name]:
                    session.execute(table.insert().values(dict(row)))
            again = TRIGGERS["sqlite" if self.database.is_sqlite else "postgresql"][-1]
            session.connection().exec_driver_sql(again)
        return DatabaseLedger(self.database, file=file)


def test_an_older_database_refuses_to_spend(ledger: DatabaseLedger, database: Database) -> None:
    ledger.open_year(BUDGET)
    backup = Backup(database)
    published(ledger)
    restored = backup.restore(ledger.file)
    with pytest.raises(FileAhead, match="take-back"):
        restored.buy(NEEDS)
    assert len(list(restored.rows())) == 1


def test_the_rows_come_back_with_their_numbers(ledger: DatabaseLedger, database: Database) -> None:
    ledger.open_year(BUDGET)
    backup = Backup(database)
    release = published(ledger)
    rows = list(ledger.rows())
    restored = backup.restore(ledger.file)
    assert take_back(restored) == (3, 0)
    assert list(restored.rows()) == rows
    assert restored.publish(release) == release
    assert restored.buy(EFFORT).plan == EFFORT
    assert verify(restored.rows()).holds


def test_a_period_that_was_begun_is_spent_and_not_published(ledger: DatabaseLedger, database: Database) -> None:
    published(ledger)
    backup = Backup(database)
    taken = ledger.reserve(NEEDS.id, SECOND, today=SECOND.closes_on)
    restored = backup.restore(ledger.file)
    assert take_back(restored) == (1, 1)
    with pytest.raises(AlreadyMeasured):
        restored.publish(release_of(NEEDS, taken, numbers=(1, 2, 3, 4), software="1.0"))
    with pytest.raises(AlreadyMeasured):
        restored.reserve(NEEDS.id, SECOND, today=SECOND.closes_on)


def test_a_file_of_another_ledger_is_refused(ledger: DatabaseLedger, database: Database, tmp_path: Path) -> None:
    ledger.open_year(BUDGET)
    backup = Backup(database)
    published(ledger)
    lines = ledger.file.read_text().splitlines(keepends=True)
    restored = backup.restore(ledger.file)
    restored.file.write_text("".join([*lines[:1], *lines[2:]]))
    with pytest.raises(FileAhead, match="does not follow"):
        take_back(restored)
    shutil.rmtree(restored.file.parent)
    assert take_back(restored) == (0, 0), "without a file there is nothing to take back"
