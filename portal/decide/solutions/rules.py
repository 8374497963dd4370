"""What is right about a measure: what it must say, and what is said to a clerk who was not the first."""

from dataclasses import dataclass
from typing import ClassVar, Final

from i18n.lazy import lazy
from portal.ground.errors import Conflict

LONGEST_TITLE: Final = 120
LONGEST_TEXT: Final = 1000
MOST_CENTS: Final = 10**13  # a hundred thousand millions; more is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class Relief:
    """The share of the needs that is expected to go away, with the range that the city itself gives, in percent."""

    percent: int
    low_percent: int
    high_percent: int

    def __post_init__(self) -> None:
        if not 0 <= self.low_percent <= self.percent <= self.high_percent <= 100 or self.percent == 0:
            raise ValueError("relief is above 0 percent, at most 100, and lies in its own range")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What the desk says of a measure. Texts by locale, complete in the city's own languages."""

    titles: dict[str, str]
    summaries: dict[str, str]
    effects: dict[str, str]
    cost_cents: int
    services: tuple[str, ...]
    districts: tuple[str, ...]  # empty: the whole city
    relief: Relief


class SolutionChanged(Conflict):
    """Another clerk has changed the measure since this one read it."""

    code: ClassVar = "solution-changed"
    title: ClassVar = lazy("Somebody else changed this measure first")
    advice: ClassVar = lazy("Open the measure again, read the newer version, then decide.")


class SolutionKnown(Conflict):
    """The measure was public, so rankings name it."""

    code: ClassVar = "solution-known"
    title: ClassVar = lazy("This measure cannot be deleted")
    advice: ClassVar = lazy("Everyone has seen it, and earlier rankings name it. You can take it back.")
