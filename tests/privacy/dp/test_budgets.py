"""A year's budget: its shares, and no way to promise more than the whole."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.dp.budgets import Budget
from privacy.dp.families import (
    CHOICES_NANO_EPSILON,
    DEFAULT_FAMILIES,
    NEEDS,
    RESERVE,
    Family,
    Unit,
)
from privacy.dp.units import NANO


def test_the_default_shares_of_an_epsilon_of_two():
    budget = Budget(2026)
    pots = ["needs", "effort", "breakdown", "anonymous", RESERVE]

    assert [budget.quota(pot) * 10 // NANO for pot in pots] == [10, 1, 4, 10, 3]
    assert budget.quota_of_plan("breakdown") == NANO // 10


@pytest.mark.parametrize("nano_epsilon", CHOICES_NANO_EPSILON)
def test_the_quotas_of_residents_and_the_reserve_leave_a_tenth_of_the_promise(nano_epsilon):
    budget = Budget(2026, nano_epsilon)
    residents = [family.name for family in budget.families if family.unit is Unit.RESIDENT]

    assert sum(budget.quota(pot) for pot in [*residents, RESERVE]) == nano_epsilon * 9 // 10


@pytest.mark.parametrize("nano_epsilon", CHOICES_NANO_EPSILON)
def test_an_anonymous_report_is_promised_one_whatever_the_city_chose(nano_epsilon):
    assert Budget(2026, nano_epsilon).quota("anonymous") == NANO


def test_slots_a_window():
    assert [family.bound for family in DEFAULT_FAMILIES] == [1, 16, 1, 1]
    assert Budget(2026).family("breakdown:budget-2026").bound == 1


@pytest.mark.parametrize("name", ["statements", "randomised", RESERVE, "needs2", ""])
def test_what_is_not_switched_on_has_no_slots_and_no_quota(name):
    with pytest.raises(KeyError):
        Budget(2026).family(name)


def test_a_poll_follows_the_rules_of_breakdown():
    assert Budget(2026).family("breakdown:budget-2026").name == "breakdown"


@given(st.integers())
def test_other_promises_are_refused(nano_epsilon):
    if nano_epsilon not in CHOICES_NANO_EPSILON:
        with pytest.raises(ValueError, match="1, 2 or 4"):
            Budget(2026, nano_epsilon)


@pytest.mark.parametrize("nano_delta", [0, -1, 1001, NANO])
def test_a_delta_above_one_in_a_million_is_refused(nano_delta):
    with pytest.raises(ValueError, match="delta"):
        Budget(2026, nano_delta=nano_delta)


def test_switching_a_family_on_takes_its_share_from_the_others():
    statements = Family("statements", bound=10, percent=20, distinct_cells=True)
    smaller_needs = dataclasses.replace(NEEDS, percent=30)

    with pytest.raises(ValueError, match="at most the whole"):
        Budget(2026, families=(*DEFAULT_FAMILIES, statements))
    families = (smaller_needs, *DEFAULT_FAMILIES[1:], statements)
    assert Budget(2026, families=families).quota("needs") == 6 * NANO // 10


@pytest.mark.parametrize(
    "families", [(NEEDS, NEEDS), (Family(RESERVE, bound=1, percent=1),), (Family("other", bound=1, percent=-1),)]
)
def test_a_family_named_twice_or_at_a_negative_share_is_refused(families):
    with pytest.raises(ValueError, match=r"share|once"):
        Budget(2026, families=families)
