"""Hold what a city promised for one year: the epsilon, the delta, and the quota of each family."""

from dataclasses import dataclass

from privacy.dp.families import (
    CHOICES_NANO_EPSILON,
    DEFAULT_FAMILIES,
    DEFAULT_NANO_EPSILON,
    MOST_NANO_DELTA,
    RESERVE,
    RESERVE_PERCENT,
    Family,
    Unit,
    kind_of,
)


@dataclass(frozen=True, slots=True)
class Budget:
    """A year's promise to every resident, fixed before anything is bought. Raises ValueError when it promises too much.

    The quotas of families whose unit is the resident, and the reserve, add up to at most `nano_epsilon`.
    """

    year: int
    nano_epsilon: int = DEFAULT_NANO_EPSILON
    nano_delta: int = MOST_NANO_DELTA
    families: tuple[Family, ...] = DEFAULT_FAMILIES
    reserve_percent: int = RESERVE_PERCENT

    def __post_init__(self) -> None:
        if self.nano_epsilon not in CHOICES_NANO_EPSILON:
            raise ValueError("a city promises an epsilon of 1, 2 or 4 a year")
        if not 0 < self.nano_delta <= MOST_NANO_DELTA:
            raise ValueError("delta is positive and at most one in a million")
        names = [family.name for family in self.families]
        if len({*names, RESERVE}) != len(names) + 1:
            raise ValueError("each family is named once, and none is called reserve")
        percents = [family.percent for family in self.families if family.unit is Unit.RESIDENT]
        if min([*percents, self.reserve_percent]) < 0 or sum(percents) + self.reserve_percent > 100:
            raise ValueError("the families' shares are not negative and are at most the whole")

    def family(self, name: str) -> Family:
        """Find a family by its name or by the name of one of its polls. Raises KeyError when it is not switched on."""
        for family in self.families:
            if family.name == kind_of(name):
                return family
        raise KeyError(name)

    def quota(self, pot: str) -> int:
        """Give the epsilon that a pot, a family or the reserve, may spend in the year. In billionths."""
        if pot == RESERVE:
            return self.nano_epsilon * self.reserve_percent // 100
        family = self.family(pot)
        return family.own_nano_epsilon or self.nano_epsilon * family.percent // 100

    def quota_of_plan(self, pot: str) -> int:
        """Give the epsilon that a single plan may take from a pot: all of it, or an equal part where plans are few."""
        plans = None if pot == RESERVE else self.family(pot).plans
        return self.quota(pot) // (plans or 1)
