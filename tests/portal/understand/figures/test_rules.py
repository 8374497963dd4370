"""Pure rules of figures: classes of a map, what may be ranked, which periods may be chosen."""

from hypothesis import given
from hypothesis import strategies as st

from portal.city.services.cells import cell_of, parts_of
from portal.city.wording import Wording
from portal.understand.figures.catalogue import STANDING, described, turnout
from portal.understand.figures.pages.choices import chosen, neighbours, offered, tiles
from portal.understand.figures.pages.shown_numbers import Finding, Row, finding_of, number_of
from portal.understand.figures.rules import class_limits, class_of, reference_of
from privacy.dp.estimates import Estimate
from privacy.dp.noise import Mechanism, Noise
from privacy.dp.periods import Cadence, period_of, periods_of

NOISE = Noise(Mechanism.LAPLACE, 5000)  # a range of 15 to each side
WEEKS = periods_of(2026, Cadence.WEEK)


def row(code: str, value: int) -> Row:
    """A row with one released number."""
    estimate = Estimate(value, ((NOISE, 1),))
    return Row(code, Wording(code, "en"), number_of(estimate), estimate)


def codes(found: Finding) -> tuple[list[str], list[str], list[str]]:
    """Whom a finding names."""
    return tuple([each.code for each in group] for group in (found.leaders, found.followers, found.few))  # type: ignore[return-value]


def test_two_are_ranked_only_where_their_ranges_do_not_touch() -> None:
    assert codes(finding_of([row("a", 100), row("b", 69)])) == (["a"], ["b"], [])
    assert codes(finding_of([row("a", 100), row("b", 70)])) == (["a", "b"], [], [])
    assert codes(finding_of([row("c", 20), row("b", 60), row("a", 100), row("d", 65)])) == (["a"], ["d", "b"], [])


def test_what_is_smaller_than_its_noise_is_few_and_never_ranked() -> None:
    assert codes(finding_of([row("a", 14), row("b", -3)])) == ([], [], ["a", "b"])
    assert codes(finding_of([])) == ([], [], [])


@given(st.lists(st.integers(-100, 300), max_size=12))
def test_whoever_comes_first_is_above_the_range_of_all_others(values: list[int]) -> None:
    rows = [row(str(place), value) for place, value in enumerate(values)]
    found = finding_of(rows)
    if len(found.leaders) == 1:
        lowest = found.leaders[0].exact.interval().low
        assert all(
            each.exact.interval().high < lowest for each in rows if each not in found.leaders and not each.number.is_few
        )
    assert {each.code for each in found.few} == {each.code for each in rows if each.number.is_few}


@given(st.integers(-50, 50))
def test_a_shown_number_is_never_below_nought_and_the_stored_one_keeps_its_sign(value: int) -> None:
    shown = row("a", value)
    assert 0 <= shown.low <= shown.estimate <= shown.high
    assert shown.exact.value == value


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_the_classes_of_a_map_begin_at_round_numbers_and_the_largest_is_not_alone_below(values: list[int]) -> None:
    limits = class_limits(values)
    step = limits[0]
    assert limits == (step, 2 * step, 3 * step, 4 * step)
    assert str(step).rstrip("0") in ("1", "2", "5")
    assert max(values) <= 5 * step
    assert all(0 <= class_of(value, limits) <= 4 for value in values)


def test_a_quarter_may_be_chosen_where_all_its_weeks_were_released() -> None:
    quarter = period_of(WEEKS[13].first, Cadence.QUARTER)
    assert quarter in offered(WEEKS[10:30])
    assert quarter not in offered([*WEEKS[10:20], *WEEKS[21:30]])
    assert tiles(quarter, WEEKS)
    assert offered(WEEKS[10:12]) == (WEEKS[11], WEEKS[10])


def test_the_newest_period_is_shown_unless_another_is_asked_for() -> None:
    choices = offered(WEEKS[:14])
    assert chosen("", choices) == WEEKS[13]
    assert chosen("2026-W03", choices) == WEEKS[2]
    assert chosen("2026-W01..W13", choices) == periods_of(2026, Cadence.QUARTER)[0]
    assert [chosen(asked, choices) for asked in ("2026-W20", "", "W3")] == [None, WEEKS[13], None]
    assert chosen("", ()) is None


def test_the_way_on_leads_to_periods_of_the_same_length() -> None:
    choices = offered(WEEKS[:14])
    assert neighbours(WEEKS[5], choices) == (WEEKS[4], WEEKS[6])
    assert neighbours(periods_of(2026, Cadence.QUARTER)[0], choices) == (None, None)


def test_names_of_cells_and_releases_can_be_read_back() -> None:
    assert parts_of(cell_of("light", "la-torre")) == ("light", "la-torre")
    assert reference_of("needs", "2026-W40..W43") == "needs-2026-W40..W43"
    assert reference_of("turnout:7", "2026-W40") == "turnout-7-2026-W40"


def test_every_statistic_is_described_by_its_name() -> None:
    assert [described(each.name) for each in STANDING] == list(STANDING)
    assert described(turnout("7", 0).name) == turnout("7", 0)
    assert described("dragons") is None
