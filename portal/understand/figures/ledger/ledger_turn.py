"""One turn at the ledger: a transaction that is alone on the chain, with the rules as a year's rows left them."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session

from portal.ground.publicity.service import bump
from portal.understand.figures.kept import known_share
from portal.understand.figures.ledger import chain_rows, pots
from portal.understand.figures.ledger.release_rows import shown_row
from portal.understand.figures.rules import BrokenLedger
from privacy.dp.book import Book
from privacy.dp.budgets import Budget
from privacy.dp.ledger import Event, LedgerError, Opening, Purchase, Release, Row
from privacy.dp.plans import Plan


@dataclass(slots=True)
class Turn:
    """What may be done while nobody else can append. `seq` is the last row that the book has taken in."""

    session: Session
    book: Book
    seq: int = 0
    has_added: bool = False

    def take_in(self, rows: Iterable[Row]) -> None:
        """Follow rows that were written under the same rules. Raises BrokenLedger where they break them."""
        for row in rows:
            try:
                self.book.apply(row.event)
            except LedgerError as refusal:
                raise BrokenLedger(f"row {row.seq}: {refusal}. Run: veu verify") from refusal
            self.seq = row.seq

    def append(self, event: Event) -> Row:
        """Ask the rules, then write. Raises LedgerError and writes nothing."""
        self.book.apply(event)
        self.has_added = True
        plan = self._plan(event)
        match event:
            case Opening():
                pots.open_pots(self.session, event.budget)
            case Purchase():
                pots.pay(self.session, event, self._budget(event.plan.year))
        row = chain_rows.append(self.session, event, plan)
        if isinstance(event, Release) and plan is not None:
            self._show(row.seq, plan, event)
        self.seq = row.seq
        bump(self.session)  # the ledger is a public page, and so are the numbers
        return row

    def _show(self, seq: int, plan: Plan, release: Release) -> None:
        reservation = self.book.reservation(plan.id, release.period)
        family = self._budget(plan.year).family(plan.family)
        if reservation is None:
            raise BrokenLedger(f"{release.period}: a release without a reservation")
        kept = known_share(self.session, before_seq=seq)
        self.session.add(shown_row(seq, plan=plan, family=family, taken=reservation, release=release, kept=kept))
        self.session.flush()  # a refused row must fail here

    def _budget(self, year: int) -> Budget:
        budget = self.book.budget(year)
        if budget is None:
            raise BrokenLedger(f"no budget was opened for {year}")
        return budget

    def _plan(self, event: Event) -> Plan | None:
        match event:
            case Opening():
                return None
            case Purchase():
                return event.plan
            case _:
                purchase = self.book.purchase(event.plan_id)
                return purchase.plan if purchase else None
