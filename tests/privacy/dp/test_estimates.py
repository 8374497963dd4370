"""Totals, changes, rates and ranks: computed from released numbers, with every noise carried along."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp.estimates import Estimate, cell, change, ranks, rate, shown_at_least_zero, top, total
from privacy.dp.intervals import Interval
from privacy.dp.mechanisms import measure
from privacy.dp.noise import Mechanism, Noise

B5 = Noise(Mechanism.LAPLACE, 5_000)
B1 = Noise(Mechanism.LAPLACE, 1_000)
values = st.integers(min_value=-50, max_value=10_000)
cells = st.builds(cell, values, st.sampled_from([B1, B5]))


def test_a_cell_of_the_default_needs_is_right_to_fifteen():
    assert cell(40, B5).interval() == Interval(25, 55)
    assert 55 in cell(40, B5).interval()
    assert 56 not in cell(40, B5).interval()


@given(st.lists(cells, min_size=1, max_size=12), st.randoms())
def test_a_total_does_not_depend_on_order_or_grouping(several, random):
    shuffled = random.sample(several, len(several))
    split = len(shuffled) // 2
    grouped = [total(part) for part in (shuffled[:split], shuffled[split:]) if part]

    assert total(several) == total(shuffled) == total(grouped)
    assert total(several).value == sum(each.value for each in several)
    assert sum(count for _, count in total(several).terms) == len(several)


@given(cells, cells)
def test_a_change_has_the_noise_of_both_ends(earlier, later):
    assert change(earlier, later).value == later.value - earlier.value
    assert change(earlier, later).terms == total([earlier, later]).terms


def test_a_total_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one"):
        total([])


def test_negative_cells_stay_in_the_total():
    """Clamped cells would add up to a city that does not exist: a thousand empty cells to about 2,400 voices."""
    empty = measure([0] * 1000, B5)
    honest = total(cell(value, B5) for value in empty)
    clamped = sum(shown_at_least_zero(value) for value in empty)

    # The honest sum has a standard error of 223, the clamped one of 137 round 2,480: 7.6 and 5.7 of them, < 1e-6.
    assert abs(honest.value) < 1700 < clamped


def test_a_rate_scales_value_and_interval_alike():
    found = rate(cell(40, B5), population=20_000, per=1000)

    assert (found.value, found.low, found.high) == pytest.approx((2, 1.25, 2.75))


def test_the_top_is_by_value_and_then_by_name():
    estimates = {"b": cell(7, B5), "a": cell(7, B5), "c": cell(9, B5), "d": cell(-3, B5)}

    assert top(estimates, 3) == ("c", "a", "b")
    assert top(estimates, 9) == ("c", "a", "b", "d")


def test_ranks_that_the_noise_cannot_tell_apart_overlap():
    found = ranks({"lamps": cell(400, B5), "trees": cell(105, B5), "bins": cell(100, B5), "bees": cell(-2, B5)})

    assert found == {"lamps": Interval(1, 1), "trees": Interval(2, 3), "bins": Interval(2, 3), "bees": Interval(4, 4)}


@given(st.dictionaries(st.text(min_size=1, max_size=3), cells, min_size=1, max_size=10))
def test_every_key_may_hold_the_rank_of_its_value(estimates):
    found = ranks(estimates)
    for key, each in estimates.items():
        above = sum(other.value > each.value for other in estimates.values())
        assert above + 1 in found[key]


def test_all_true_ranks_lie_in_their_intervals_nineteen_times_in_twenty():
    """A failure has chance 5 % or less (Bonferroni), so 45 or more of 400 have a chance of 4e-7."""
    truth = {f"key {number}": 12 * number for number in range(20)}
    true_rank = {key: 20 - number for number, key in enumerate(truth)}
    failures = 0
    for _ in range(400):
        drawn = measure(list(truth.values()), B5)
        found = ranks({key: cell(value, B5) for key, value in zip(truth, drawn, strict=True)})
        failures += any(true_rank[key] not in found[key] for key in truth)

    assert failures < 45


def test_control_ranks_read_off_the_values_are_often_wrong():
    truth = [12 * number for number in range(20)]
    wrong = sum(list(np.argsort(measure(truth, B5))) != list(range(20)) for _ in range(100))

    assert wrong > 45


def test_the_typical_error_is_the_root_of_the_summed_variances():
    both = total([cell(1, B5), cell(1, B1)])

    assert both.standard_deviation == pytest.approx(math.sqrt(B5.variance + B1.variance))
    assert isinstance(both, Estimate)
