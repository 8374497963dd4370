"""Which released weeks a ranking adds up: the newest that both statistics have been released for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from privacy.dp.noise import Noise
from privacy.dp.periods import Period


class Released(Protocol):
    """One released period of a statistic: signed numbers by "service/district", each with the same noise."""

    @property
    def reference(self) -> str:
        """Its name for ever."""

    @property
    def period(self) -> Period:
        """The weeks in it."""

    @property
    def noise(self) -> Noise:
        """The law of the noise in each number."""

    @property
    def cells(self) -> Mapping[str, int]:
        """The numbers."""


@dataclass(frozen=True, slots=True)
class Window:
    """The releases of some weeks, of both statistics."""

    weeks: range
    residents: tuple[Released, ...]
    anonymous: tuple[Released, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """Name the releases."""
        return tuple(sorted(each.reference for each in (*self.residents, *self.anonymous)))

    @property
    def first_week(self) -> int:
        """Give the first week that was released."""
        released = (each.period.first for each in (*self.residents, *self.anonymous))
        return min(released, default=self.weeks.start)


def weeks_of(residents: Sequence[Period], anonymous: Sequence[Period], *, most: int) -> range | None:
    """Choose the newest `most` weeks that both statistics have been released for; None before anything was released.

    Where the newest period is longer than that, as with a yearly cadence, it is taken alone.
    """
    several = [each for each in (residents, anonymous) if each]
    if not several:
        return None
    end = min(max(period.end for period in periods) for periods in several)
    reached = [[period for period in periods if period.end <= end] for periods in several]
    newest = (max(periods, key=lambda each: each.end) for periods in reached if periods)
    return range(min([end - most, *(period.first for period in newest)]), end)
