"""Name the two noises that are ever added, and say how far one unit can move what they are added to."""

import math
from dataclasses import dataclass
from enum import StrEnum

# Eighths are exact in decimal and in binary: what the ledger prints is what the sampler is given.
SCALE_STEP_MILLI = 125


class Mechanism(StrEnum):
    """Which distribution over the integers the noise follows."""

    LAPLACE = "laplace"
    GAUSSIAN = "gaussian"


@dataclass(frozen=True, slots=True, order=True)
class Noise:
    """One cell's noise. The scale is Laplace's b or Gauss's sigma, in thousandths, a multiple of an eighth."""

    mechanism: Mechanism
    scale_milli: int

    def __post_init__(self) -> None:
        if self.scale_milli <= 0 or self.scale_milli % SCALE_STEP_MILLI:
            raise ValueError("a noise scale is a positive number of eighths")

    @property
    def scale(self) -> float:
        """Give the scale as a number; exact, because eighths are."""
        return self.scale_milli / 1000

    @property
    def variance(self) -> float:
        """Give the variance of one draw.

        Exact for the discrete Laplace; for the discrete Gaussian sigma squared, which is an upper bound.
        """
        if self.mechanism is Mechanism.GAUSSIAN:
            return self.scale**2
        ratio = math.exp(-1 / self.scale)
        return 2 * ratio / math.expm1(-1 / self.scale) ** 2


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How far one unit can move a whole year's vector of cells: L1, and the square of L2 (an integer, so exact)."""

    l1: int
    l2_squared: int

    def __post_init__(self) -> None:
        if not 0 < self.l1 <= self.l2_squared <= self.l1**2:
            raise ValueError("for counts, L1 <= L2 squared <= L1 squared, and both are positive")
