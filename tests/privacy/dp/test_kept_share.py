"""The kept share and what is rescaled with it: right as often as claimed, refused where it means nothing."""

import math

import numpy as np
import pytest

from privacy.dp.estimates import Estimate, Scaled, cell, total
from privacy.dp.kept_share import KeptShare, share_cadence
from privacy.dp.mechanisms import measure
from privacy.dp.noise import Mechanism, Noise
from privacy.dp.periods import Cadence

B5 = Noise(Mechanism.LAPLACE, 5_000)
B800 = Noise(Mechanism.LAPLACE, 800_000)
# A quarter of a city with 120,000 reports a year: 96 cells in 13 weeks, 54 of 100 voices counted.
TRUE_EFFORT, TRUE_NEEDS, TRUE_CELL = 30_000, 16_200, 900
QUARTER = ((B5, 96 * 13),)


def test_a_share_and_a_figure_rescaled_with_it():
    share = KeptShare(Estimate(16_200, QUARTER), cell(30_000, B800))
    rescaled = share.rescale(cell(540, B5), part_of_needs=False)

    assert share.share.value == pytest.approx(0.54)
    assert rescaled.value == pytest.approx(1000)
    assert rescaled.low < 1000 - 15 / 0.54 < 1000 < 1000 + 15 / 0.54 < rescaled.high


def test_without_noise_in_the_share_only_the_cells_own_is_left():
    tiny = Noise(Mechanism.LAPLACE, 125)
    share = KeptShare(Estimate(500_000, ((tiny, 1),)), Estimate(1_000_000, ((tiny, 1),)))

    assert share.rescale(cell(100, B5), part_of_needs=False).high == pytest.approx(200 + 2 * 15, abs=0.1)


def test_the_whole_of_needs_rescales_to_effort_itself():
    """Its own noise cancels, because numerator and denominator are the same number."""
    share = KeptShare(Estimate(16_200, QUARTER), cell(30_000, B800))
    rescaled = share.rescale(share.needs, part_of_needs=True)

    assert rescaled.value == pytest.approx(30_000)
    assert rescaled.high - rescaled.value == pytest.approx(share.effort.half_width())


def _simulated(runs: int, *, part_of_needs: bool) -> list[Scaled]:
    """Rescale a category's quarter (12 districts x 13 weeks) with a fresh share each time."""
    own = np.array(measure([0] * (runs * 156), B5)).reshape(runs, 156).sum(axis=1)
    rest = np.array(measure([0] * runs, Noise(Mechanism.GAUSSIAN, 233_625)))  # 1,092 more cells: sd 7.07 sqrt(1092)
    effort = measure([TRUE_EFFORT] * runs, B800)
    found = []
    for mine, others, all_voices in zip(own.tolist(), rest.tolist(), effort, strict=True):
        needs = TRUE_NEEDS + (mine if part_of_needs else 0) + others
        share = KeptShare(Estimate(needs, QUARTER), cell(all_voices, B800))
        found.append(share.rescale(Estimate(TRUE_CELL + mine, ((B5, 156),)), part_of_needs=part_of_needs))
    return found


@pytest.mark.parametrize("part_of_needs", [True, False])
def test_rescaled_intervals_hold_the_truth_nineteen_times_in_twenty(part_of_needs):
    """At least 95 % less five standard errors of 300 runs: a true 95 % fails below 1e-6 of the time."""
    truth = TRUE_CELL * TRUE_EFFORT / TRUE_NEEDS
    runs = 300
    held = sum(each.low <= truth <= each.high for each in _simulated(runs, part_of_needs=part_of_needs))

    assert held / runs > 0.95 - 5 * math.sqrt(0.95 * 0.05 / runs)


def test_control_leaving_out_the_shares_own_error_holds_far_less_often():
    """Effort alone is off by 3.8 %, so an interval that knows only the numerator's noise hardly ever holds 30,000."""
    exact = Estimate(TRUE_NEEDS, ((Noise(Mechanism.LAPLACE, 125), 1),))
    shares = [KeptShare(exact, cell(effort, B800)) for effort in measure([TRUE_EFFORT] * 300, B800)]
    rescaled = [share.rescale(Estimate(TRUE_NEEDS, ((B5, 1),)), part_of_needs=False) for share in shares]

    assert sum(each.low <= TRUE_EFFORT <= each.high for each in rescaled) > 250
    assert sum(abs(each.value - TRUE_EFFORT) <= 15 / 0.54 for each in rescaled) < 100


@pytest.mark.parametrize(("needs", "effort"), [(16_200, 4_000), (100, 30_000), (-5, 30_000), (16_200, -800), (0, 0)])
def test_a_share_that_drowns_in_its_noise_is_refused(needs, effort):
    share = KeptShare(Estimate(needs, QUARTER), cell(effort, B800))

    assert not share.is_usable
    with pytest.raises(ValueError, match="drowns"):
        share.rescale(cell(540, B5), part_of_needs=True)


def test_small_cities_use_last_years_share():
    assert share_cadence(100_000) is Cadence.QUARTER
    assert share_cadence(99_999) is Cadence.YEAR


def test_a_quarter_of_a_hundred_thousand_reports_is_usable_and_of_twenty_thousand_is_not():
    """Why the threshold lies where it does: half-width 2,397 against a quarter's reports."""
    needs = total([Estimate(13_500, QUARTER)])

    assert KeptShare(needs, cell(25_000, B800)).share.high < 0.54 * 1.15
    assert not KeptShare(Estimate(2_700, QUARTER), cell(4_700, B800)).is_usable
