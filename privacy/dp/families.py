"""Say what one contribution is, how often a unit may contribute, and what share of the year's epsilon pays for it."""

from dataclasses import dataclass
from enum import StrEnum

from privacy.dp.noise import Sensitivity
from privacy.dp.units import NANO
from privacy.dp.weeks import WINDOWS_A_YEAR, window_of

# What a city may promise a year, and the delta that goes with it.
CHOICES_NANO_EPSILON = (1 * NANO, 2 * NANO, 4 * NANO)
DEFAULT_NANO_EPSILON = 2 * NANO
MOST_NANO_DELTA = NANO // 1_000_000


class Unit(StrEnum):
    """Whose taking part is hidden. Losses of different units are never added together."""

    RESIDENT = "resident"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of contribution.

    `bound` is the number of slots a unit has in one window; `once` means one window for ever (a poll, a report).
    `percent` is the share of the city's yearly epsilon; `own_nano_epsilon` replaces it where the unit is not a person.
    `plans` limits how many plans a year draw on the family, each at an equal part; None sets no limit.
    `distinct_cells` holds where two contributions of a unit can never fall in the same cell.
    """

    name: str
    bound: int
    percent: int
    unit: Unit = Unit.RESIDENT
    once: bool = False
    plans: int | None = None
    own_nano_epsilon: int = 0
    distinct_cells: bool = False

    @property
    def sensitivity(self) -> Sensitivity:
        """Give the most that one unit's rows of any budget year can weigh together."""
        l1 = self.bound * (1 if self.once else WINDOWS_A_YEAR)
        return Sensitivity(l1, l1 if self.distinct_cells else l1**2)

    def window_of(self, week: int, unit: int) -> int:
        """Number the window whose slots a contribution competes for; always 0 for a family counted once."""
        return 0 if self.once else window_of(week, unit)


# A signed-in resident's report or support, in category x district x period.
NEEDS = Family("needs", bound=1, percent=50)
# The same voices, city-wide and clipped much later: the denominator of the kept share.
EFFORT = Family("effort", bound=16, percent=5)
POLLS_A_YEAR = 4
"""Polls whose turnout a year's budget holds: the share of ε is divided into that many releases."""

# Turnout of a poll by district. Each poll is a family of its own in the contributions: "breakdown:<poll>".
BREAKDOWN = Family("breakdown", bound=1, percent=20, once=True, plans=POLLS_A_YEAR)
# A report without a pseudonym: the report is hidden, not the person, who may have written several.
ANONYMOUS = Family("anonymous", bound=1, percent=0, unit=Unit.REPORT, once=True, own_nano_epsilon=NANO)
# Pays for what the year turns out to need; nothing is ever admitted to it.
RESERVE = "reserve"
RESERVE_PERCENT = 15

# 10 % of the year are nobody's: there is nothing yet that they could pay for.
DEFAULT_FAMILIES = (NEEDS, EFFORT, BREAKDOWN, ANONYMOUS)


def kind_of(family: str) -> str:
    """Strip what names one poll: the contributions of "breakdown:budget-2026" follow the rules of "breakdown"."""
    return family.partition(":")[0]
