"""Which released weeks a ranking adds up: the newest that both statistics have been released for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Released(Protocol):
    """One released period of a statistic by type of problem and district: signed numbers, each with the same noise."""

    @property
    def reference(self) -> str:
        """Its name for ever."""

    @property
    def first_week(self) -> int:
        """The first week in it."""

    @property
    def end_week(self) -> int:
        """The first week behind it."""

    @property
    def mechanism(self) -> str:
        """The law of the noise."""

    @property
    def scale_milli(self) -> int:
        """The scale of the noise, in thousandths."""

    def number(self, service: str, district: str) -> int | None:
        """Give the number of a cell; None where the period did not have it."""


@dataclass(frozen=True, slots=True)
class Window:
    """The newest complete releases of both statistics, over the same weeks."""

    first_week: int
    end_week: int
    residents: tuple[Released, ...]
    anonymous: tuple[Released, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """Name the releases."""
        return tuple(sorted(each.reference for each in (*self.residents, *self.anonymous)))


def window_of(residents: Sequence[Released], anonymous: Sequence[Released], *, weeks: int) -> Window | None:
    """Choose the newest `weeks` that both statistics have been released for; None before anything was released.

    Where the newest period is longer than that, as with a yearly cadence, it is taken alone.
    """
    several = [each for each in (residents, anonymous) if each]
    if not several:
        return None
    end = min(max(each.end_week for each in releases) for releases in several)
    newest = [max((each for each in releases if each.end_week <= end), key=_end, default=None) for releases in several]
    first = min([end - weeks, *(each.first_week for each in newest if each is not None)])
    inside = [_inside(releases, first, end) for releases in (residents, anonymous)]
    begins = min((each.first_week for each in (*inside[0], *inside[1])), default=first)
    return Window(begins, end, *inside)


def _end(release: Released) -> int:
    return release.end_week


def _inside(releases: Iterable[Released], first: int, end: int) -> tuple[Released, ...]:
    return tuple(each for each in releases if first <= each.first_week and each.end_week <= end)
