"""Every way of cheating the ledger that was thought of is found, and the row it begins at is named."""

import dataclasses

import pytest

from privacy.dp.budgets import Budget
from privacy.dp.chain import head_of
from privacy.dp.ledger import Opening, Purchase
from privacy.dp.noise import Mechanism
from privacy.dp.periods import Cadence
from privacy.dp.plans import draw_up
from privacy.dp.pricing import price_of
from privacy.dp.units import NANO, Price
from privacy.dp.verification import verify
from tests.privacy.dp.year import (
    BUDGET,
    EFFORT,
    FIRST,
    KEYS,
    NEEDS,
    bought,
    found,
    honest_ledger,
    linked,
    measured,
    released,
    reserved,
)

HONEST = honest_ledger().rows()


def test_an_honest_ledger_holds_and_says_so_in_one_line():
    verdict = verify(HONEST, heads=[head_of(HONEST[3]), head_of(HONEST[-1])], shown=[released(NEEDS, FIRST)])

    assert verdict.holds
    assert verdict.says == "10 rows hold: 2 plans, 3 releases, 9 numbers"


def test_an_empty_ledger_holds():
    assert verify(()).holds


def test_price_per_week_is_found_as_an_understated_l1():
    """The mutant that buys each week for one contribution, and so would sell fifty-two weeks at a fifth each."""
    weekly = draw_up(BUDGET, statistic="needs", family="needs", cadence=Cadence.WEEK, keys=KEYS)
    per_week = dataclasses.replace(weekly, l1=1, l2_squared=1)

    found([Opening(BUDGET), bought(per_week)], at=2, says="L1 1 is not that of needs, 5 a year")


def test_price_per_week_is_found_as_a_wrong_price():
    per_week = Purchase(NEEDS, Price(nano_epsilon=NANO // 52))

    found([Opening(BUDGET), per_week], at=2, says="price is not the map")


def test_price_per_week_is_refused_when_each_week_is_paid_in_full():
    """Honest in price, but each week bought as a plan of its own: overspent at the second."""
    weeks = [dataclasses.replace(NEEDS, statistic=f"needs week {number}") for number in range(1, 3)]

    found([Opening(BUDGET), *map(bought, weeks)], at=3, says="2 of 1")


@pytest.mark.parametrize(
    "bump", [{"keys": (*KEYS, "bees|north")}, {"scale_milli": 20_000}, {"paid_from": "reserve", "scale_milli": 20_000}]
)
def test_a_redraw_after_a_version_bump_is_found_even_when_it_was_paid_for(bump):
    half = dataclasses.replace(NEEDS, scale_milli=10_000)
    again = dataclasses.replace(half, **bump)
    events = [Opening(BUDGET), bought(half), *measured(half, FIRST), bought(again)]

    assert verify(linked(events)).holds
    found([*events, *measured(again, FIRST)], at=6, says="never gets a second noise")


def test_an_overlapping_period_is_another_plan_at_full_price():
    half = dataclasses.replace(NEEDS, scale_milli=10_000)
    yearly = dataclasses.replace(half, cadence=Cadence.YEAR)
    events = [Opening(BUDGET), bought(half), *measured(half, FIRST)]

    assert verify(linked([*events, bought(yearly), *measured(yearly, yearly.periods[0])])).holds
    found([*events, reserved(half, yearly.periods[0])], at=5, says="not a period of its plan")


def test_a_second_release_of_the_same_period_is_found():
    events = [Opening(BUDGET), bought(NEEDS), *measured(NEEDS, FIRST), released(NEEDS, FIRST, (1, 1, 1, 1))]

    found(events, at=5, says="published or given up before")


def test_a_second_reservation_of_the_same_period_is_found():
    events = [Opening(BUDGET), bought(NEEDS), *measured(NEEDS, FIRST), *measured(NEEDS, FIRST)]

    found(events, at=5, says="never gets a second noise")


def test_an_overspent_family_is_found():
    found([Opening(BUDGET), bought(NEEDS), bought(dataclasses.replace(NEEDS, statistic="more"))], at=3, says="2 of 1")


def test_the_years_cap_is_checked_even_where_forged_quotas_would_allow_more():
    forged = Budget(BUDGET.year)
    object.__setattr__(forged, "reserve_percent", 90)
    large = dataclasses.replace(NEEDS, statistic="more", paid_from="reserve", scale_milli=3_125)

    found([Opening(forged), bought(NEEDS), bought(large)], at=3, says="year 2026: 2.6 of 2")


def test_a_year_may_be_spent_to_the_last_and_anonymous_reports_are_not_in_its_sum():
    families = ["needs", "effort", "anonymous", *(f"breakdown:{poll}" for poll in "abcd")]
    plans = [draw_up(BUDGET, statistic=each, family=each, cadence=Cadence.YEAR, keys=KEYS) for each in families]
    more = draw_up(BUDGET, statistic="more", family="needs", cadence=Cadence.YEAR, keys=KEYS, paid_from="reserve")

    assert verify(linked([Opening(BUDGET), *map(bought, plans), bought(more)])).holds


def test_less_noise_than_the_quota_buys_is_found():
    greedy = dataclasses.replace(NEEDS, scale_milli=NEEDS.scale_milli - 125)

    found([Opening(BUDGET), bought(greedy)], at=2, says="needs 2026: 1.025641026 of 1")


def test_a_plan_bought_twice_is_found():
    found([Opening(BUDGET), bought(NEEDS), bought(NEEDS)], at=3, says="bought before")


def test_raising_the_caps_within_a_year_is_found():
    found([Opening(BUDGET), Opening(Budget(BUDGET.year, 4 * NANO))], at=2, says="fixed once")


def test_a_release_below_its_plans_scale_is_found():
    honest = released(NEEDS, FIRST)
    less = dataclasses.replace(honest, scale_milli=NEEDS.scale_milli // 2)

    found([Opening(BUDGET), bought(NEEDS), reserved(NEEDS, FIRST), less], at=4, says="not at its plan's scale")


def test_a_release_by_another_mechanism_is_found():
    other = dataclasses.replace(released(NEEDS, FIRST), mechanism=Mechanism.GAUSSIAN)

    found([Opening(BUDGET), bought(NEEDS), reserved(NEEDS, FIRST), other], at=4, says="not at its plan's scale")


def test_numbers_without_a_plan_a_reservation_or_an_opening_are_found():
    found([Opening(BUDGET), *measured(NEEDS, FIRST)], at=2, says="never bought")
    found([Opening(BUDGET), bought(NEEDS), released(NEEDS, FIRST)], at=3, says="never reserved")
    found([bought(NEEDS)], at=1, says="no budget was opened")


def test_a_period_of_another_year_is_found():
    following = draw_up(Budget(2027), statistic="needs", family="needs", cadence=Cadence.FOUR_WEEKS, keys=KEYS)
    stray = dataclasses.replace(reserved(NEEDS, FIRST), period=following.periods[0].key, reserved_on="2027-12-01")

    found([Opening(BUDGET), bought(NEEDS), stray], at=3, says="not a period of its plan")


@pytest.mark.parametrize("change", [{"period": "next week"}, {"reserved_on": "some day"}])
def test_a_period_or_day_that_cannot_be_read_is_found(change):
    stray = dataclasses.replace(reserved(NEEDS, FIRST), **change)

    found([Opening(BUDGET), bought(NEEDS), stray], at=3, says="needs ")


def test_control_the_honest_price_is_the_map_of_the_year():
    assert bought(EFFORT).price == price_of(EFFORT.noise, EFFORT.sensitivity) == Price(nano_epsilon=NANO // 10)
