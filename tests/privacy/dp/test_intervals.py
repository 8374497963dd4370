"""Nineteen times in twenty: the smallest interval that keeps it, for a cell and for any sum of cells."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp import intervals, sums
from privacy.dp.intervals import LEVEL
from privacy.dp.mechanisms import measure
from privacy.dp.noise import SCALE_STEP_MILLI, Mechanism, Noise

noises = st.builds(
    Noise, st.sampled_from(Mechanism), st.integers(min_value=1, max_value=240).map(lambda each: each * SCALE_STEP_MILLI)
)
levels = st.floats(min_value=0.5, max_value=0.9999)
term_lists = st.lists(st.tuples(noises, st.integers(min_value=1, max_value=20)), min_size=1, max_size=3).map(
    lambda pairs: sums.merged(tuple(pairs))
)


def laplace(scale: float) -> Noise:
    return Noise(Mechanism.LAPLACE, round(scale * 1000))


@pytest.mark.parametrize(
    ("scale", "half_width", "percent"), [(5, 15, 95.5), (1, 3, 97.3), (2, 6, 96.2), (800, 2397, 95)]
)
def test_the_published_half_widths(scale, half_width, percent):
    assert intervals.half_width(laplace(scale)) == half_width
    assert intervals.coverage(laplace(scale), half_width) * 100 == pytest.approx(percent, abs=0.05)


@given(noises, levels)
def test_a_cells_interval_is_the_smallest_that_holds(noise, level):
    half_width = intervals.half_width(noise, level=level)

    assert intervals.coverage(noise, half_width) >= level
    assert intervals.coverage(noise, half_width - 1) < level


@given(term_lists, levels)
def test_a_sums_interval_is_the_smallest_that_holds(terms, level):
    half_width = sums.half_width(terms, level)

    assert sums.coverage(terms, half_width) >= level
    assert sums.coverage(terms, half_width - 1) < level


@given(noises, st.integers(min_value=0, max_value=60))
def test_one_draw_is_the_same_as_a_sum_of_one(noise, half_width):
    assert sums.coverage(((noise, 1),), half_width) == pytest.approx(intervals.coverage(noise, half_width), abs=1e-11)


def _masses(noise: Noise, reach: int) -> np.ndarray:
    """Exact masses at -reach … reach, from the definition."""
    steps = np.abs(np.arange(-reach, reach + 1)).astype(float)
    powers = steps / noise.scale if noise.mechanism is Mechanism.LAPLACE else steps**2 / (2 * noise.scale**2)
    return np.exp(-powers) / np.exp(-powers).sum()


@given(
    st.lists(st.builds(Noise, st.sampled_from(Mechanism), st.sampled_from([500, 1000, 2500])), min_size=1, max_size=4)
)
def test_sums_agree_with_convolving_the_masses_one_by_one(drawn):
    direct = np.ones(1)
    for noise in drawn:
        direct = np.convolve(direct, _masses(noise, 100))
    centre = len(direct) // 2
    terms = sums.merged(tuple((noise, 1) for noise in drawn))

    for half_width in (0, 1, 3, 8, 20):
        inside = float(direct[centre - half_width : centre + half_width + 1].sum())
        assert sums.coverage(terms, half_width) == pytest.approx(inside, abs=1e-10)


@pytest.mark.parametrize("scale", [5, 50, 800])
@pytest.mark.parametrize("cells", [8, 16, 96])
def test_the_rule_of_thumb_is_close_but_too_short_to_be_used(scale, cells):
    """1.96 sqrt(2) b sqrt(k) is within two percent from eight cells on, and falls short of 95 % for large b."""
    terms, thumb = ((laplace(scale), cells),), 1.96 * math.sqrt(2) * scale * math.sqrt(cells)

    assert sums.half_width(terms) == pytest.approx(thumb, rel=0.02, abs=1)
    if scale == 800:
        assert sums.coverage(terms, round(thumb)) < LEVEL


def test_a_wide_noise_beside_many_narrow_ones_is_not_averaged_away():
    mixed = ((laplace(1), 20), (laplace(100), 1))

    assert sums.half_width(mixed) == pytest.approx(intervals.half_width(laplace(100)), abs=2)
    assert sums.half_width(mixed) > 1.96 * math.sqrt(sums.variance(mixed))


BATCH = 20_000


def misses(noise: Noise, cells: int, half_width: int) -> bool:
    """Say whether a batch's coverage lies more than three standard errors from its exact value: .3 % of the time."""
    exact = sums.coverage(((noise, cells),), half_width)
    drawn = np.array(measure([0] * (BATCH * cells), noise)).reshape(BATCH, cells).sum(axis=1)
    seen = float((np.abs(drawn) <= half_width).mean())
    return abs(seen - exact) > 3 * math.sqrt(exact * (1 - exact) / BATCH)


@pytest.mark.parametrize(("scale", "cells"), [(1, 1), (2, 1), (5, 1), (5, 3)])
def test_coverage_is_within_three_standard_errors_of_its_exact_value(scale, cells):
    """Three batches in a row must miss before the test fails: .0027 cubed is 2e-8."""
    half_width = sums.half_width(((laplace(scale), cells),))

    assert not all(misses(laplace(scale), cells, half_width) for _ in range(3))


def test_control_an_interval_judged_by_another_scale_misses_every_time():
    narrow = sums.half_width(((laplace(5), 1),))
    exact, batch = intervals.coverage(laplace(5), narrow), np.array(measure([0] * BATCH, laplace(6)))

    assert abs(float((np.abs(batch) <= narrow).mean()) - exact) > 3 * math.sqrt(exact * (1 - exact) / BATCH)


@pytest.mark.parametrize("level", [0.0, 1.0, -1.0, 2.0])
def test_a_level_outside_nought_and_one_is_refused(level):
    with pytest.raises(ValueError, match="level"):
        intervals.half_width(laplace(5), level=level)


@pytest.mark.parametrize("terms", [(), ((Noise(Mechanism.LAPLACE, 1000), 0),)])
def test_a_sum_of_nothing_is_refused(terms):
    with pytest.raises(ValueError, match="at least one"):
        sums.half_width(terms)
