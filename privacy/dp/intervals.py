"""Say how far a released cell may be from the truth: the smallest interval that is right 19 times in 20."""

import math
from dataclasses import dataclass
from functools import lru_cache

from privacy.dp.noise import Mechanism, Noise

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends are in it. May begin below zero: display decides what to do about that, never the stored number."""

    low: int
    high: int

    def __contains__(self, count: int) -> bool:
        return self.low <= count <= self.high


def around(value: int, half_width: int) -> Interval:
    """Give the interval of a released value."""
    return Interval(value - half_width, value + half_width)


def coverage(noise: Noise, half_width: int) -> float:
    """Give the exact chance that one draw is at most this far from zero."""
    if half_width < 0:
        return 0.0
    if noise.mechanism is Mechanism.LAPLACE:
        ratio = math.exp(-1 / noise.scale)
        return 1 - 2 * ratio ** (half_width + 1) / (1 + ratio)
    weights = gaussian_weights(noise.scale)
    return (2 * math.fsum(weights[: half_width + 1]) - 1) / (2 * math.fsum(weights) - 1)


def half_width(noise: Noise, *, level: float = LEVEL) -> int:
    """Give the smallest whole number that one draw stays within at least `level` of the time.

    Laplace with b = 5 gives 15, b = 1 gives 3 (at 97.3 %), b = 2 gives 6 (at 96.2 %).
    """
    return _half_width(noise, level)


def gaussian_weights(scale: float) -> tuple[float, ...]:
    """List exp(-x^2 / 2 sigma^2) for x = 0, 1, 2 … until nothing is left that a double could hold beside 1."""
    reach = math.ceil(9 * scale) + 1
    return tuple(math.exp(-(x * x) / (2 * scale * scale)) for x in range(reach + 1))


@lru_cache(maxsize=1024)
def _half_width(noise: Noise, level: float) -> int:
    if not 0 < level < 1:
        raise ValueError("a level lies between 0 and 1")
    low, high = -1, 1
    while coverage(noise, high) < level:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if coverage(noise, middle) < level else (low, middle)
    return high
