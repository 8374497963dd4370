"""Periods cut the year without overlap, keep their names, and close by the calendar alone."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp.periods import Cadence, Period, period_named, period_of, periods_of
from privacy.dp.weeks import weeks_of

YEARS = range(2024, 2101)
EVERY_CUT = [(year, cadence) for year in YEARS for cadence in Cadence]


def test_periods_are_disjoint_and_make_up_the_whole_year():
    for year, cadence in EVERY_CUT:
        weeks = [week for period in periods_of(year, cadence) for week in period.weeks]

        assert weeks == list(weeks_of(year))
        assert {period.year for period in periods_of(year, cadence)} == {year}


@pytest.mark.parametrize(
    ("cadence", "of_52", "of_53"),
    [
        (Cadence.WEEK, [1] * 52, [1] * 53),
        (Cadence.FOUR_WEEKS, [4] * 13, [4] * 12 + [5]),
        (Cadence.QUARTER, [13] * 4, [13, 13, 13, 14]),
        (Cadence.YEAR, [52], [53]),
    ],
)
def test_the_last_period_of_a_long_year_is_longer(cadence, of_52, of_53):
    for year in YEARS:
        lengths = [len(period.weeks) for period in periods_of(year, cadence)]

        assert lengths == (of_53 if len(weeks_of(year)) == 53 else of_52)


def test_names_are_the_iso_weeks():
    assert periods_of(2026, Cadence.WEEK)[39].key == "2026-W40"
    assert periods_of(2026, Cadence.FOUR_WEEKS)[9].key == "2026-W37..W40"
    assert periods_of(2026, Cadence.QUARTER)[3].key == "2026-W40..W53"
    assert periods_of(2026, Cadence.YEAR)[0].key == "2026-W01..W53"


def test_every_name_reads_back_as_its_period_and_no_two_share_one():
    periods = {period for year, cadence in EVERY_CUT for period in periods_of(year, cadence)}

    assert all(period_named(period.key) == period for period in periods)
    assert len({period.key for period in periods}) == len(periods)


@pytest.mark.parametrize("name", ["", "2026", "2026-W1", "2025-W53", "2026-W54", "2026-W40..W40", "2026-W41..W40"])
def test_other_names_are_refused(name):
    with pytest.raises(ValueError, match=r".+"):
        period_named(name)


@given(st.sampled_from(YEARS), st.sampled_from(Cadence), st.data())
def test_a_week_finds_its_period(year, cadence, data):
    week = data.draw(st.sampled_from(weeks_of(year)))

    assert week in period_of(week, cadence).weeks
    assert period_of(week, cadence) in periods_of(year, cadence)


def test_a_period_closes_seven_whole_days_after_its_last_day():
    period = period_named("2026-W40")

    assert period.last_day == date(2026, 10, 4)
    assert not period.is_closed(date(2026, 10, 11))
    assert period.is_closed(date(2026, 10, 12))
    assert period.closes_on == period.last_day + timedelta(days=8)


def test_a_period_never_spans_two_years():
    last = weeks_of(2026).stop - 1

    with pytest.raises(ValueError, match="inside one budget year"):
        Period(last, last + 2)
