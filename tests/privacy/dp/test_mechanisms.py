"""The noise is what it is called: its distribution, its independence, its exactness at the edges.

Every statistical claim below fails by chance at most once in a million runs; how is said where it is made.
"""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp import intervals
from privacy.dp.mechanisms import MOST_COUNT, measure
from privacy.dp.noise import Mechanism, Noise

ONE_IN_A_MILLION = 1e-6
DRAWS = 25_000
LAPLACE_5 = Noise(Mechanism.LAPLACE, 5_000)
GAUSSIAN_8 = Noise(Mechanism.GAUSSIAN, 8_000)


def draws(noise: Noise, count: int = DRAWS, value: int = 0) -> np.ndarray:
    return np.array(measure([value] * count, noise)) - value


def distance(sample: np.ndarray, noise: Noise) -> float:
    """Kolmogorov's distance between |draws| and the exact distribution of |noise|."""
    reach = int(np.abs(sample).max())
    exact = np.array([intervals.coverage(noise, half_width) for half_width in range(reach + 1)])
    seen = np.cumsum(np.bincount(np.abs(sample), minlength=reach + 1)) / len(sample)
    return float(np.abs(seen - exact).max())


# P(distance > limit) <= 2 exp(-2 n limit^2), for any distribution. Source: Massart 1990.
LIMIT = math.sqrt(math.log(2 / ONE_IN_A_MILLION) / (2 * DRAWS))


@pytest.mark.parametrize("noise", [LAPLACE_5, GAUSSIAN_8], ids=["laplace", "gaussian"])
def test_noise_follows_its_exact_distribution(noise):
    assert distance(draws(noise), noise) <= LIMIT


@pytest.mark.parametrize("noise", [LAPLACE_5, GAUSSIAN_8], ids=["laplace", "gaussian"])
def test_control_a_scale_a_quarter_too_large_is_noticed(noise):
    """The distributions are .08 or more apart, over four times the limit of .017."""
    assert distance(draws(Noise(noise.mechanism, noise.scale_milli * 5 // 4)), noise) > LIMIT


def asymmetry(sample: np.ndarray) -> float:
    """Positive minus negative draws, in standard errors."""
    signs = np.sign(sample)
    return abs(int(signs.sum())) / math.sqrt(np.count_nonzero(signs))


@pytest.mark.parametrize("noise", [LAPLACE_5, GAUSSIAN_8], ids=["laplace", "gaussian"])
def test_noise_is_as_often_above_as_below(noise):
    """Five standard errors of a fair coin: wrong 6e-7 of the time."""
    assert asymmetry(draws(noise)) < 5


def test_control_clamping_at_zero_is_noticed():
    assert asymmetry(np.maximum(draws(LAPLACE_5), 0)) > 5


def linkage(one: np.ndarray, other: np.ndarray, noise: Noise) -> float:
    """Correlation of two samples of noise, in standard errors."""
    return abs(float((one * other).mean())) / noise.variance * math.sqrt(len(one))


def test_cells_of_one_call_and_of_two_calls_are_independent():
    """Products of 25,000 pairs are normal to good measure; six standard errors leave room for their tails: < 1e-6."""
    first, second = draws(LAPLACE_5), draws(LAPLACE_5)

    assert linkage(first[:-1], first[1:], LAPLACE_5) < 6
    assert linkage(first, second, LAPLACE_5) < 6


def test_control_reused_noise_is_noticed():
    first = draws(LAPLACE_5)

    assert linkage(first, first, LAPLACE_5) > 6


@given(st.lists(st.integers(min_value=-MOST_COUNT, max_value=MOST_COUNT), min_size=1, max_size=50))
def test_every_value_gets_one_signed_whole_number(values):
    numbers = measure(values, Noise(Mechanism.LAPLACE, 1_000))

    assert len(numbers) == len(values)
    assert all(type(number) is int for number in numbers)
    # A draw beyond 60 b has chance e^-60.
    assert all(abs(number - value) <= 60 for number, value in zip(numbers, values, strict=True))


def test_empty_cells_are_measured_like_the_others():
    numbers = measure([0] * 1000, LAPLACE_5)

    assert min(numbers) < 0 < max(numbers)


@pytest.mark.parametrize("values", [[], [MOST_COUNT + 1], [0, -MOST_COUNT - 1]])
def test_nothing_and_counts_out_of_range_are_refused(values):
    with pytest.raises(ValueError, match="2\\^53"):
        measure(values, LAPLACE_5)
