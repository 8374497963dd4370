"""Places and their ranges: exact without noise, wider with it, and right 19 times out of 20."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decide.prioritisation.draws import drawn, generator
from portal.decide.prioritisation.rules import (
    Place,
    Scatter,
    Span,
    _likely_places,
    chances_of_places,
    clearly_largest,
    groups_of,
    ranked,
)
from privacy.dp.intervals import LEVEL
from privacy.dp.noise import Mechanism, Noise

QUARTER = ((Noise(Mechanism.LAPLACE, 5_000), 13),)
DRAWS = 1_000
NUMBERS = st.lists(st.integers(-50, 50), min_size=1, max_size=9)


def keys_of(count: int) -> list[str]:
    return [f"k{at:02d}" for at in range(count)]


def exact(numbers: list[int]) -> tuple[Place, ...]:
    errors = np.zeros((50, len(numbers)))
    return ranked(keys_of(len(numbers)), np.array(numbers, dtype=float), Scatter(errors))


def noisy(numbers: list[float], seed: int, *, scale: float = 1.0) -> tuple[Place, ...]:
    errors = scale * drawn(QUARTER, (DRAWS, len(numbers)), generator(seed, 0))
    kinds = np.zeros(len(numbers), dtype=np.int32)
    return ranked(keys_of(len(numbers)), np.array(numbers, dtype=float), Scatter(errors, kinds))


def rank_in(numbers: list[int], at: int) -> tuple[int, int]:
    """The places that a number holds among others; equals share theirs."""
    more = sum(each > numbers[at] for each in numbers)
    return 1 + more, more + sum(each == numbers[at] for each in numbers)


@given(NUMBERS)
def test_without_noise_places_are_exact_and_ties_are_ties(numbers: list[int]) -> None:
    for place in exact(numbers):
        at = int(place.key[1:])
        assert (place.first, place.last) == rank_in(numbers, at)
        held = place.chances[place.first - 1 : place.last]
        assert held == pytest.approx([1 / len(held)] * len(held), abs=1e-4)
        assert place.number == Span(numbers[at], numbers[at], numbers[at])


@given(NUMBERS, st.randoms(use_true_random=False))
def test_the_order_of_asking_changes_nothing(numbers: list[int], shuffler: "object") -> None:
    errors = drawn(QUARTER, (200, len(numbers)), generator(3, 0)).astype(float)
    order = list(range(len(numbers)))
    shuffler.shuffle(order)  # type: ignore[attr-defined]
    keys, values = keys_of(len(numbers)), np.array(numbers, dtype=float)
    one = ranked(keys, values, Scatter(errors))
    other = ranked([keys[at] for at in order], values[order], Scatter(errors[:, order]))
    for here, there in zip(one, other, strict=True):
        assert (here.key, here.first, here.last) == (there.key, there.first, there.last)
        assert here.chances == pytest.approx(there.chances, abs=2e-4)


@given(st.lists(st.integers(0, 400), min_size=2, max_size=8), st.integers(0, 5))
def test_more_noise_never_makes_anything_surer(numbers: list[int], seed: int) -> None:
    little, much = (noisy(list(map(float, numbers)), seed, scale=scale) for scale in (0.25, 1.0))
    wider = {place.key: place for place in much}
    for place in little:
        assert wider[place.key].first <= place.first
        assert place.last <= wider[place.key].last


@given(NUMBERS, st.integers(0, 5))
def test_every_thing_has_a_place_and_every_place_a_thing(numbers: list[int], seed: int) -> None:
    places = noisy(list(map(float, numbers)), seed)
    total = np.array([place.chances for place in places])
    assert total.sum(axis=0) == pytest.approx(np.ones(len(numbers)), abs=1e-2)
    assert total.sum(axis=1) == pytest.approx(np.ones(len(numbers)), abs=1e-2)
    for at, place in enumerate(places, 1):
        assert place.first <= at <= place.last, "its place in the released order is always possible"


@given(NUMBERS, st.integers(0, 5))
def test_groups_part_the_places_without_a_gap(numbers: list[int], seed: int) -> None:
    places = noisy(list(map(float, numbers)), seed)
    groups = groups_of(places)
    assert [key for group in groups for key in group.keys] == [place.key for place in places]
    begins = 1
    for group in groups:
        assert (group.first, group.last) == (begins, begins + len(group.keys) - 1)
        begins = group.last + 1


def test_what_is_far_apart_is_told_apart_and_what_is_close_is_not() -> None:
    places = noisy([900, 500, 495, 490, 10], 1)
    assert [(place.first, place.last) for place in places] == [(1, 1), (2, 4), (2, 4), (2, 4), (5, 5)]
    assert [group.all_alike for group in groups_of(places)] == [True, True, True]
    assert clearly_largest(["a", "b"], np.array([9.0, 1.0]), Scatter(np.zeros((9, 2)))) == ("a",)


def test_a_chain_of_neighbours_is_one_group_although_its_ends_differ() -> None:
    places = (
        Place("a", Span(9, 8, 10), 1, 2),
        Place("b", Span(6, 5, 7), 1, 3),
        Place("c", Span(3, 2, 4), 2, 3),
    )
    (group,) = groups_of((places[0], places[1], Place("c", Span(3, 2, 4), 3, 3)))
    assert (group.first, group.last, group.all_alike) == (1, 3, False)
    assert groups_of(places)[0].all_alike


def covered(gap: float, things: int, trials: int, *, tails_only: bool) -> list[float]:
    """How often the true place of each thing lay in its range; things stand `gap` points apart."""
    truth = np.arange(things) * gap
    hits = np.zeros(things)
    random = generator(99, 0)
    for trial in range(trials):
        released = truth + drawn(QUARTER, (things,), random)
        errors = drawn(QUARTER, (DRAWS, things), generator(trial, 1)).astype(float)
        if tails_only:
            first, last = _likely_places(chances_of_places(released + errors))
        else:
            scatter = Scatter(errors, np.zeros(things, dtype=np.int32))
            places = sorted(ranked(keys_of(things), released, scatter), key=lambda each: each.key)
            first, last = (np.array([getattr(each, name) for each in places]) for name in ("first", "last"))
        for at in range(things):
            begins, ends = rank_in(truth.tolist(), at)
            hits[at] += first[at] <= begins and ends <= last[at]
    return list(hits / trials)


TRIALS = 300
SLACK = 5 * math.sqrt(LEVEL * (1 - LEVEL) / TRIALS)  # one false alarm in three million for each thing


@pytest.mark.parametrize(("gap", "things"), [(0, 6), (2, 12), (12, 8), (40, 6)])
def test_each_range_holds_the_true_place_19_times_out_of_20(gap: float, things: int) -> None:
    assert min(covered(gap, things, TRIALS, tails_only=False)) >= LEVEL - SLACK


def test_cutting_the_tails_of_the_chances_alone_would_be_right_too_seldom() -> None:
    """The control: why the ranges are not simply those of the draws."""
    assert min(covered(2, 12, TRIALS, tails_only=True)) < LEVEL - SLACK


def test_errors_that_go_together_do_not_blur_what_they_share() -> None:
    """Two measures answer the same needs, one of them a little more: their order is certain, their size is not."""
    shared = drawn(QUARTER, (DRAWS, 1), generator(1, 0)).astype(float)
    together = Scatter(np.hstack([shared, 0.5 * shared, shared]))
    sure = ranked(["a", "b", "c"], np.array([100.0, 20.0, 99.0]), together)
    assert [(place.first, place.last) for place in sure if place.key in "ac"] == [(1, 1), (2, 2)]
    apart = Scatter(drawn(QUARTER, (DRAWS, 3), generator(1, 0)).astype(float))
    unsure = ranked(["a", "b", "c"], np.array([100.0, 20.0, 99.0]), apart)
    assert unsure[0].last > 1


def test_a_long_list_has_ranges_and_no_chances() -> None:
    places = noisy([float(at) for at in range(60)], 1)
    assert all(place.chances == () for place in places)
    assert all(1 <= place.first <= place.last <= 60 for place in places)


def test_nothing_has_no_order() -> None:
    assert ranked([], np.zeros(0), Scatter(np.zeros((5, 0)))) == ()
    assert groups_of(()) == ()
