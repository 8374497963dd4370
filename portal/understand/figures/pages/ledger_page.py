"""The privacy ledger for people: each row of a year in one sentence."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from i18n.lazy import Lazy, lazy
from portal.understand.figures.catalogue import described
from portal.understand.figures.ledger import chain_rows
from portal.understand.figures.models import LedgerRow
from privacy.dp.chain import Head
from privacy.dp.ledger import Forfeit, Opening, Purchase, Release, Reservation, Row
from privacy.dp.periods import Period, period_named
from privacy.dp.plans import Plan
from privacy.dp.units import NANO

_SHOWN_LETTERS = 12
Words = Callable[[Period], str]
_PERIODS = {
    Reservation.kind: lazy("“%(statistic)s”, %(period)s: taken, to be measured once."),
    Release.kind: lazy("“%(statistic)s”, %(period)s: published."),
    Forfeit.kind: lazy("“%(statistic)s”, %(period)s: spent, and never published."),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number, what happened, and the beginning of its fingerprint."""

    seq: int
    said: Lazy
    fingerprint: str


def lines(session: Session, year: int, words: Words) -> tuple[Line, ...]:
    """Word the rows of a budget year, newest first."""
    plans: dict[str, Plan] = {}
    found = []
    for row in chain_rows.rows(session, year=year):
        if isinstance(row.event, Purchase):
            plans[row.event.plan.id] = row.event.plan
        found.append(Line(row.seq, _said(row, plans, words), row.hash[:_SHOWN_LETTERS]))
    return tuple(reversed(found))


def years(session: Session) -> tuple[int, ...]:
    """List the budget years that have rows, newest first."""
    return tuple(session.exec(select(LedgerRow.year).distinct().order_by(col(LedgerRow.year).desc())))


def head(session: Session) -> Head:
    """Give the newest row, whose fingerprint stands for the whole ledger."""
    return chain_rows.head(session)


def _said(row: Row, plans: dict[str, Plan], words: Words) -> Lazy:
    match row.event:
        case Opening(budget=budget):
            return lazy("The year %(year)s begins: ε %(epsilon)s may be spent.", year=str(budget.year)).bind(
                epsilon=budget.nano_epsilon / NANO
            )
        case Purchase(plan=plan, price=price) if price.nano_rho == 0:
            cost = price.nano_epsilon / NANO
            return lazy("A year of “%(statistic)s” is paid: ε %(cost)s.", statistic=_title(plan), cost=cost)
        case Purchase(plan=plan, price=price):
            cost = price.nano_rho / NANO
            return lazy("A year of “%(statistic)s” is paid: ρ %(cost)s.", statistic=_title(plan), cost=cost)
        case event:
            plan, period = plans[event.plan_id], words(period_named(event.period))
            return _PERIODS[event.kind].bind(statistic=_title(plan), period=period)


def _title(plan: Plan) -> Lazy | str:
    statistic = described(plan.statistic)
    return statistic.title if statistic else plan.statistic
