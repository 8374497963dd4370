"""Draws of the known noise follow its exact law, and come again from the same seed.

False alarms: each statistical test below fails by chance less than once in a million runs, and its seed is fixed.
"""

import math

import numpy as np
import pytest

from portal.decide.prioritisation.draws import drawn, generator, law
from privacy.dp import sums
from privacy.dp.noise import Mechanism, Noise

ONE = ((Noise(Mechanism.LAPLACE, 5_000), 1),)
THIRTEEN = ((Noise(Mechanism.LAPLACE, 5_000), 13),)
MIXED = ((Noise(Mechanism.LAPLACE, 2_500), 2), (Noise(Mechanism.LAPLACE, 5_000), 3))
GAUSS = ((Noise(Mechanism.GAUSSIAN, 7_000), 2),)
ALL = [ONE, THIRTEEN, MIXED, GAUSS]
LOOKED_AT = 400_000


def discrete_laplace(at: int, scale: float) -> float:
    """The chance of one value. Source: Inusah & Kozubowski 2006, eq. 3."""
    ratio = math.exp(-1 / scale)
    return (1 - ratio) / (1 + ratio) * ratio ** abs(at)


def sum_of_differences(terms: sums.Terms, size: int, random: np.random.Generator) -> np.ndarray:
    """The same law by another way: a discrete Laplace draw is the difference of two geometric ones."""
    total = np.zeros(size, dtype=np.int64)
    for noise, count in terms:
        stop = -math.expm1(-1 / noise.scale)
        for _ in range(count):
            total += random.geometric(stop, size) - random.geometric(stop, size)
    return total


def distance(one: np.ndarray, other: np.ndarray) -> float:
    """The largest difference of two distribution functions. Source: Kolmogorov-Smirnov, two samples."""
    values = np.unique(np.concatenate([one, other]))
    at = [np.searchsorted(np.sort(each), values, side="right") / len(each) for each in (one, other)]
    return float(np.abs(at[0] - at[1]).max())


LIMIT = math.sqrt(-0.5 * math.log(0.5e-6) * 2 / LOOKED_AT)  # one false alarm in a million


def test_one_draw_has_the_chances_of_the_discrete_laplace_law() -> None:
    values, chances = law(ONE)
    for value, chance in zip(values.tolist(), chances.tolist(), strict=True):
        assert chance == pytest.approx(discrete_laplace(value, 5.0), rel=1e-6, abs=1e-11)


@pytest.mark.parametrize("terms", ALL)
def test_a_law_is_whole_and_the_same_on_both_sides(terms: sums.Terms) -> None:
    values, chances = law(terms)
    assert chances.sum() == pytest.approx(1, abs=1e-12)
    assert chances == pytest.approx(chances[::-1])
    exact = sum(count * noise.variance for noise, count in terms)
    assert (values.astype(float) ** 2 * chances).sum() == pytest.approx(exact, rel=1e-3)


@pytest.mark.parametrize("terms", [ONE, THIRTEEN, MIXED])
def test_draws_follow_the_law_that_differences_of_geometric_draws_follow(terms: sums.Terms) -> None:
    ours = drawn(terms, (LOOKED_AT,), generator(1, 0))
    theirs = sum_of_differences(terms, LOOKED_AT, np.random.default_rng(2))
    assert distance(ours, theirs) < LIMIT


def test_a_slightly_wider_noise_would_be_noticed() -> None:
    """The control: a scale of 5.125 for 5.000."""
    wider = ((Noise(Mechanism.LAPLACE, 5_125), 13),)
    ours = drawn(wider, (LOOKED_AT,), generator(1, 0))
    assert distance(ours, sum_of_differences(THIRTEEN, LOOKED_AT, np.random.default_rng(2))) > LIMIT


def test_draws_of_two_cells_are_independent() -> None:
    found = drawn(THIRTEEN, (LOOKED_AT, 2), generator(5, 0)).astype(float)
    correlation = float(np.corrcoef(found.T)[0, 1])
    assert abs(correlation) < 5 / math.sqrt(LOOKED_AT)


def test_a_seed_gives_the_same_draws_again_and_its_streams_differ() -> None:
    first = drawn(ONE, (1_000,), generator(7, 0))
    assert (first == drawn(ONE, (1_000,), generator(7, 0))).all()
    assert (first != drawn(ONE, (1_000,), generator(7, 1))).any()
    assert (first != drawn(ONE, (1_000,), generator(8, 0))).any()


def test_without_noise_nothing_is_drawn() -> None:
    assert not drawn((), (10, 3), generator(1, 0)).any()
