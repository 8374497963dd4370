"""The privacy ledger on SQLite and PostgreSQL: one chain, one transaction a row, written out to a public file.

The rules are those of `privacy.dp.book`, asked inside the transaction that appends. Beside them the database holds
unique indexes (one purchase a plan, one reservation a question, one ending a period) and a cap on every pot.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import delete
from sqlmodel import Session, col

from portal.ground import clock
from portal.ground.database import Database
from portal.ground.inserts import insert_into
from portal.understand.figures.ledger import chain_rows, public_file
from portal.understand.figures.ledger.file_rows import refuse_short
from portal.understand.figures.ledger.ledger_turn import Turn
from portal.understand.figures.models import Lease
from portal.understand.figures.rules import BeingMeasured, FileAhead
from privacy.dp.book import Book
from privacy.dp.budgets import Budget
from privacy.dp.chain import EMPTY, Head
from privacy.dp.ledger import AlreadyMeasured, Forfeit, Opening, Purchase, Release, Reservation, Row
from privacy.dp.periods import Period, period_named
from privacy.dp.plans import Plan

LEASE = timedelta(minutes=2)  # a release takes far less than a second, and a worker that died has shown nothing


class DatabaseLedger:
    """A `Ledger` for one thread; any number of them may share a database. It keeps the public file up to date."""

    def __init__(self, database: Database, *, file: Path, lease: timedelta = LEASE) -> None:
        self.database = database
        self.file = file
        self._lease = lease
        self._books: dict[int, tuple[Book, int]] = {}  # what is known of a year, up to which row

    def open_year(self, budget: Budget) -> None:
        """Fix a year's caps. Does nothing when the same budget is already open."""
        with self.turn(budget.year) as turn:
            if turn.book.budget(budget.year) != budget:
                turn.append(Opening(budget))

    def buy(self, plan: Plan) -> Purchase:
        """Pay for a plan at `plan.price`, or return the purchase made before. Raises Overspent."""
        with self.turn(plan.year) as turn:
            bought = turn.book.purchase(plan.id)
            if bought is None:
                bought = Purchase(plan, plan.price)
                turn.append(bought)
        self.write_out()  # whoever looks between paying and measuring finds what was spent
        return bought

    def reserve(self, plan_id: str, period: Period, *, today: date, more_keys: tuple[str, ...] = ()) -> Reservation:
        """Take a closed period, or return the reservation that was never published.

        Raises AlreadyMeasured, or BeingMeasured while another worker's lease on it runs.
        """
        with self.turn(period.year) as turn:
            taken = turn.book.reservation(plan_id, period.key)
            if taken is None or turn.book.ending(plan_id, period.key) is not None:
                taken = Reservation(plan_id, period.key, today.isoformat(), more_keys)
                turn.append(taken)
            self._take_lease(turn.session, taken)
        self.write_out()  # before any noise is drawn, so that a database that is restored cannot draw it again
        return taken

    def publish(self, release: Release) -> Release:
        """Store the first release of a reserved period and return the stored one: a later caller's noise is dropped."""
        with self.turn(period_named(release.period).year) as turn:
            match turn.book.ending(release.plan_id, release.period):
                case Release() as stored:
                    return stored
                case Forfeit():
                    raise AlreadyMeasured(f"{release.period}: given up before")
            turn.append(release)
            end_lease(turn.session, release)
        self.write_out()
        return release

    def forfeit(self, plan_id: str, period: Period) -> None:
        """Count a period as spent and never publish it."""
        with self.turn(period.year) as turn:
            given_up = Forfeit(plan_id, period.key)
            turn.append(given_up)
            end_lease(turn.session, given_up)
        self.write_out()

    def rows(self) -> Iterator[Row]:
        """Read the chain from the first row on."""
        with self.database.reading() as session:
            yield from chain_rows.rows(session)

    def budget(self, year: int) -> Budget | None:
        """Give the caps of a year, if it was opened."""
        with self.turn(year) as turn:
            return turn.book.budget(year)

    def write_out(self, *, anew: bool = False) -> None:
        """Bring the public file up to the database. Raises FileAhead, and FileShort unless it is written `anew`."""
        with self.database.reading() as session:
            self._write_out(session, anew=anew)

    def _write_out(self, session: Session, *, anew: bool = False) -> None:
        def missing(at: Head) -> tuple[Row, ...]:
            _refuse_if_behind(session, at)
            rows = tuple(chain_rows.rows(session, after=at.seq))
            if not anew:
                refuse_short(self.file, at, rows)
            return rows

        public_file.catch_up(self.file, missing)

    @contextmanager
    def turn(self, year: int, *, from_file: bool = False) -> Iterator[Turn]:
        """Open one transaction that is alone on the chain; `from_file` where it brings back what the file knows.

        Raises FileAhead where the database is older than the public file, FileShort where that is missing: what one
        of them forgot would be spent twice.
        """
        file = None if from_file else public_file.head(self.file)
        book, seq = self._books.pop(year, (Book(), 0))
        with self.database.writing() as session:
            chain_rows.wait_in_line(session)
            if file is not None:
                _refuse_if_behind(session, file)
                if file == EMPTY and chain_rows.head(session) != EMPTY:
                    self._write_out(session)  # the file begins before anything is bought
            turn = Turn(session, book, seq)
            turn.take_in(chain_rows.rows(session, after=seq, year=year))
            try:
                yield turn
            except BaseException:
                if not turn.has_added:  # else the book knows a row that is about to be undone
                    self._books[year] = turn.book, turn.seq
                raise
        self._books[year] = turn.book, turn.seq

    def _take_lease(self, session: Session, taken: Reservation) -> None:
        now = clock.now()
        new = insert_into(session, Lease).values(plan_id=taken.plan_id, period=taken.period, until=now + self._lease)
        over = {"until": new.excluded.until}
        mine = new.on_conflict_do_update(
            index_elements=["plan_id", "period"], set_=over, where=col(Lease.until) <= now
        ).returning(col(Lease.period))
        if session.execute(mine).first() is None:
            raise BeingMeasured(f"{taken.period}: another worker has just taken it")


def end_lease(session: Session, ending: Release | Forfeit) -> None:
    """Let go of a period that nobody measures any more."""
    of_it = (col(Lease.plan_id) == ending.plan_id, col(Lease.period) == ending.period)
    session.execute(delete(Lease).where(*of_it))


def _refuse_if_behind(session: Session, file: Head) -> None:
    if not chain_rows.holds(session, file):
        raise FileAhead(
            f"The public ledger file has a row {file.seq} that the database does not have. If a backup was restored, "
            "run: veu release --take-back"
        )
