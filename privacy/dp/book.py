"""Hold the rules of spending: replay the ledger's events one by one and refuse the first that breaks them."""

from datetime import date

from privacy.dp.accounting import nano_epsilon
from privacy.dp.budgets import Budget
from privacy.dp.families import RESERVE, Unit, kind_of
from privacy.dp.ledger import (
    AlreadyMeasured,
    Event,
    Forfeit,
    Opening,
    Overspent,
    Purchase,
    Release,
    Reservation,
    Unfounded,
    domain_of,
    payload_hash_of,
)
from privacy.dp.periods import period_named
from privacy.dp.plans import Plan
from privacy.dp.units import Price, written


class Book:
    """What has been spent and measured so far. `apply` changes it, or raises `LedgerError` and changes nothing.

    To judge one more event it is enough to replay the year's opening and purchases, and the rows of that plan's period
    and of that statistic's period; to verify a ledger, all rows.
    """

    def __init__(self) -> None:
        self._budgets: dict[int, Budget] = {}
        self._plans: dict[str, Purchase] = {}
        self._spent: dict[tuple[int, str], Price] = {}
        self._reserved: dict[tuple[str, str], Reservation] = {}
        self._owner: dict[tuple[str, str], str] = {}  # (statistic, period) to the one plan that may measure it
        self._ended: dict[tuple[str, str], Release | Forfeit] = {}

    def budget(self, year: int) -> Budget | None:
        """Give a year's budget, if it was opened."""
        return self._budgets.get(year)

    def purchase(self, plan_id: str) -> Purchase | None:
        """Give the purchase of a plan, if it was bought."""
        return self._plans.get(plan_id)

    def reservation(self, plan_id: str, period: str) -> Reservation | None:
        """Give the reservation of a period, if it was taken."""
        return self._reserved.get((plan_id, period))

    def ending(self, plan_id: str, period: str) -> Release | Forfeit | None:
        """Give what became of a reserved period, if anything did."""
        return self._ended.get((plan_id, period))

    def left(self, year: int, pot: str) -> int:
        """Give what a family or the reserve may still spend, in billionths of epsilon."""
        budget = self._opened(year)
        spent = self._spent.get((year, pot), Price())
        return budget.quota(pot) - nano_epsilon(spent, nano_delta=budget.nano_delta)

    def apply(self, event: Event) -> None:
        """Take in the next event. Raises LedgerError with one sentence that names what is wrong."""
        match event:
            case Opening():
                self._open(event.budget)
            case Purchase():
                self._buy(event)
            case Reservation():
                self._reserve(event)
            case Release():
                self._release(event)
            case Forfeit():
                self._forfeit(event)

    def _open(self, budget: Budget) -> None:
        if budget.year in self._budgets:
            raise Unfounded(f"{budget.year} was opened before: a year's caps are fixed once")
        self._budgets[budget.year] = budget

    def _buy(self, purchase: Purchase) -> None:
        plan = purchase.plan
        budget = self._opened(plan.year)
        if plan.id in self._plans:
            raise Unfounded(f"plan {plan.id} was bought before")
        self._check_terms(budget, purchase)
        self._check_funds(budget, purchase)
        self._plans[plan.id] = purchase
        self._spent[plan.year, plan.paid_from] = self._spent_with(purchase)

    def _check_terms(self, budget: Budget, purchase: Purchase) -> None:
        plan = purchase.plan
        try:
            family = budget.family(plan.family)
        except KeyError:
            raise Unfounded(f"{plan.statistic}: {plan.family} is not switched on in {plan.year}") from None
        if plan.sensitivity != family.sensitivity:
            raise Unfounded(
                f"{plan.statistic}: L1 {plan.l1} is not that of {plan.family}, {family.sensitivity.l1} a year"
            )
        if purchase.price != plan.price:
            raise Unfounded(f"{plan.statistic}: the price is not the map of the yearly L1")
        if plan.paid_from not in (family.name, RESERVE) or (plan.paid_from == RESERVE and family.unit is Unit.REPORT):
            raise Unfounded(f"{plan.statistic}: {plan.family} cannot be paid from {plan.paid_from}")
        if family.plans is None:
            return
        if sum(_same_family(each.plan, plan) for each in self._plans.values()) >= family.plans:
            raise Overspent(f"{plan.statistic}: {family.name} has had its {family.plans} plans of {plan.year}")

    def _check_funds(self, budget: Budget, purchase: Purchase) -> None:
        plan, delta = purchase.plan, budget.nano_delta
        alone = nano_epsilon(purchase.price, nano_delta=delta)
        together = nano_epsilon(self._spent_with(purchase), nano_delta=delta)
        for cost, most in ((alone, budget.quota_of_plan(plan.paid_from)), (together, budget.quota(plan.paid_from))):
            if cost > most:
                raise Overspent(f"{plan.statistic}: {plan.paid_from} {plan.year}: {written(cost)} of {written(most)}")
        total = nano_epsilon(self._year_with(purchase, budget), nano_delta=delta)
        if budget.family(plan.family).unit is Unit.RESIDENT and total > budget.nano_epsilon:
            raise Overspent(f"{plan.statistic}: year {plan.year}: {written(total)} of {written(budget.nano_epsilon)}")

    def _spent_with(self, purchase: Purchase) -> Price:
        plan = purchase.plan
        return self._spent.get((plan.year, plan.paid_from), Price()) + purchase.price

    def _year_with(self, purchase: Purchase, budget: Budget) -> Price:
        total = purchase.price
        for (year, pot), price in self._spent.items():
            if year == budget.year and (pot == RESERVE or budget.family(pot).unit is Unit.RESIDENT):
                total += price
        return total

    def _reserve(self, reservation: Reservation) -> None:
        plan = self._bought(reservation.plan_id)
        name = f"{plan.statistic} {reservation.period}"
        try:
            period, today = period_named(reservation.period), date.fromisoformat(reservation.reserved_on)
        except ValueError as error:
            raise Unfounded(f"{name}: {error}") from None
        if period not in plan.periods:
            raise Unfounded(f"{name}: not a period of its plan, which has one a {plan.cadence} in {plan.year}")
        if not period.is_closed(today):
            raise Unfounded(f"{name}: taken on {today}, before it closed on {period.closes_on}")
        keys = (*plan.keys, *reservation.more_keys)
        if len(set(keys)) != len(keys):
            raise Unfounded(f"{name}: a key is listed twice")
        if (plan.statistic, reservation.period) in self._owner:
            raise AlreadyMeasured(f"{name}: taken before, and the same question never gets a second noise")
        self._owner[plan.statistic, reservation.period] = plan.id
        self._reserved[plan.id, reservation.period] = reservation

    def _release(self, release: Release) -> None:
        plan = self._bought(release.plan_id)
        reservation = self._unfinished(plan, release.period)
        name = f"{plan.statistic} {release.period}"
        if (release.mechanism, release.scale_milli) != (plan.mechanism, plan.scale_milli):
            raise Unfounded(f"{name}: measured at {release.mechanism} {release.scale_milli}, not at its plan's scale")
        if release.domain != domain_of(plan, reservation):
            raise Unfounded(f"{name}: its keys are not those of its plan and reservation")
        if len(release.numbers) != len(plan.keys) + len(reservation.more_keys):
            raise Unfounded(f"{name}: {len(release.numbers)} numbers for another count of keys")
        if release.payload_hash != payload_hash_of(release):
            raise Unfounded(f"{name}: the numbers do not match their hash")
        self._ended[plan.id, release.period] = release

    def _forfeit(self, forfeit: Forfeit) -> None:
        plan = self._bought(forfeit.plan_id)
        self._unfinished(plan, forfeit.period)
        self._ended[plan.id, forfeit.period] = forfeit

    def _opened(self, year: int) -> Budget:
        budget = self._budgets.get(year)
        if budget is None:
            raise Unfounded(f"no budget was opened for {year}")
        return budget

    def _bought(self, plan_id: str) -> Plan:
        purchase = self._plans.get(plan_id)
        if purchase is None:
            raise Unfounded(f"plan {plan_id} was never bought")
        return purchase.plan

    def _unfinished(self, plan: Plan, period: str) -> Reservation:
        if (plan.id, period) in self._ended:
            raise AlreadyMeasured(f"{plan.statistic} {period}: published or given up before")
        reservation = self._reserved.get((plan.id, period))
        if reservation is None:
            raise Unfounded(f"{plan.statistic} {period}: its period was never reserved")
        return reservation


def _same_family(one: Plan, other: Plan) -> bool:
    return one.year == other.year and kind_of(one.family) == kind_of(other.family)
