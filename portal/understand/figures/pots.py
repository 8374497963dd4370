"""What is left of a year, kept beside the chain: a second lock on the same door, which the database itself holds."""

from sqlalchemy import update
from sqlmodel import Session, col, select

from portal.understand.figures.models import Pot
from privacy.dp.accounting import nano_epsilon
from privacy.dp.budgets import Budget
from privacy.dp.families import RESERVE, Unit
from privacy.dp.ledger import Overspent, Purchase
from privacy.dp.units import Price

WHOLE_YEAR = "year"  # what every family of residents and the reserve may spend together


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
        pot = session.exec(select(Pot).where(col(Pot.year) == budget.year, col(Pot.pot) == name)).one()
        rho = pot.nano_rho + purchase.price.nano_rho
        converted = nano_epsilon(Price(nano_rho=rho), nano_delta=budget.nano_delta)
        epsilon = col(Pot.nano_epsilon) + purchase.price.nano_epsilon
        fits = (
            col(Pot.year) == budget.year,
            col(Pot.pot) == name,
            col(Pot.nano_rho) == pot.nano_rho,
            epsilon + converted <= col(Pot.quota),
        )
        spend = update(Pot).where(*fits).values(nano_epsilon=epsilon, nano_rho=rho, converted=converted)
        done = session.execute(spend, execution_options={"synchronize_session": False})
        if done.rowcount != 1:  # type: ignore[attr-defined]
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
