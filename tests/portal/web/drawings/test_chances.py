"""Twenty dots show what a released number leaves open."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.drawings import chance
from portal.web.drawings.chances import DOT, WIDTH, Law
from tests.portal.web.drawings.pictures import dots, read

LAWS: tuple[Law, ...] = ("laplace", "gaussian")


def ends(estimate: float, low: float, high: float, law: Law) -> tuple[float, float]:
    """Where the line under the dots begins and ends."""
    line = read(chance(estimate, low, high, law=law)).findall("line")[0]
    return float(line.get("x1", "")), float(line.get("x2", ""))


@given(st.floats(0, 10_000), st.floats(1, 5_000), st.sampled_from(LAWS))
def test_there_are_twenty_dots_and_the_outer_ones_stand_on_the_ends(estimate: float, half: float, law: Law) -> None:
    low, high = estimate - half, estimate + half
    places = [dot.x for dot in dots(chance(estimate, low, high, law=law))]
    assert len(places) == 20
    assert (min(places), max(places)) == ends(estimate, low, high, law)


@given(st.floats(1, 90), st.sampled_from(LAWS))
def test_where_nought_cuts_the_range_no_dot_stands_beyond_it(estimate: float, law: Law) -> None:
    places = [dot.x for dot in dots(chance(estimate, 0, estimate + 100, law=law))]
    first, last = ends(estimate, 0, estimate + 100, law)
    assert len(places) == 20
    assert (min(places), max(places)) == (first, last)
    assert WIDTH / 2 - first < last - WIDTH / 2


@pytest.mark.parametrize("law", LAWS)
def test_the_dots_are_even_about_the_published_number(law: Law) -> None:
    heaps = Counter(dot.x for dot in dots(chance(100, 50, 150, law=law)))
    assert {WIDTH - x: count for x, count in heaps.items()} == dict(heaps)
    assert heaps[WIDTH / 2] == max(heaps.values())


@pytest.mark.parametrize("law", LAWS)
def test_dots_never_cover_each_other_nor_leave_the_picture(law: Law) -> None:
    drawn = chance(100, 50, 150, law=law)
    seen = dots(drawn)
    apart = [abs(a.x - b.x) + abs(a.y - b.y) for a in seen for b in seen if a is not b]
    assert min(apart) == DOT
    assert min(dot.x - dot.radius for dot in seen) > 0
    assert max(dot.x + dot.radius for dot in seen) < WIDTH
    assert min(dot.y - dot.radius for dot in seen) > 0


def test_the_two_laws_heap_differently() -> None:
    assert chance(100, 50, 150, law="laplace") != chance(100, 50, 150, law="gaussian")


def test_the_picture_is_the_same_for_the_same_shape_of_doubt() -> None:
    assert chance(4_170, 4_125, 4_215) == chance(4_169, 4_124, 4_214)
