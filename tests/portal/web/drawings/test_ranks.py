"""A lane shows each place that a measure may have, and no other."""

import re

from hypothesis import given
from hypothesis import strategies as st

from portal.web.drawings import lane
from tests.portal.web.drawings.pictures import words


def on_discs(drawn: str) -> list[tuple[int, int]]:
    """(place, size of its disc), in order."""
    return [(int(place), int(size)) for size, place in re.findall(r'<span class="q(\d)"><b>(\d+)</b>', drawn)]


def test_places_from_two_and_a_half_chances_in_a_hundred_stand_on_discs() -> None:
    assert [place for place, _ in on_discs(lane((0.024, 0.025, 0.927, 0.024)))] == [2, 3]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_the_discs_reach_from_the_first_possible_place_to_the_last(weights: list[float]) -> None:
    total = sum(weights) or 1.0
    probabilities = [weight / total for weight in weights]
    places = [place for place, _ in on_discs(lane(probabilities))]
    assert places == list(range(places[0], places[-1] + 1))
    possible = [place for place, each in enumerate(probabilities, start=1) if each >= 0.025]
    assert set(possible) <= set(places)
    if possible:
        assert (places[0], places[-1]) == (possible[0], possible[-1])


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_a_likelier_place_never_has_a_smaller_disc(probabilities: list[float]) -> None:
    by_likelihood = sorted((probabilities[place - 1], size) for place, size in on_discs(lane(probabilities)))
    sizes = [size for _, size in by_likelihood]
    assert sizes == sorted(sizes)


def test_all_places_are_written_once() -> None:
    assert words(lane((1, 0, 0))) == "1 2 3"


def test_where_every_place_is_unlikely_all_are_possible() -> None:
    assert len(on_discs(lane((0.02,) * 50))) == 50


def test_places_are_written_in_the_numerals_of_the_reader() -> None:
    numerals = "٠١٢٣٤٥٦٧٨٩"
    assert words(lane((0.5, 0.5), digits=lambda place: numerals[place])) == "١ ٢"
