"""Count privacy loss in integers, so that sums are exact and a price can only round up."""

import math
from dataclasses import dataclass
from fractions import Fraction

NANO = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Price:
    """Privacy loss of one plan: pure epsilon and zCDP rho, both in billionths, never mixed before the conversion."""

    nano_epsilon: int = 0
    nano_rho: int = 0

    def __add__(self, other: "Price") -> "Price":
        return Price(self.nano_epsilon + other.nano_epsilon, self.nano_rho + other.nano_rho)


def nanos_up(amount: Fraction) -> int:
    """Round an exact amount up to whole billionths."""
    return math.ceil(amount * NANO)


def written(nanos: int) -> str:
    """Write billionths as a plain decimal with nothing rounded away: 1_250_000_000 is "1.25"."""
    whole, rest = divmod(abs(nanos), NANO)
    sign = "-" if nanos < 0 else ""
    return f"{sign}{whole}.{rest:09d}".rstrip("0").rstrip(".")
