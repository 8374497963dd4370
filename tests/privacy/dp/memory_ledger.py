"""Keep a ledger in memory: the second adapter of the port, for simulations, rehearsals and tests."""

from collections.abc import Iterable
from datetime import date

from privacy.dp.book import Book
from privacy.dp.budgets import Budget
from privacy.dp.chain import EMPTY, head_of, link
from privacy.dp.ledger import AlreadyMeasured, Event, Forfeit, Opening, Purchase, Release, Reservation, Row
from privacy.dp.periods import Period
from privacy.dp.plans import Plan


class MemoryLedger:
    """A `Ledger` for one process and one thread. Given rows, it replays them and goes on from there."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._book = Book()
        self._rows: list[Row] = []
        for row in rows:
            self._append(row.event)

    def open_year(self, budget: Budget) -> None:
        """Fix a year's caps. Does nothing when the same budget is already open."""
        if self._book.budget(budget.year) != budget:
            self._append(Opening(budget))

    def buy(self, plan: Plan) -> Purchase:
        """Pay for a plan, or return the purchase made before. Raises Overspent."""
        bought = self._book.purchase(plan.id)
        if bought is None:
            bought = Purchase(plan, plan.price)
            self._append(bought)
        return bought

    def reserve(self, plan_id: str, period: Period, *, today: date, more_keys: tuple[str, ...] = ()) -> Reservation:
        """Take a closed period, or return the reservation that was never published. Raises AlreadyMeasured."""
        taken = self._book.reservation(plan_id, period.key)
        if taken is None or self._book.ending(plan_id, period.key) is not None:
            taken = Reservation(plan_id, period.key, today.isoformat(), more_keys)
            self._append(taken)
        return taken

    def publish(self, release: Release) -> Release:
        """Store the first release of a reserved period and return the stored one. Raises AlreadyMeasured."""
        match self._book.ending(release.plan_id, release.period):
            case Release() as stored:
                return stored
            case Forfeit():
                raise AlreadyMeasured(f"{release.period}: given up before")
            case None:
                self._append(release)
                return release

    def forfeit(self, plan_id: str, period: Period) -> None:
        """Count a period as spent and never publish it."""
        self._append(Forfeit(plan_id, period.key))

    def rows(self) -> tuple[Row, ...]:
        """Read the chain from the first row on."""
        return tuple(self._rows)

    def _append(self, event: Event) -> None:
        self._book.apply(event)
        self._rows.append(link(head_of(self._rows[-1]) if self._rows else EMPTY, event))
