"""From inputs to orders: what counts how much, what a measure answers, and that the same inputs rank the same."""

import random
from dataclasses import replace

import orjson
import pytest

from portal.decide.prioritisation import inputs as made_of
from portal.decide.prioritisation import ranking as results
from portal.decide.prioritisation.inputs import Inputs
from portal.decide.prioritisation.ranking import Basis, rank
from portal.decide.prioritisation.weights import Weights
from tests.portal.decide.evidence import DISTRICTS, PEOPLE, SERVICES, candidate, cell, inputs

EXACT = {"scale_milli": 0}
PLAIN = Weights(open_issue=0)


def grid(**numbers: int) -> list:
    """A need for each service, the same in both districts; exact."""
    return [cell(service, place, numbers.get(service, 0), scale_milli=0) for service in SERVICES for place in DISTRICTS]


def order(places: tuple) -> list[str]:
    return [place.key for place in places]


def busy() -> Inputs:
    """Twelve needs and four measures with noise in everything."""
    cells = [cell(service, place, 40 * at + 10 * len(place), 30 - at, open=at)
             for at, service in enumerate(("a", "b", "c", "d", "e", "f")) for place in DISTRICTS]  # fmt: skip
    measures = [
        candidate(1, services=["a", "b"], cost_cents=5_000_000, low_percent=20, high_percent=70),
        candidate(2, services=["f"], cost_cents=9_000_000, districts=("marina",)),
        candidate(3, services=["c", "d", "e"], cost_cents=40_000_000),
        candidate(4, services=["b"], cost_cents=2_500_000),
    ]
    return inputs(cells, measures)


def test_needs_are_ranked_city_wide_by_points_and_in_districts_by_points_for_a_thousand_people() -> None:
    cells = [cell("light", "centre", 90, **EXACT), cell("light", "marina", 10, **EXACT),
             cell("waste", "centre", 30, **EXACT), cell("waste", "marina", 80, **EXACT)]  # fmt: skip
    full = rank(inputs(cells, weights=PLAIN)).full
    assert order(full.categories.places) == ["waste", "light"]
    assert [place.number.about for place in full.categories.places] == [110, 100]
    assert order(full.cells.places) == ["waste/marina", "light/centre", "waste/centre", "light/marina"]
    assert full.cells.places[0].number.about == 10, "80 points among 8,000 people"
    assert full.points[0].about == 80, "the absolute number stands beside it"
    assert full.basis is Basis.PER_RESIDENTS


def test_where_nobody_knows_how_many_live_there_points_decide() -> None:
    full = rank(inputs(grid(light=5), people=PEOPLE | {"marina": None})).full
    assert full.basis is Basis.POINTS
    assert {place.number.about for place in full.cells.places} == {0, 5}


def test_reports_without_an_account_count_half_and_can_be_left_out() -> None:
    cells = [cell("light", "centre", 10, 100, **EXACT), cell("waste", "centre", 40, 0, **EXACT)]
    ranking = rank(inputs(cells, weights=PLAIN))
    assert order(ranking.full.categories.places) == ["light", "waste"]
    assert ranking.full.categories.places[0].number.about == 60
    assert order(ranking.residents_only.categories.places) == ["waste", "light"]


def test_open_problems_count_by_severity_and_age() -> None:
    weights = Weights(open_issue=20, severity=(50, 100, 300), age=(100, 150, 200))
    assert weights.points_of(2, 0, 10) == pytest.approx(2)
    assert weights.points_of(3, 2, 10) == pytest.approx(12)
    assert weights.points_of(1, 1, 4) == pytest.approx(0.6)
    assert weights.points_of(9, 0, 1) == weights.points_of(3, 0, 1), "an unknown severity is the nearest known one"
    facts = inputs([cell("light", "centre", 7, open=10, **EXACT)], weights=weights)
    assert rank(facts).full.categories.places[0].number.about == pytest.approx(9)


def test_a_measure_answers_the_needs_of_its_services_and_districts() -> None:
    cells = [cell("light", "centre", 100, **EXACT), cell("light", "marina", 40, **EXACT),
             cell("waste", "marina", 1_000, **EXACT)]  # fmt: skip
    everywhere = candidate(1, services=["light"])
    there = replace(everywhere, reference="S-002-XXX", districts=("marina",))
    full = rank(inputs(cells, [everywhere, there], weights=PLAIN)).full
    assert [(each.reference, each.points.about) for each in full.answers] == [("S-001-XXX", 70), ("S-002-XXX", 20)]


