"""Prices are OpenDP's map, computed exactly, and the noise bought is the least that fits."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp import mechanisms
from privacy.dp.accounting import nano_epsilon
from privacy.dp.noise import SCALE_STEP_MILLI, Mechanism, Noise, Sensitivity
from privacy.dp.pricing import gaussian_within, laplace_within, least_noise, price_of
from privacy.dp.units import NANO, Price

MICRO_DELTA = NANO // 1_000_000
scales = st.integers(min_value=1, max_value=80_000).map(lambda eighths: eighths * SCALE_STEP_MILLI)
noises = st.builds(Noise, st.sampled_from(Mechanism), scales)
sensitivities = st.integers(1, 100).flatmap(
    lambda l1: st.builds(Sensitivity, st.just(l1), st.integers(min_value=l1, max_value=l1 * l1))
)
budgets = st.integers(min_value=NANO // 100, max_value=4 * NANO)


@given(noises, sensitivities)
def test_the_exact_price_equals_opendps_map(noise, sensitivity):
    assert price_of(noise, sensitivity) == mechanisms.price(noise, sensitivity)


@pytest.mark.parametrize(
    ("l1", "scale_milli", "nanos"),
    [(5, 5_000, NANO), (80, 800_000, NANO // 10), (5, 25_000, NANO // 5), (1, 10_000, NANO // 10), (1, 1_000, NANO)],
)
def test_the_default_families_cost_their_share_and_not_a_billionth_more(l1, scale_milli, nanos):
    assert price_of(Noise(Mechanism.LAPLACE, scale_milli), Sensitivity(l1, l1 * l1)) == Price(nano_epsilon=nanos)


@given(noises, sensitivities)
def test_prices_round_up_and_by_less_than_one_billionth(noise, sensitivity):
    price, scale = price_of(noise, sensitivity), Fraction(noise.scale_milli, 1000)
    if noise.mechanism is Mechanism.LAPLACE:
        exact, charged = sensitivity.l1 / scale, Fraction(price.nano_epsilon, NANO)
    else:
        exact, charged = sensitivity.l2_squared / (2 * scale**2), Fraction(price.nano_rho, NANO)

    assert 0 <= charged - exact < Fraction(1, NANO)


@given(sensitivities, budgets)
def test_the_noise_bought_is_the_least_that_fits(sensitivity, budget):
    for noise in (
        laplace_within(sensitivity, nano_epsilon=budget),
        gaussian_within(sensitivity, nano_epsilon=budget, nano_delta=MICRO_DELTA),
    ):
        assert nano_epsilon(price_of(noise, sensitivity), nano_delta=MICRO_DELTA) <= budget
        if noise.scale_milli > SCALE_STEP_MILLI:
            less = Noise(noise.mechanism, noise.scale_milli - SCALE_STEP_MILLI)
            assert nano_epsilon(price_of(less, sensitivity), nano_delta=MICRO_DELTA) > budget


def test_laplace_and_gaussian_cross_near_an_l1_of_ten():
    def chosen(l1: int) -> Mechanism:
        return least_noise(Sensitivity(l1, l1), nano_epsilon=NANO, nano_delta=MICRO_DELTA).mechanism

    assert {chosen(l1) for l1 in range(1, 11)} == {Mechanism.LAPLACE}
    assert {chosen(l1) for l1 in range(11, 101)} == {Mechanism.GAUSSIAN}


@given(st.integers(min_value=1, max_value=200), budgets)
def test_contributions_piled_in_one_cell_always_take_laplace(l1, budget):
    piled = Sensitivity(l1, l1 * l1)

    assert least_noise(piled, nano_epsilon=budget, nano_delta=MICRO_DELTA).mechanism is Mechanism.LAPLACE


@pytest.mark.parametrize("scale_milli", [0, -1000, 1, 100, 3_333])
def test_a_scale_that_is_no_number_of_eighths_is_refused(scale_milli):
    with pytest.raises(ValueError, match="eighths"):
        Noise(Mechanism.LAPLACE, scale_milli)


@pytest.mark.parametrize(("l1", "l2_squared"), [(0, 0), (5, 4), (5, 26), (-1, 1)])
def test_an_impossible_sensitivity_is_refused(l1, l2_squared):
    with pytest.raises(ValueError, match="L1"):
        Sensitivity(l1, l2_squared)


def test_control_pricing_the_float_as_it_comes_would_charge_too_much():
    """What OpenDP rounds up in the last bit must not become a whole billionth, or no family could spend its quota."""
    assert math.ceil(Fraction(math.nextafter(0.6, 1)) * NANO) == NANO * 6 // 10 + 1
    assert mechanisms.price(Noise(Mechanism.LAPLACE, 5_000), Sensitivity(3, 9)).nano_epsilon == NANO * 6 // 10
