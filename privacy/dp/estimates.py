"""Compute with released numbers: free of further loss.

Post-processing costs nothing because it never sees the contributions. Source: Dwork & Roth 2014, Prop. 2.1.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from privacy.dp import sums
from privacy.dp.intervals import LEVEL, Interval, around
from privacy.dp.noise import Noise
from privacy.dp.sums import Terms


@dataclass(frozen=True, slots=True)
class Estimate:
    """A released number, or a sum of released numbers, and the noises that are in it. Signed and never clamped."""

    value: int
    terms: Terms

    def half_width(self, level: float = LEVEL) -> int:
        """Give how far the truth may be, `level` of the time."""
        return sums.half_width(self.terms, level)

    def interval(self, level: float = LEVEL) -> Interval:
        """Give the interval that holds the true count of counted voices, `level` of the time."""
        return around(self.value, self.half_width(level))


@dataclass(frozen=True, slots=True)
class Scaled:
    """A number that is no longer a count: a rate or a rescaled figure, with its interval."""

    value: float
    low: float
    high: float


def cell(value: int, noise: Noise) -> Estimate:
    """Take up one released number."""
    return Estimate(value, ((noise, 1),))


def total(estimates: Iterable[Estimate]) -> Estimate:
    """Add estimates that share no released number. Raises ValueError when there are none."""
    several = tuple(estimates)
    if not several:
        raise ValueError("a total adds at least one estimate")
    return Estimate(sum(each.value for each in several), sums.merged(*(each.terms for each in several)))


def shown_at_least_zero(value: int) -> int:
    """Clamp one number for display. Never store or add the result: clamped cells add up to far too much."""
    return max(value, 0)
