"""Weeks, budget years and windows: counted exhaustively, because a bound that fails once is no bound."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp.weeks import (
    WINDOW_WEEKS,
    WINDOWS_A_YEAR,
    local_day,
    monday_of,
    number_in_year,
    offset_of,
    week_of,
    weeks_of,
    window_of,
    year_of,
)

YEARS = range(2024, 2101)


def test_week_zero_begins_on_the_first_monday_of_2024():
    assert week_of(date(2024, 1, 1)) == 0
    assert week_of(date(2024, 1, 7)) == 0
    assert week_of(date(2024, 1, 8)) == 1
    assert week_of(date(2023, 12, 31)) == -1


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 1, 1)))
def test_every_day_lies_in_the_week_that_its_monday_begins(day):
    assert timedelta(0) <= day - monday_of(week_of(day)) < timedelta(days=7)
    assert (year_of(week_of(day)), number_in_year(week_of(day))) == day.isocalendar()[:2]


def test_every_week_belongs_to_exactly_one_year():
    together = [week for year in YEARS for week in weeks_of(year)]

    assert together == list(range(weeks_of(2024).start, weeks_of(2100).stop))
    assert all(year_of(week) == year for year in YEARS for week in weeks_of(year))


def test_a_year_has_52_or_53_weeks():
    assert {len(weeks_of(year)) for year in YEARS} == {52, 53}


def _most_windows(length: int) -> int:
    return max(
        len({(week + offset) // length for week in weeks_of(year)}) for year in YEARS for offset in range(length)
    )


def test_every_year_touches_at_most_five_windows_whatever_the_offset():
    touched = {
        len({window_of(week, unit) for week in weeks_of(year)}) for year in YEARS for unit in range(WINDOW_WEEKS)
    }

    assert max(touched) == WINDOWS_A_YEAR == _most_windows(WINDOW_WEEKS)


def test_control_shorter_windows_would_break_the_bound():
    assert _most_windows(12) > WINDOWS_A_YEAR


@given(st.integers(min_value=0, max_value=2**256), st.integers(min_value=-1000, max_value=5000))
def test_a_window_is_thirteen_weeks_in_a_row(unit, week):
    first = window_of(week, unit) * WINDOW_WEEKS - offset_of(unit)

    assert first <= week < first + WINDOW_WEEKS
    assert {window_of(each, unit) for each in range(first, first + WINDOW_WEEKS)} == {window_of(week, unit)}


def test_offsets_are_spread_over_all_thirteen_weeks():
    assert sorted(offset_of(unit) for unit in range(WINDOW_WEEKS)) == list(range(WINDOW_WEEKS))


def test_the_day_is_the_citys_day():
    late_on_sunday = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)

    assert local_day(late_on_sunday, UTC) == date(2026, 3, 1)
    assert local_day(late_on_sunday, ZoneInfo("Europe/Madrid")) == date(2026, 3, 2)


def test_a_naive_time_belongs_to_no_day():
    with pytest.raises(ValueError, match="time zone"):
        local_day(datetime(2026, 3, 1, 23, 30), UTC)  # noqa: DTZ001 - the refused case
