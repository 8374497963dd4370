"""What is left of a year, kept beside the chain: a second lock on the same door, which the database itself holds."""

from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from portal.understand.figures.models import Pot
from privacy.dp.accounting import nano_epsilon
from privacy.dp.budgets import Budget
from privacy.dp.families import RESERVE, Unit
from privacy.dp.ledger import Overspent, Purchase
from privacy.dp.units import Price

WHOLE_YEAR = "year"  # what every family of residents and the reserve may spend together

_TABLE = Pot.metadata.tables[str(Pot.__tablename__)]
_POT = _TABLE.c
_THIS = (_POT.year == bindparam("its_year"), _POT.pot == bindparam("its_name"))
_RHO = select(_POT.nano_rho).where(*_THIS)
_EPSILON = _POT.nano_epsilon + bindparam("more")
_SPEND = (
    update(_TABLE)
    .where(*_THIS, _POT.nano_rho == bindparam("known_rho"), _EPSILON + bindparam("new_converted") <= _POT.quota)
    .values(nano_epsilon=_EPSILON, nano_rho=bindparam("new_rho"), converted=bindparam("new_converted"))
)


def open_pots(session: Session, budget: Budget) -> None:
    """Write a year's quotas, each family's, the reserve's and the whole."""
    session.add_all(Pot(year=budget.year, pot=name, quota=quota) for name, quota in quotas_of(budget).items())
    session.flush()  # so that the first purchase of the same transaction finds them


def quotas_of(budget: Budget) -> dict[str, int]:
    """Give what each pot of a year may spend."""
    quotas = {family.name: budget.quota(family.name) for family in budget.families}
    return quotas | {RESERVE: budget.quota(RESERVE), WHOLE_YEAR: budget.nano_epsilon}


def pay(session: Session, purchase: Purchase, budget: Budget) -> None:
    """Take a price out of its pot and out of the year, where it fits. Raises Overspent and writes nothing."""
    for name in pots_of(purchase, budget):
        this = {"its_year": budget.year, "its_name": name}
        known = session.connection().execute(_RHO, this).scalar_one()
        rho = known + purchase.price.nano_rho
        converted = nano_epsilon(Price(nano_rho=rho), nano_delta=budget.nano_delta)
        new = {"known_rho": known, "new_rho": rho, "more": purchase.price.nano_epsilon, "new_converted": converted}
        if session.connection().execute(_SPEND, this | new).rowcount != 1:
            raise Overspent(f"{purchase.plan.statistic}: {name} {budget.year}")


def pots_of(purchase: Purchase, budget: Budget) -> tuple[str, ...]:
    """Name the pots that a purchase draws on: losses of people are added up, those of single reports are not."""
    is_personal = budget.family(purchase.plan.family).unit is Unit.RESIDENT
    return (purchase.plan.paid_from, WHOLE_YEAR) if is_personal else (purchase.plan.paid_from,)


def spent_by(purchases: tuple[tuple[Purchase, Budget], ...]) -> dict[tuple[int, str], tuple[int, int, int]]:
    """Work out what each pot of each year must hold: (nano_epsilon, nano_rho, converted)."""
    prices: dict[tuple[int, str], Price] = {}
    deltas: dict[int, int] = {}
    for purchase, budget in purchases:
        deltas[budget.year] = budget.nano_delta
        for name in pots_of(purchase, budget):
            prices[budget.year, name] = prices.get((budget.year, name), Price()) + purchase.price
    return {
        (year, name): (price.nano_epsilon, price.nano_rho, _converted(price, deltas[year]))
        for (year, name), price in prices.items()
    }


def _converted(price: Price, nano_delta: int) -> int:
    return nano_epsilon(Price(nano_rho=price.nano_rho), nano_delta=nano_delta)
