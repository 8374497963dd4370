"""Restoring a backup never gives spent privacy back: the public file remembers what the database forgot."""

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import SQLModel

from portal.ground.database import Database
from portal.understand.figures.ledger.file_rows import compared
from portal.understand.figures.ledger.ledger import DatabaseLedger
from portal.understand.figures.ledger.ledger_turn import Turn
from portal.understand.figures.ledger.restore import take_back
from portal.understand.figures.models import TRIGGERS
from portal.understand.figures.rules import FileAhead, FileShort, ForeignFile
from privacy.dp.budgets import Budget
from privacy.dp.chain import EMPTY, Unreadable, head_of, line_of, link, row_of
from privacy.dp.ledger import AlreadyMeasured, Event, Opening, Release, Row, release_of
from privacy.dp.units import NANO
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


def test_a_file_that_is_damaged_or_foreign_changes_nothing(ledger: DatabaseLedger, database: Database) -> None:
    published(ledger)
    backup = Backup(database)
    ledger.reserve(NEEDS.id, SECOND, today=SECOND.closes_on)
    lines = ledger.file.read_text().splitlines(keepends=True)
    restored = backup.restore(ledger.file)
    other = [line_of(row) + "\n" for row in chain_of(Opening(Budget(BUDGET.year, nano_epsilon=4 * NANO)))]
    twice = [line_of(row) + "\n" for row in chain_of(*(row_of(line).event for line in (*lines, lines[4])))]
    for wrong, kind, named in (
        ([*lines[:4], lines[4][:-40]], Unreadable, "line 5 is no ledger row"),
        ([*lines[:1], *lines[2:]], ForeignFile, "line 2 does not follow"),
        ([*lines[:2], other[0], *lines[3:]], ForeignFile, "line 3 does not follow"),
        (other, ForeignFile, "line 1 does not follow"),
        (twice, ForeignFile, "cannot be taken back"),
    ):
        restored.file.write_text("".join(wrong))
        with pytest.raises(kind, match=named):
            take_back(restored)
        assert len(list(restored.rows())) == 4, "nothing is taken in or given up"
    restored.file.write_text("".join(lines))
    assert take_back(restored) == (1, 1)


def test_taking_back_that_was_stopped_on_the_way_goes_on(
    ledger: DatabaseLedger, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(ledger)
    backup = Backup(database)
    ledger.reserve(NEEDS.id, SECOND, today=SECOND.closes_on)
    restored = backup.restore(ledger.file)
    with monkeypatch.context() as killed:
        killed.setattr(Turn, "append", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            take_back(restored)
    assert take_back(restored) == (2, 0), "the file knows already what is given up"
    assert take_back(restored) == (0, 0)
    with pytest.raises(AlreadyMeasured):
        restored.reserve(NEEDS.id, SECOND, today=SECOND.closes_on)


def test_nothing_is_spent_while_the_file_is_away_or_cut_short(ledger: DatabaseLedger, database: Database) -> None:
    published(ledger)
    whole = ledger.file.read_text()
    lines = whole.splitlines(keepends=True)
    ledger.file.unlink()
    for left in (None, "", "".join(lines[:2])):
        if left is not None:
            ledger.file.write_text(left)
        with pytest.raises(FileShort, match="--new-file"):
            ledger.write_out()
        with pytest.raises(FileShort):
            ledger.reserve(NEEDS.id, SECOND, today=SECOND.closes_on)
        with pytest.raises(FileShort):
            take_back(ledger)
    for left in ("".join(lines[:3]), whole):  # a worker that died had no time for the last row
        ledger.file.write_text(left)
        with database.reading() as session:
            compared(session, ledger.file)
        ledger.write_out()
        assert ledger.file.read_text().startswith(whole)
    ledger.file.unlink()
    ledger.write_out(anew=True)
    with database.reading() as session:
        compared(session, ledger.file)


def test_the_file_begins_by_itself_before_anything_is_bought(ledger: DatabaseLedger) -> None:
    ledger.open_year(BUDGET)
    assert not ledger.file.exists()
    ledger.buy(NEEDS)
    assert len(ledger.file.read_text().splitlines()) == 2
    ledger.file.unlink()
    with pytest.raises(FileShort):
        ledger.buy(EFFORT)


def chain_of(*events: Event) -> list[Row]:
    """Link events to a chain of their own."""
    rows: list[Row] = []
    for event in events:
        rows.append(link(head_of(rows[-1]) if rows else EMPTY, event))
    return rows
