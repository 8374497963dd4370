"""Write down, before the year's first release, everything that decides what the releases cost and mean."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from privacy.dp.budgets import Budget
from privacy.dp.canonical import digest, facts_of
from privacy.dp.families import kind_of
from privacy.dp.noise import Mechanism, Noise, Sensitivity
from privacy.dp.periods import Cadence, Period, periods_of
from privacy.dp.pricing import least_noise, price_of
from privacy.dp.units import Price


@dataclass(frozen=True, slots=True)
class Plan:
    """One statistic of one year, measured once a period at one scale.

    `keys` are the public cells, one number each and zeros too. `paid_from` is the family's own quota or the reserve.
    `l1` and `l2_squared` are the most one unit can weigh over the whole year, not in one period.
    """

    statistic: str
    family: str
    paid_from: str
    year: int
    cadence: Cadence
    l1: int
    l2_squared: int
    mechanism: Mechanism
    scale_milli: int
    keys: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.keys or len(set(self.keys)) != len(self.keys):
            raise ValueError("a plan lists each of its keys once, and at least one")

    @property
    def id(self) -> str:
        """Name the plan by its content: change anything and it is another plan, bought at full price."""
        return _id_of(self)

    @property
    def noise(self) -> Noise:
        """Give the noise every cell of every period receives."""
        return Noise(self.mechanism, self.scale_milli)

    @property
    def sensitivity(self) -> Sensitivity:
        """Give the yearly sensitivity the plan declares."""
        return Sensitivity(self.l1, self.l2_squared)

    @property
    def price(self) -> Price:
        """Give what the whole year costs, paid once."""
        return price_of(self.noise, self.sensitivity)

    @property
    def periods(self) -> tuple[Period, ...]:
        """List the periods the plan may measure, each once."""
        return periods_of(self.year, self.cadence)


def draw_up(
    budget: Budget,
    *,
    statistic: str,
    family: str,
    cadence: Cadence,
    keys: Sequence[str],
    paid_from: str | None = None,
    nano_epsilon: int | None = None,
) -> Plan:
    """Draw up the plan with the least noise for an epsilon: the whole of what one plan may take unless told less.

    Raises KeyError when the family is not switched on in this year's budget.
    """
    pot = paid_from or kind_of(family)
    sensitivity = budget.family(family).sensitivity
    spend = budget.quota_of_plan(pot) if nano_epsilon is None else nano_epsilon
    noise = least_noise(sensitivity, nano_epsilon=spend, nano_delta=budget.nano_delta)
    return Plan(
        statistic=statistic,
        family=family,
        paid_from=pot,
        year=budget.year,
        cadence=cadence,
        l1=sensitivity.l1,
        l2_squared=sensitivity.l2_squared,
        mechanism=noise.mechanism,
        scale_milli=noise.scale_milli,
        keys=tuple(keys),
    )


@lru_cache(maxsize=64)
def _id_of(plan: Plan) -> str:
    return digest(facts_of(plan))[:32]
