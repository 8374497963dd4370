"""Facts a page can word: what a number is worth after it was released, and before anything is spent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp.estimates import cell, total
from privacy.dp.explain import cadence_options, expected_half_width, propose_cadence, reading_of
from privacy.dp.noise import Mechanism, Noise
from privacy.dp.periods import Cadence
from tests.privacy.dp.year import EFFORT, NEEDS

B5 = NEEDS.noise


def test_a_reading_states_the_interval():
    reading = reading_of(cell(40, B5))

    assert (reading.value, reading.half_width, reading.low, reading.high) == (40, 15, 25, 55)
    assert not reading.read_as_few


@pytest.mark.parametrize(("value", "few"), [(16, False), (15, False), (14, True), (0, True), (-9, True)])
def test_a_value_below_its_half_width_is_read_as_few(value, few):
    assert reading_of(cell(value, B5)).read_as_few is few


@given(st.integers(min_value=1, max_value=50))
def test_the_half_width_expected_of_a_plan_is_the_one_its_cells_will_have(cells):
    released = total(cell(7, NEEDS.noise) for _ in range(cells))

    assert expected_half_width(NEEDS, cells) == reading_of(released).half_width


def test_half_widths_known_before_spending():
    assert expected_half_width(NEEDS) == 15
    assert expected_half_width(EFFORT) == 2397


@pytest.mark.parametrize(
    ("voices_a_year", "cadence"),
    [
        (350_000, Cadence.WEEK),
        (60_000, Cadence.FOUR_WEEKS),
        (20_000, Cadence.QUARTER),
        (4_000, Cadence.YEAR),
        (900, None),
    ],
)
def test_the_shortest_cadence_that_a_city_of_this_size_can_read(voices_a_year, cadence):
    assert propose_cadence(B5, voices_a_year=voices_a_year, cells=96) is cadence


@given(
    st.integers(min_value=0, max_value=10**6),
    st.integers(min_value=1, max_value=500),
    st.floats(min_value=0.05, max_value=1),
    st.sampled_from([1_000, 5_000, 25_000]),
)
def test_the_proposal_fits_and_no_shorter_one_does(voices_a_year, cells, most_share, scale_milli):
    noise = Noise(Mechanism.LAPLACE, scale_milli)
    options = cadence_options(noise, voices_a_year=voices_a_year, cells=cells, most_share=most_share)
    proposed = propose_cadence(noise, voices_a_year=voices_a_year, cells=cells, most_share=most_share)
    fitting = [option.cadence for option in options if option.half_width <= most_share * option.mean_cell]

    assert [option.cadence for option in options] == list(Cadence)
    assert proposed == (fitting[0] if fitting else None)
    assert len({option.half_width for option in options}) == 1


def test_no_voices_propose_no_cadence():
    assert propose_cadence(B5, voices_a_year=0, cells=96) is None
