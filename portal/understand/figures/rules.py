"""What is right about figures: names of releases, when a city is starting up, and the classes of a map."""

from collections.abc import Iterable
from itertools import accumulate, repeat
from typing import ClassVar

from privacy.dp.ledger import LedgerError
from privacy.dp.periods import Period
from privacy.dp.weeks import WINDOW_WEEKS

MOST_CLASSES = 4  # of a map, below the solid one


class BeingMeasured(LedgerError):
    """Another worker has taken this period a moment ago."""


class FileAhead(LedgerError):
    """The public ledger file knows rows that the database does not: the database was restored from a backup."""


class ForeignFile(LedgerError):
    """The public ledger file is not the one of this database, or somebody changed one of them."""


class FileShort(LedgerError):
    """The public ledger file is missing, or lacks rows that were written to it: nobody can say what was spent since."""

    advice: ClassVar[str] = (
        "Look whether its disk is there and put the newest copy back. "
        "If it is lost for ever and no backup was restored, run: veu release --new-file"
    )


class ClocksDiffer(LedgerError):
    """This machine and the database do not agree on the time, so nobody can say which periods are closed."""


class BrokenLedger(LedgerError):
    """What is stored breaks the rules that it was stored under."""


class Untimely(LedgerError):
    """Nothing is counted in this period, or it is no period of this statistic, or it is still open."""


class UnknownStatistic(ValueError):
    """Nothing is released under this name."""


def reference_of(statistic: str, period: str) -> str:
    """Name a release for ever, as its address does: "needs-2026-W40"."""
    return f"{statistic.replace(':', '-')}-{period}"


def is_starting_up(period: Period, start: int | None) -> bool:
    """Say whether a period lies in the first thirteen weeks: everybody's first voice counts then, so it is in no trend.

    A period that reaches into them counts as one of them; one before them was imported, and nothing started up in it.
    """
    return start is not None and period.first < start + WINDOW_WEEKS and start < period.end


def class_limits(values: Iterable[int]) -> tuple[int, ...]:
    """Give the round numbers at which the classes of a map begin, the lowest class left out."""
    most = max((*values, MOST_CLASSES + 1))
    step = next(each for each in _round_numbers() if each * (MOST_CLASSES + 1) >= most)
    return tuple(accumulate(repeat(step, MOST_CLASSES)))


def class_of(value: int, limits: tuple[int, ...]) -> int:
    """Give the class of a value, 0 to `MOST_CLASSES`."""
    return sum(value >= limit for limit in limits)


def _round_numbers() -> Iterable[int]:
    """1, 2, 5, 10, 20, 50, 100 …"""
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10
