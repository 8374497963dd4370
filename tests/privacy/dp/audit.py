"""Estimate from outputs alone how much a mechanism gives away, without trusting its proof or its code."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

CONFIDENCE = 0.9999


def binomial_tail(successes: int, trials: int, chance: float) -> float:
    """Give P(X >= successes) of a binomial distribution."""
    if successes <= 0:
        return 1.0
    if not 0 < chance < 1:
        return float(chance >= 1)
    counts = np.arange(successes, trials + 1)
    # log of the mass by ratios of neighbours, from the first count on.
    first = (
        math.lgamma(trials + 1)
        - math.lgamma(successes + 1)
        - math.lgamma(trials - successes + 1)
        + successes * math.log(chance)
        + (trials - successes) * math.log1p(-chance)
    )
    steps = np.log((trials - counts[:-1]) / counts[1:]) + math.log(chance) - math.log1p(-chance)
    return float(min(1.0, np.exp(first + np.concatenate(([0.0], np.cumsum(steps)))).sum()))


def chance_at_least(successes: int, trials: int, *, alpha: float) -> float:
    """Give the one-sided Clopper-Pearson lower bound of a chance; wrong at most `alpha` of the time.

    Source: Clopper & Pearson 1934.
    """
    low, high = 0.0, successes / trials
    for _ in range(40):
        middle = (low + high) / 2
        low, high = (middle, high) if binomial_tail(successes, trials, middle) < alpha else (low, middle)
    return low


def chance_at_most(successes: int, trials: int, *, alpha: float) -> float:
    """Give the one-sided Clopper-Pearson upper bound of a chance; wrong at most `alpha` of the time."""
    return 1 - chance_at_least(trials - successes, trials, alpha=alpha)


def epsilon_lower_bound(
    larger: Sequence[int], smaller: Sequence[int], *, confidence: float = CONFIDENCE, delta: float = 0.0
) -> float:
    """Bound epsilon from below: outputs on two neighbouring inputs, the first with the larger count.

    The event is "at least t": half of the runs choose t, the other half measure it, so that choosing cannot flatter.
    With probability `confidence` the mechanism is not (epsilon, delta)-DP for any epsilon below the bound.
    Source: Jagielski, Ullman, Oprea 2020, "Auditing Differentially Private Machine Learning".
    """
    one, other = np.sort(np.asarray(larger[::2])), np.sort(np.asarray(smaller[::2]))
    threshold = _telling_threshold(one, other, delta)
    runs_one, runs_other = larger[1::2], smaller[1::2]
    alpha = (1 - confidence) / 2
    hits_one = sum(value >= threshold for value in runs_one)
    hits_other = sum(value >= threshold for value in runs_other)
    least = chance_at_least(hits_one, len(runs_one), alpha=alpha) - delta
    most = chance_at_most(hits_other, len(runs_other), alpha=alpha)
    return math.log(least / most) if least > most else 0.0


def _telling_threshold(one: NDArray[np.int64], other: NDArray[np.int64], delta: float) -> int:
    """Choose the t whose event tells the inputs apart best, at four standard errors on the careful side."""
    candidates = np.unique(np.concatenate((one, other)))
    above_one = 1 - np.searchsorted(one, candidates) / len(one)
    above_other = 1 - np.searchsorted(other, candidates) / len(other)
    least = above_one - 4 * np.sqrt(above_one * (1 - above_one) / len(one)) - delta
    most = above_other + 4 * np.sqrt(above_other * (1 - above_other) / len(other)) + 16 / len(other)
    return int(candidates[np.argmax(np.where(least > 0, least, 0) / most)])
