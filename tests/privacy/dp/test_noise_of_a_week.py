"""The table of a weekly cell's noise when the whole year costs an epsilon of 1: the reason for yearly plans."""

import math

import numpy as np
import pytest

from privacy.dp.accounting import nano_rho_within
from privacy.dp.families import NEEDS
from privacy.dp.mechanisms import measure
from privacy.dp.noise import Mechanism, Noise, Sensitivity
from privacy.dp.pricing import gaussian_within, laplace_within, least_noise, price_of
from privacy.dp.units import NANO, Price

MICRO_DELTA = NANO // 1_000_000
# A resident who may be in every week once: 52 cells, one contribution in each.
UNBOUNDED = Sensitivity(52, 52)

NAIVE_LAPLACE = laplace_within(UNBOUNDED, nano_epsilon=NANO)
NAIVE_GAUSSIAN = gaussian_within(UNBOUNDED, nano_epsilon=NANO, nano_delta=MICRO_DELTA)
OURS = least_noise(NEEDS.sensitivity, nano_epsilon=NANO, nano_delta=MICRO_DELTA)


def deviation(noise: Noise) -> float:
    return math.sqrt(noise.variance)


def test_the_table():
    assert Noise(Mechanism.LAPLACE, 5_000) == OURS
    assert deviation(NAIVE_LAPLACE) == pytest.approx(73.5, abs=0.1)
    assert deviation(NAIVE_GAUSSIAN) == pytest.approx(32.7, abs=0.1)
    assert deviation(OURS) == pytest.approx(7.1, abs=0.1)


def test_ours_is_a_tenth_of_naive_laplace_and_a_fifth_of_naive_gaussian():
    assert deviation(OURS) <= 0.10 * deviation(NAIVE_LAPLACE)
    assert deviation(OURS) <= 0.22 * deviation(NAIVE_GAUSSIAN)


def test_all_three_keep_the_same_promise():
    assert price_of(OURS, NEEDS.sensitivity) == Price(nano_epsilon=NANO) == price_of(NAIVE_LAPLACE, UNBOUNDED)
    rho = price_of(NAIVE_GAUSSIAN, UNBOUNDED).nano_rho
    assert 0.99 <= rho / nano_rho_within(NANO, nano_delta=MICRO_DELTA) <= 1


@pytest.mark.parametrize("noise", [NAIVE_LAPLACE, NAIVE_GAUSSIAN, OURS], ids=["laplace", "gaussian", "ours"])
def test_the_measured_deviation_is_the_one_in_the_table(noise):
    """A sample's variance is off by sqrt((kurtosis - 1) / n): six of these at n = 20,000 have chance below 1e-6."""
    sample = np.array(measure([0] * 20_000, noise))
    standard_error = math.sqrt(5 / len(sample))

    assert abs(float((sample.astype(float) ** 2).mean()) / noise.variance - 1) < 6 * standard_error


def test_control_a_scale_a_quarter_too_large_would_not_match():
    sample = np.array(measure([0] * 20_000, Noise(OURS.mechanism, OURS.scale_milli * 5 // 4)))

    assert abs(float((sample.astype(float) ** 2).mean()) / OURS.variance - 1) > 6 * math.sqrt(5 / len(sample))
