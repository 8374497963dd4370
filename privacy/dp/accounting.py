"""Turn pure epsilon and zCDP rho into the one epsilon that is promised at a small delta."""

import math
from functools import lru_cache

from privacy.dp.units import NANO, Price


@lru_cache(maxsize=1024)
def cks_epsilon(rho: float, delta: float) -> float:
    """Give the least epsilon such that rho-zCDP implies (epsilon, delta)-DP by the tight conversion.

    Every alpha > 1 gives a true bound; the best one is where the derivative, rho + ln(alpha delta) / (alpha - 1)^2,
    changes sign. A search that stops early therefore errs only towards a higher price.
    Source: Canonne, Kamath, Steinke 2020, "The Discrete Gaussian for Differential Privacy", §2.3.
    """
    if rho <= 0:
        return 0.0
    low, high = 0.0, 1 / delta  # of alpha - 1
    for _ in range(200):
        excess = (low + high) / 2
        if rho * excess**2 + math.log1p(excess) + math.log(delta) > 0:
            high = excess
        else:
            low = excess
    alpha = 1 + high
    return max(0.0, alpha * rho + math.log1p(-1 / alpha) - (math.log(delta) + math.log(alpha)) / high)


def nano_epsilon(price: Price, *, nano_delta: int) -> int:
    """Give the total epsilon at a delta: the pure part as it is, the rho part converted once and rounded up."""
    if price.nano_rho == 0:
        return price.nano_epsilon
    converted = cks_epsilon(price.nano_rho / NANO, nano_delta / NANO)
    # The factor covers what floating point may have lost on the way.
    return price.nano_epsilon + math.ceil(converted * (1 + 1e-12) * NANO)


def nano_rho_within(most_nano_epsilon: int, *, nano_delta: int) -> int:
    """Give the largest rho, in billionths, whose conversion is at most an epsilon."""
    low, high = 0, most_nano_epsilon + 1  # at delta below a hundredth, rho costs more than itself
    while high - low > 1:
        middle = (low + high) // 2
        if nano_epsilon(Price(nano_rho=middle), nano_delta=nano_delta) <= most_nano_epsilon:
            low = middle
        else:
            high = middle
    return low
