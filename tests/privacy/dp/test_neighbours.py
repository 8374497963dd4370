"""Remove any resident: the year's vector moves by at most the declared L1, because slots are unique in a window."""

from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from privacy.dp.families import ANONYMOUS, BREAKDOWN, EFFORT, NEEDS
from privacy.dp.periods import Cadence, period_of
from privacy.dp.weeks import WINDOW_WEEKS, weeks_of

YEARS = range(2024, 2101)


def admit(family, unit, attempts):
    """Keep what UNIQUE(family, unit, win, slot) with slots 1 to bound would keep of (week, cell) attempts."""
    taken, kept = Counter(), []
    for week, cell in attempts:
        window = family.window_of(week, unit)
        if taken[window] < family.bound:
            taken[window] += 1
            kept.append((week, cell))
    return kept


def vector(rows, cadence):
    return Counter((period_of(week, cadence).key, cell) for week, cell in rows)


def heaviest(year, cell=0, times=20):
    return [(week, cell) for week in weeks_of(year) for _ in range(times)]


attempts_of_a_year = st.sampled_from(YEARS).flatmap(
    lambda year: st.lists(st.tuples(st.sampled_from(weeks_of(year)), st.integers(0, 5)), max_size=400).map(sorted)
)


@pytest.mark.parametrize("family", [NEEDS, EFFORT, BREAKDOWN, ANONYMOUS], ids=lambda family: family.name)
@given(unit=st.integers(min_value=0, max_value=2**128), attempts=attempts_of_a_year, cadence=st.sampled_from(Cadence))
@example(unit=12, attempts=heaviest(2026), cadence=Cadence.WEEK)
@example(unit=12, attempts=heaviest(2026), cadence=Cadence.YEAR)
def test_no_resident_weighs_more_than_the_family_declares(family, unit, attempts, cadence):
    cells = vector(admit(family, unit, attempts), cadence)

    assert sum(cells.values()) <= family.sensitivity.l1
    assert sum(count * count for count in cells.values()) <= family.sensitivity.l2_squared


@pytest.mark.parametrize(("family", "l1"), [(NEEDS, 5), (EFFORT, 80), (BREAKDOWN, 1), (ANONYMOUS, 1)])
def test_the_heaviest_resident_of_the_worst_year_reaches_the_bound_exactly(family, l1):
    most = max(
        len(admit(family, unit, heaviest(year))) for year in (2024, 2025, 2026, 2032) for unit in range(WINDOW_WEEKS)
    )

    assert most == l1 == family.sensitivity.l1


def test_control_counting_a_poll_by_windows_would_count_a_voter_twice():
    """A poll that spans two windows of a voter needs the one window for ever that `once` gives it."""
    first = weeks_of(2026).start
    across = [(week, 0) for week in range(first, first + 2 * WINDOW_WEEKS)]

    assert len(admit(BREAKDOWN, 7, across)) == 1
    assert len(admit(NEEDS, 7, across)) > 1


def test_control_without_slots_the_bound_is_broken():
    assert len(heaviest(2026, times=1)) > NEEDS.sensitivity.l1
