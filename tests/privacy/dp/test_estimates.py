"""Totals: computed from released numbers, with every noise carried along."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp.estimates import cell, shown_at_least_zero, total
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
