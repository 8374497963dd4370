"""Compute with released numbers: totals, changes, rates, the top and the ranks. All of it is free of further loss.

Post-processing costs nothing because it never sees the contributions. Source: Dwork & Roth 2014, Prop. 2.1.
"""

import math
from collections.abc import Iterable, Mapping
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

    @property
    def standard_deviation(self) -> float:
        """Give the typical distance from the truth."""
        return math.sqrt(sums.variance(self.terms))


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


def change(earlier: Estimate, later: Estimate) -> Estimate:
    """Subtract two estimates that share no released number: the noise of a difference is that of a sum."""
    return Estimate(later.value - earlier.value, sums.merged(earlier.terms, later.terms))


def rate(estimate: Estimate, *, population: int, per: int = 1000) -> Scaled:
    """Divide by a public number of inhabitants."""
    factor, interval = per / population, estimate.interval()
    return Scaled(estimate.value * factor, interval.low * factor, interval.high * factor)


def top(estimates: Mapping[str, Estimate], count: int) -> tuple[str, ...]:
    """Name the keys with the largest values, ties in the order of the keys."""
    return tuple(sorted(estimates, key=lambda key: (-estimates[key].value, key))[:count])


def ranks(estimates: Mapping[str, Estimate], *, level: float = LEVEL) -> dict[str, Interval]:
    """Give each key the ranks, from 1, that the noise cannot rule out; all of them hold together `level` of the time.

    Each interval is taken at the level that leaves the whole list its share of error, so ranks that overlap are ranks
    that the noise cannot tell apart. Source: Bonferroni's inequality.
    """
    each_level = 1 - (1 - level) / max(len(estimates), 1)
    spans = {key: each.interval(each_level) for key, each in estimates.items()}
    return {
        key: Interval(
            1 + sum(other.low > span.high for other in spans.values()),
            len(spans) - sum(other.high < span.low for other in spans.values()),
        )
        for key, span in spans.items()
    }


def shown_at_least_zero(value: int) -> int:
    """Clamp one number for display. Never store or add the result: clamped cells add up to far too much."""
    return max(value, 0)
