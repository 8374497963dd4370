"""Price a noise for a sensitivity, exactly and without a library, and choose the least noise that a budget buys."""

import math
from fractions import Fraction

from privacy.dp.accounting import nano_rho_within
from privacy.dp.noise import SCALE_STEP_MILLI, Mechanism, Noise, Sensitivity
from privacy.dp.units import NANO, Price, nanos_up


def price_of(noise: Noise, sensitivity: Sensitivity) -> Price:
    """Price one year of releases under this noise: L1 / b, or L2 squared / (2 sigma squared), rounded up.

    Equal to OpenDP's map at that distance, which a test checks; no release is priced on its own.
    Source: Dwork & Roth 2014, Thm 3.6; Bun & Steinke 2016, Prop. 1.6.
    """
    scale = Fraction(noise.scale_milli, 1000)
    if noise.mechanism is Mechanism.LAPLACE:
        return Price(nano_epsilon=nanos_up(sensitivity.l1 / scale))
    return Price(nano_rho=nanos_up(sensitivity.l2_squared / (2 * scale**2)))


def laplace_within(sensitivity: Sensitivity, *, nano_epsilon: int) -> Noise:
    """Give the smallest Laplace scale, in eighths, whose price is at most this epsilon."""
    steps = math.ceil(Fraction(sensitivity.l1 * 1000 * NANO, nano_epsilon * SCALE_STEP_MILLI))
    return Noise(Mechanism.LAPLACE, steps * SCALE_STEP_MILLI)


def gaussian_within(sensitivity: Sensitivity, *, nano_epsilon: int, nano_delta: int) -> Noise:
    """Give the smallest Gaussian scale, in eighths, whose price converts to at most this epsilon at delta."""
    nano_rho = nano_rho_within(nano_epsilon, nano_delta=nano_delta)
    # steps**2 >= l2_squared / (2 rho) in units of the step, so the square root is taken of an integer, upwards.
    squared = math.ceil(Fraction(sensitivity.l2_squared * NANO * 1000**2, 2 * nano_rho * SCALE_STEP_MILLI**2))
    return Noise(Mechanism.GAUSSIAN, (math.isqrt(squared - 1) + 1) * SCALE_STEP_MILLI)


def least_noise(sensitivity: Sensitivity, *, nano_epsilon: int, nano_delta: int) -> Noise:
    """Choose Laplace or Gaussian for one plan: whichever has the smaller variance at the same promise.

    With contributions spread over distinct cells the two cross near L1 = 10; piled in one cell, Laplace always wins.
    """
    laplace = laplace_within(sensitivity, nano_epsilon=nano_epsilon)
    gaussian = gaussian_within(sensitivity, nano_epsilon=nano_epsilon, nano_delta=nano_delta)
    return min(laplace, gaussian, key=lambda noise: noise.variance)
