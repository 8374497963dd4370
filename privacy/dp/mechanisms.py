"""Draw the noise, from OpenDP and from nothing else.

The only module that imports OpenDP: import it where a release is measured, never in a web process.
"""

import math
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import opendp.prelude as dp

from privacy.dp.noise import Mechanism, Noise, Sensitivity
from privacy.dp.units import NANO, Price

# The integer vector measurements with noise of a fixed scale are OpenDP's "contrib" features with published proofs.
dp.enable_features("contrib")

# OpenDP computes on 64-bit integers and would silently stop at their ends; counts of voices are far smaller.
MOST_COUNT = 2**53
# OpenDP rounds each floating-point step up, five at most; without this, 80 / 800 would cost one billionth over 0.1.
_ROUNDED_UP = 1 - Fraction(1, 2**49)


def measure(values: Sequence[int], noise: Noise) -> tuple[int, ...]:
    """Add independent noise to every value and return the sums, signed and unclamped.

    Call it once a (plan, period), after both are on the ledger. Raises ValueError for no value or one out of range.
    """
    if not values or any(abs(value) > MOST_COUNT for value in values):
        raise ValueError("measure at least one count, and none beyond 2^53")
    return tuple(_measurement(noise)([int(value) for value in values]))


def price(noise: Noise, sensitivity: Sensitivity) -> Price:
    """Ask OpenDP's map what one year under this noise costs; `pricing.price_of` must agree."""
    if noise.mechanism is Mechanism.LAPLACE:
        return Price(nano_epsilon=_nanos(_measurement(noise).map(sensitivity.l1)))
    root = math.sqrt(sensitivity.l2_squared)
    distance = root if Fraction(root) ** 2 >= sensitivity.l2_squared else math.nextafter(root, math.inf)
    return Price(nano_rho=_nanos(_measurement(noise).map(distance)))


@lru_cache(maxsize=64)
def _measurement(noise: Noise) -> Any:
    counts = dp.vector_domain(dp.atom_domain(T=dp.i64))
    if noise.mechanism is Mechanism.LAPLACE:
        return dp.m.make_laplace(counts, dp.l1_distance(T=dp.i64), scale=noise.scale)
    return dp.m.make_gaussian(counts, dp.l2_distance(T=dp.f64), scale=noise.scale)


def _nanos(loss: float) -> int:
    return math.ceil(Fraction(loss) * NANO * _ROUNDED_UP)