def test_the_cost_counts_as_much_as_its_weight_says() -> None:
    cells = grid(light=100, waste=50)
    cheap, dear = (
        candidate(1, services=["waste"], cost_cents=1_000_000),
        candidate(2, services=["light"], cost_cents=4_000_000),
    )
    for weight, first in ((100, "S-001-XXX"), (0, "S-002-XXX"), (50, "S-001-XXX")):
        full = rank(inputs(cells, [cheap, dear], weights=Weights(open_issue=0, cost=weight))).full
        tied = full.measures.places[0].last == 2
        assert full.measures.places[0].key == first
        assert tied == (weight == 50), "half the points for a quarter of the cost is a tie at the square root"


def test_without_noise_the_order_of_measures_is_certain_and_with_noise_it_is_not() -> None:
    measures = [candidate(at, services=[name]) for at, name in enumerate(SERVICES, 1)]
    sure = rank(inputs(grid(light=10, noise=9, waste=8), measures, weights=PLAIN)).full
    assert [(place.first, place.last) for place in sure.measures.places] == [(1, 1), (2, 2), (3, 3)]
    cells = [cell(service, place, 10 - at) for at, service in enumerate(SERVICES) for place in DISTRICTS]
    unsure = rank(inputs(cells, measures, weights=PLAIN)).full
    assert {(place.first, place.last) for place in unsure.measures.places} == {(1, 3)}


def test_a_range_for_the_relief_widens_what_is_said_of_a_measure() -> None:
    exactly = candidate(1, services=["light"], percent=50)
    vaguely = replace(exactly, reference="S-002-XXX", low_percent=10, high_percent=90)
    answers = rank(inputs(grid(light=100), [exactly, vaguely], weights=PLAIN)).full.answers
    spans = {each.reference: each.points for each in answers}
    assert spans["S-001-XXX"].low == spans["S-001-XXX"].high == 100
    assert spans["S-002-XXX"].low < 60
    assert spans["S-002-XXX"].high > 140


def test_what_weighs_most_is_said_only_where_it_is_clear() -> None:
    both = candidate(1, services=["light", "waste"])
    clear = [cell("light", "centre", 900), cell("waste", "centre", 10)]
    close = [cell("light", "centre", 60), cell("waste", "centre", 55)]
    assert rank(inputs(clear, [both])).full.answers[0].weighs_most == ("light",)
    assert rank(inputs(close, [both])).full.answers[0].weighs_most == ("light", "waste")


def test_the_same_inputs_in_another_order_are_the_same_ranking() -> None:
    given = busy()
    mixed = random.Random(5)
    shuffled = replace(
        given,
        releases=given.releases[::-1],
        cells=tuple(mixed.sample(given.cells, len(given.cells))),
        candidates=tuple(mixed.sample(given.candidates, len(given.candidates))),
        people=dict(reversed(given.people.items())),
    )
    assert (given.digest, given.seed, given.cause) == (shuffled.digest, shuffled.seed, shuffled.cause)
    assert rank(given) == rank(shuffled)


def test_a_ranking_can_be_made_again_from_what_is_stored_of_it() -> None:
    given = busy()
    ranking = rank(given)
    stored = orjson.loads(orjson.dumps({"inputs": made_of.written(given), "outcome": results.written(ranking)}))
    again = made_of.read(stored["inputs"])
    assert again.digest == given.digest
    assert rank(again) == results.read(stored["outcome"]) == ranking


@pytest.mark.parametrize(
    "changed",
    [
        {"software": "veu 99"},
        {"releases": ("needs-2026-Q4",)},
        {"weights": Weights(anonymous=49)},
        {"weights": Weights(set_by="Ple", since="2026-01-01")},
        {"draws": 1_000},
        {"people": {"centre": 1, "marina": 2}},
        {"candidates": ()},
    ],
)
def test_whatever_a_ranking_rests_on_changes_its_name_and_its_seed(changed: dict) -> None:
    given = busy()
    other = replace(given, **changed)
    assert other.digest != given.digest
    assert other.seed != given.seed
    assert other.cause != given.cause


def test_a_day_without_a_new_figure_asks_for_no_new_ranking() -> None:
    given = busy()
    tomorrow = replace(given, on="2026-11-24", cells=tuple(replace(each, open=()) for each in given.cells))
    assert tomorrow.cause == given.cause
    assert tomorrow.digest != given.digest


def test_nothing_to_rank_is_an_empty_ranking() -> None:
    full = rank(inputs(())).full
    assert (full.measures.places, full.categories.places, full.cells.places) == ((), (), ())
