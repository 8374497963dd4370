"""One measured figure beside what it has to reach, and the arithmetic of rounds."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass


class Missing(Exception):
    """Something that a part needs is not on this machine; the message says what, and how to get it."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A line of the table. `met` is None where nothing is to be reached."""

    what: str
    measured: str
    target: str = ""
    met: bool | None = None
    how: str = ""


def at_least(what: str, value: float, least: float, unit: str, how: str = "") -> Figure:
    """Compare a value that should be large."""
    return Figure(what, f"{written(value)} {unit}".strip(), f"≥ {written(least)}", value >= least, how)


def at_most(what: str, value: float, most: float, unit: str, how: str = "") -> Figure:
    """Compare a value that should be small."""
    return Figure(what, f"{written(value)} {unit}".strip(), f"≤ {written(most)}", value <= most, how)


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that at least `share` of them do not exceed. Source: nearest rank, NIST 2.6.2."""
    ordered = sorted(values)
    rank = max(1, -(-round(share * 1_000_000) * len(ordered) // 1_000_000))
    return ordered[rank - 1]


def middle(values: Sequence[float]) -> float:
    """Give the median of some rounds: one round that a busy neighbour spoiled does not move it."""
    return statistics.median(values)


def written(value: float) -> str:
    """Write a number with as many digits as it deserves."""
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
