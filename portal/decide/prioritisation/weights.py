"""What counts how much, as data. Everyone may read it; a ranking names the weights that it was made with."""

from dataclasses import dataclass
from datetime import date

AGES_DAYS = (30, 180)  # an open problem is new until the first, old after the second
SEVERITIES = (1, 2, 3)
FEWEST_WEEKS, MOST_WEEKS = 1, 53


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """How needs are put together and costs are weighed, in hundredths. One voice of a resident is one point.

    `severity` and `age` multiply an open problem's points: low, middle, high; new, older, old. `cost` is the power of
    the cost that a measure's points are divided by: 100 ranks by points for each euro, 0 by points alone.
    """

    anonymous: int = 50  # a report without an account
    open_issue: int = 25  # an open problem of middle severity that is new
    severity: tuple[int, int, int] = (50, 100, 200)
    age: tuple[int, int, int] = (100, 150, 200)
    cost: int = 100
    weeks: int = 13  # how many of the newest released weeks are added up
    set_by: str = ""  # the body that decided; empty: nobody yet, these are the portal's own
    since: str = ""  # ISO date

    @property
    def day(self) -> date | None:
        """Give the day since which they hold; None for the portal's own."""
        return date.fromisoformat(self.since) if self.since else None

    def points_of(self, severity: int, age: int, count: int) -> float:
        """Give the points of so many open problems of one severity (1 to 3) and one class of age (0 to 2)."""
        at = SEVERITIES.index(min(max(severity, SEVERITIES[0]), SEVERITIES[-1]))
        return count * self.open_issue * self.severity[at] * self.age[age] / 100**3


DEFAULT = Weights()
