"""The one epsilon of a year: exact sums, and a conversion that agrees with OpenDP's to six digits."""

import math

import opendp.prelude as dp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp.accounting import cks_epsilon, nano_epsilon, nano_rho_within
from privacy.dp.units import NANO, Price, written

MICRO_DELTA = NANO // 1_000_000
rhos = st.floats(min_value=1e-6, max_value=10)


def opendp_epsilon(rho: float, delta: float) -> float:
    space = dp.vector_domain(dp.atom_domain(T=dp.i64)), dp.l2_distance(T=dp.f64)
    profile = dp.c.make_zCDP_to_approxDP(dp.m.make_gaussian(*space, scale=1.0)).map(math.sqrt(2 * rho))
    return float(profile.epsilon(delta))


@pytest.mark.parametrize("rho", [1e-5, 0.001, 0.01, 0.024356, 0.1, 0.5, 2.0, 10.0])
@pytest.mark.parametrize("delta", [1e-9, 1e-6, 1e-5])
def test_the_conversion_agrees_with_opendp_to_six_digits(rho, delta):
    assert cks_epsilon(rho, delta) == pytest.approx(opendp_epsilon(rho, delta), rel=5e-7)


def test_a_rho_of_0_024356_is_an_epsilon_of_one():
    assert cks_epsilon(0.024356, 1e-6) == pytest.approx(1, abs=1e-6)
    assert nano_rho_within(NANO, nano_delta=MICRO_DELTA) / NANO == pytest.approx(0.024356, abs=5e-8)


@given(rhos, st.floats(min_value=1e-3, max_value=1e4))
def test_no_order_of_renyi_divergence_gives_a_smaller_epsilon(rho, excess):
    """Every alpha gives a bound: the least of them is never above any."""
    alpha = 1 + excess
    bound = alpha * rho + math.log1p(-1 / alpha) - (math.log(1e-6) + math.log(alpha)) / excess

    assert cks_epsilon(rho, 1e-6) <= bound * (1 + 1e-9)


@given(rhos, rhos)
def test_converting_once_is_never_dearer_than_converting_each(one, other):
    assert cks_epsilon(one + other, 1e-6) <= (cks_epsilon(one, 1e-6) + cks_epsilon(other, 1e-6)) * (1 + 1e-9)


def test_pure_epsilon_is_added_exactly():
    third = Price(nano_epsilon=333_333_334)

    assert nano_epsilon(third + third + third, nano_delta=MICRO_DELTA) == 1_000_000_002


def test_both_columns_add_up():
    price = Price(nano_epsilon=NANO) + Price(nano_rho=24_355_900)

    assert nano_epsilon(price, nano_delta=MICRO_DELTA) == pytest.approx(2 * NANO, rel=1e-5)


@given(st.integers(min_value=1_000_000, max_value=4 * NANO))
def test_the_rho_within_an_epsilon_is_the_largest(budget):
    rho = nano_rho_within(budget, nano_delta=MICRO_DELTA)

    assert nano_epsilon(Price(nano_rho=rho), nano_delta=MICRO_DELTA) <= budget
    assert nano_epsilon(Price(nano_rho=rho + 1), nano_delta=MICRO_DELTA) > budget


def test_control_the_loose_conversion_would_be_noticed():
    loose = 0.024356 + 2 * math.sqrt(0.024356 * math.log(1e6))

    assert loose != pytest.approx(opendp_epsilon(0.024356, 1e-6), rel=5e-7)


@pytest.mark.parametrize(
    ("nanos", "text"), [(0, "0"), (NANO, "1"), (1_250_000_000, "1.25"), (1, "0.000000001"), (-NANO // 2, "-0.5")]
)
def test_billionths_are_written_with_nothing_lost(nanos, text):
    assert written(nanos) == text
