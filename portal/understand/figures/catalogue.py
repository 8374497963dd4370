"""Every statistic that may be released, as data: its question, whom it counts, how often, and under which bound.

A statistic exists only if it is here. What it may cost is the share of its family; no epsilon is written down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from i18n.lazy import Lazy, lazy
from portal.city.services.cells import cell_of
from portal.ground.contributions.rules import WHOLE_CITY, family_of
from portal.ground.errors import ConfigurationError
from privacy.dp import families
from privacy.dp.budgets import Budget
from privacy.dp.families import CHOICES_NANO_EPSILON, Family
from privacy.dp.periods import Cadence
from privacy.dp.plans import Plan, draw_up
from privacy.dp.units import NANO, written


class Axis(StrEnum):
    """What the cells of a statistic are told apart by, beside the period."""

    CATEGORY = "category"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistic:
    """One question that is answered again for each period. `only_week`: it is answered once, for that week's period."""

    name: str
    title: Lazy
    question: Lazy
    family: str
    axes: tuple[Axis, ...] = ()
    cadence: Cadence = Cadence.WEEK
    only_week: int | None = None

    @property
    def poll(self) -> str | None:
        """Give the reference of the vote whose turnout this is."""
        return self.name.partition(":")[2] or None

    @property
    def rules(self) -> Family:
        """Give the unit, the bound and the windows of what is counted."""
        return family_of(self.family)


NEEDS = Statistic(
    name="needs",
    title=lazy("Voices of residents"),
    question=lazy("How many voices of signed-in residents were counted, by type of problem and district?"),
    family=families.NEEDS.name,
    axes=(Axis.CATEGORY, Axis.DISTRICT),
)
EFFORT = Statistic(
    name="effort",
    title=lazy("Voices under a wider limit"),
    question=lazy("How many voices would be counted in the whole city if each person had 16 a quarter?"),
    family=families.EFFORT.name,
    cadence=Cadence.YEAR,
)
ANONYMOUS = Statistic(
    name="anonymous",
    title=lazy("Reports without an account"),
    question=lazy("How many reports without an account were counted, by type of problem and district?"),
    family=families.ANONYMOUS.name,
    axes=(Axis.CATEGORY, Axis.DISTRICT),
)
STANDING = (NEEDS, EFFORT, ANONYMOUS)
_TURNOUT = "turnout"


def turnout(poll: str, week: int) -> Statistic:
    """Describe the turnout of one poll: counted in the week in which it closes, released once, after that."""
    return Statistic(
        name=f"{_TURNOUT}:{poll}",
        title=lazy("Turnout of the vote %(poll)s", poll=poll),
        question=lazy("How many people took part in the vote %(poll)s, by district?", poll=poll),
        family=f"{families.BREAKDOWN.name}:{poll}",
        axes=(Axis.DISTRICT,),
        only_week=week,
    )


def described(name: str) -> Statistic | None:
    """Describe a statistic by its name, as far as pages show it."""
    kind, _, poll = name.partition(":")
    if kind == _TURNOUT and poll:
        return turnout(poll, 0)
    return next((each for each in STANDING if each.name == name), None)


def keys_of(statistic: Statistic, *, categories: Sequence[str], districts: Sequence[str]) -> tuple[str, ...]:
    """List the cells of a statistic: every one is released, whether anybody spoke in it or not."""
    match statistic.axes:
        case (Axis.CATEGORY, Axis.DISTRICT):
            return tuple(cell_of(category, district) for category in categories for district in districts)
        case (Axis.DISTRICT,):
            return tuple(districts)
        case _:
            return (WHOLE_CITY,)


def budget_of(year: int, *, yearly_epsilon: float) -> Budget:
    """Make a year's budget of what the city promises. Raises ConfigurationError for an amount that is not offered."""
    nano_epsilon = round(yearly_epsilon * NANO)
    if nano_epsilon not in CHOICES_NANO_EPSILON:
        offered = ", ".join(written(choice) for choice in CHOICES_NANO_EPSILON)
        raise ConfigurationError(f"yearly_epsilon in city.toml must be one of {offered}.")
    return Budget(year, nano_epsilon=nano_epsilon)


def plan_of(statistic: Statistic, budget: Budget, *, cadence: Cadence, keys: Sequence[str]) -> Plan:
    """Draw up a year of this statistic with the whole of what its family may spend on one plan."""
    return draw_up(budget, statistic=statistic.name, family=statistic.family, cadence=cadence, keys=keys)
