"""What a year's promise is worth so far: spent and left, by family and by plan. Exact, because no person is in it."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from portal.understand.figures.ledger import chain_rows
from portal.understand.figures.ledger.pots import WHOLE_YEAR
from portal.understand.figures.models import LedgerRow, Pot
from privacy.dp.budgets import Budget
from privacy.dp.families import RESERVE, Unit
from privacy.dp.ledger import Opening, Purchase
from privacy.dp.units import NANO


@dataclass(frozen=True, slots=True)
class PotSpent:
    """One family, or the reserve: what it may spend in the year and what it has spent. In epsilon."""

    name: str
    spent: float
    quota: float
    per_report: bool = False

    @property
    def left(self) -> float:
        """Give what may still be spent."""
        return self.quota - self.spent


@dataclass(frozen=True, slots=True)
class Spending:
    """One budget year: what each signed-in resident loses at most, and by which plans."""

    year: int
    epsilon: float
    delta: float
    spent: float
    pots: tuple[PotSpent, ...]
    plans: tuple[Purchase, ...]

    @property
    def left(self) -> float:
        """Give what is left of the year's epsilon."""
        return self.epsilon - self.spent


def spending(session: Session, year: int) -> Spending | None:
    """Read a year's spending; None where the year was not opened yet."""
    kinds = (Opening.kind, Purchase.kind)
    rows = select(LedgerRow).where(col(LedgerRow.year) == year, col(LedgerRow.kind).in_(kinds))
    events = [chain_rows.row_of(row).event for row in session.exec(rows.order_by(col(LedgerRow.seq)))]
    budget = next((event.budget for event in events if isinstance(event, Opening)), None)
    if budget is None:
        return None
    stored = {pot.pot: pot for pot in session.exec(select(Pot).where(col(Pot.year) == year))}
    return Spending(
        year=year,
        epsilon=budget.nano_epsilon / NANO,
        delta=budget.nano_delta / NANO,
        spent=_spent(stored[WHOLE_YEAR]),
        pots=tuple(_pot(name, stored[name], budget) for name in _names(budget)),
        plans=tuple(event for event in events if isinstance(event, Purchase)),
    )


def spent_epsilon(session: Session, year: int) -> float:
    """Give what a signed-in resident has lost at most in a year, over all statistics together."""
    pot = session.get(Pot, (year, WHOLE_YEAR))
    return _spent(pot) if pot else 0.0


def _names(budget: Budget) -> tuple[str, ...]:
    """People first, what is counted by the report last."""
    people = [family.name for family in budget.families if family.unit is Unit.RESIDENT]
    reports = [family.name for family in budget.families if family.unit is Unit.REPORT]
    return (*people, RESERVE, *reports)


def _pot(name: str, stored: Pot, budget: Budget) -> PotSpent:
    per_report = name != RESERVE and budget.family(name).unit is Unit.REPORT
    return PotSpent(name, _spent(stored), stored.quota / NANO, per_report)


def _spent(pot: Pot) -> float:
    return (pot.nano_epsilon + pot.converted) / NANO
