"""An audit from outputs alone: it never accuses the honest mechanism and always catches one with too little noise."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from privacy.dp.mechanisms import measure
from privacy.dp.noise import Mechanism, Noise, Sensitivity
from privacy.dp.pricing import price_of
from privacy.dp.units import NANO
from tests.privacy.dp.audit import binomial_tail, chance_at_least, chance_at_most, epsilon_lower_bound

# A resident whose whole yearly weight lies in one cell: the neighbours that differ most.
WEIGHT = 6
CLAIMED = Noise(Mechanism.LAPLACE, 6_000)
TOO_LITTLE = Noise(Mechanism.LAPLACE, 4_000)  # the scale over 1.5


def bound(noise: Noise, *, runs: int, confidence: float = 0.9999, delta: float = 0.0) -> float:
    """Each cell of a vector is a run of its own, because cells get independent noise."""
    present, absent = measure([WEIGHT] * runs, noise), measure([0] * runs, noise)
    return epsilon_lower_bound(present, absent, confidence=confidence, delta=delta)


def test_the_mechanism_keeps_its_claim():
    """The bound is wrong at most 1e-6 of the time, so this is too."""
    assert price_of(CLAIMED, Sensitivity(WEIGHT, WEIGHT**2)).nano_epsilon == NANO
    assert bound(CLAIMED, runs=30_000, confidence=1 - 1e-6) <= 1


def test_control_a_scale_one_and_a_half_times_too_small_is_caught():
    """Its epsilon is 1.5 and the bound's standard error .02: missing it would take fifteen of them."""
    assert bound(TOO_LITTLE, runs=30_000, confidence=1 - 1e-6) > 1


@pytest.mark.slow
def test_two_hundred_thousand_runs_at_the_confidence_of_the_published_audit():
    """Both one-sided bounds, at 5e-5 each, would have to fail together, five standard errors off: < 1e-6."""
    assert 0.9 < bound(CLAIMED, runs=200_000) <= 1
    assert bound(TOO_LITTLE, runs=200_000) > 1.35


@pytest.mark.slow
def test_the_gaussian_keeps_its_claim_at_delta_and_a_smaller_scale_does_not():
    """Sigma 27 hides 6 at epsilon 1 and delta 1e-6; an audit at a larger delta may only find less."""
    honest, mutant = Noise(Mechanism.GAUSSIAN, 27_250), Noise(Mechanism.GAUSSIAN, 3_000)

    assert bound(honest, runs=100_000, confidence=1 - 1e-6, delta=1e-6) <= 1
    assert bound(mutant, runs=100_000, confidence=1 - 1e-6, delta=1e-6) > 1


def test_no_noise_at_all_is_caught_at_once():
    assert epsilon_lower_bound([WEIGHT] * 1000, [0] * 1000) > 3


def test_equal_outputs_give_nothing_away():
    assert epsilon_lower_bound([0, 1] * 500, [0, 1] * 500) == 0


@given(st.integers(min_value=1, max_value=40), st.data())
def test_the_binomial_tail_is_the_exact_sum(trials, data):
    successes = data.draw(st.integers(min_value=0, max_value=trials))
    chance = data.draw(st.floats(min_value=0.01, max_value=0.99))
    exact = sum(math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k) for k in range(successes, trials + 1))

    assert binomial_tail(successes, trials, chance) == pytest.approx(exact, rel=1e-9, abs=1e-12)


def test_clopper_pearson_bounds_are_the_published_ones():
    """Source: Clopper & Pearson 1934, by the closed forms at the ends: 1 - alpha^(1/n) and alpha^(1/n)."""
    assert chance_at_most(0, 10, alpha=0.025) == pytest.approx(1 - 0.025 ** (1 / 10), abs=1e-9)
    assert chance_at_least(10, 10, alpha=0.025) == pytest.approx(0.025 ** (1 / 10), abs=1e-9)
    assert chance_at_least(0, 10, alpha=0.025) == 0


@settings(max_examples=40)
@given(st.integers(min_value=1, max_value=40), st.floats(min_value=0.02, max_value=0.98))
def test_the_lower_bound_is_wrong_at_most_alpha_of_the_time(trials, chance):
    """Counted exactly over all outcomes, not sampled."""
    wrong = sum(
        math.comb(trials, k) * chance**k * (1 - chance) ** (trials - k)
        for k in range(trials + 1)
        if chance_at_least(k, trials, alpha=0.05) > chance
    )

    assert wrong <= 0.05 + 1e-9
