"""The ledger's promises: pay once, measure once, and nothing written when something is refused."""

import dataclasses

import pytest

from privacy.dp.budgets import Budget
from privacy.dp.families import NEEDS as NEEDS_FAMILY
from privacy.dp.families import RESERVE, Family
from privacy.dp.ledger import AlreadyMeasured, Ledger, Overspent, Unfounded, release_of
from privacy.dp.noise import Mechanism
from privacy.dp.periods import Cadence
from privacy.dp.plans import draw_up
from privacy.dp.units import NANO
from privacy.dp.verification import verify
from tests.privacy.dp.memory_ledger import MemoryLedger
from tests.privacy.dp.year import BUDGET, FIRST, KEYS, NEEDS, SECOND, YEAR, released


@pytest.fixture
def ledger() -> Ledger:
    ledger = MemoryLedger()
    ledger.open_year(BUDGET)
    return ledger


def plan(**facts):
    return draw_up(BUDGET, **{"statistic": "needs", "family": "needs", "cadence": Cadence.WEEK, "keys": KEYS, **facts})


def test_a_year_is_paid_once_and_measured_period_by_period(ledger):
    ledger.buy(NEEDS)
    for period in NEEDS.periods:
        reservation = ledger.reserve(NEEDS.id, period, today=period.closes_on)
        ledger.publish(release_of(NEEDS, reservation, numbers=(1, 2, 3, 4), software="1.0"))

    assert len(ledger.rows()) == 2 + 2 * 13
    assert verify(ledger.rows()).holds


def test_buying_again_costs_nothing_and_writes_nothing(ledger):
    assert ledger.buy(NEEDS) == ledger.buy(NEEDS)
    assert len(ledger.rows()) == 2


def test_opening_the_same_year_again_writes_nothing_and_with_other_caps_is_refused(ledger):
    ledger.open_year(BUDGET)
    assert len(ledger.rows()) == 1
    with pytest.raises(Unfounded, match="fixed once"):
        ledger.open_year(Budget(YEAR, 4 * NANO))


@pytest.mark.parametrize("facts", [{"statistic": "needs again"}, {"cadence": Cadence.QUARTER}, {"keys": KEYS[:3]}])
def test_another_statistic_cadence_or_key_list_is_another_plan_at_full_price(ledger, facts):
    ledger.buy(plan())
    rows = ledger.rows()

    with pytest.raises(Overspent, match=r"needs 2026: 2 of 1"):
        ledger.buy(plan(**facts))
    assert ledger.rows() == rows


def test_a_family_may_split_its_quota_between_plans(ledger):
    half = [plan(statistic=name, nano_epsilon=NANO // 2) for name in ("weekly", "by age")]

    for each in half:
        ledger.buy(each)
    assert {each.scale_milli for each in half} == {10_000}
    with pytest.raises(Overspent):
        ledger.buy(plan(statistic="third", nano_epsilon=NANO // 100))


def test_the_reserve_pays_for_residents_but_not_for_anonymous_reports(ledger):
    ledger.buy(plan(paid_from=RESERVE))

    with pytest.raises(Overspent):
        ledger.buy(plan(statistic="more", paid_from=RESERVE, nano_epsilon=NANO // 100))
    with pytest.raises(Unfounded, match="cannot be paid"):
        ledger.buy(plan(statistic="anonymous", family="anonymous", paid_from=RESERVE))


def test_a_year_has_four_polls_and_no_fifth(ledger):
    for poll in "abcd":
        ledger.buy(plan(statistic=f"turnout {poll}", family=f"breakdown:{poll}", cadence=Cadence.YEAR))

    fifth = plan(statistic="turnout e", family="breakdown:e", paid_from=RESERVE, nano_epsilon=NANO // 10)
    with pytest.raises(Overspent, match="4 plans"):
        ledger.buy(fifth)


def test_one_poll_may_not_take_what_is_kept_for_the_others(ledger):
    with pytest.raises(Overspent, match=r"0\.2 of 0\.1"):
        ledger.buy(plan(statistic="turnout", family="breakdown:a", nano_epsilon=NANO // 5))


def test_anonymous_reports_are_paid_apart(ledger):
    ledger.buy(plan())
    ledger.buy(plan(statistic="anonymous", family="anonymous"))

    assert ledger.buy(plan(statistic="turnout", family="breakdown:a")).price.nano_epsilon == NANO // 10


def test_a_family_that_is_not_switched_on_cannot_be_bought(ledger):
    other = Budget(YEAR, families=(Family("statements", bound=10, percent=20, distinct_cells=True),))
    statements = draw_up(other, statistic="opinions", family="statements", cadence=Cadence.YEAR, keys=KEYS)

    assert statements.mechanism is Mechanism.GAUSSIAN
    with pytest.raises(Unfounded, match="not switched on"):
        ledger.buy(statements)


def test_gaussian_plans_are_priced_in_rho_and_fit_their_quota():
    families = (dataclasses.replace(NEEDS_FAMILY, percent=30), Family("statements", 10, 20, distinct_cells=True))
    budget, ledger = Budget(YEAR, families=families), MemoryLedger()
    ledger.open_year(budget)
    opinions = draw_up(budget, statistic="opinions", family="statements", cadence=Cadence.YEAR, keys=KEYS)

    purchase = ledger.buy(opinions)

    assert (purchase.price.nano_epsilon, opinions.l2_squared) == (0, 50)
    assert purchase.price.nano_rho > 0
    with pytest.raises(Overspent):
        ledger.buy(dataclasses.replace(opinions, statistic="more opinions"))


def test_an_unopened_year_has_nothing_to_spend():
    with pytest.raises(Unfounded, match="no budget was opened"):
        MemoryLedger().buy(NEEDS)


def test_a_crash_after_the_reservation_leads_back_to_the_same_reservation(ledger):
    ledger.buy(NEEDS)
    first = ledger.reserve(NEEDS.id, FIRST, today=FIRST.closes_on)

    assert ledger.reserve(NEEDS.id, FIRST, today=SECOND.closes_on) == first
    assert len(ledger.rows()) == 3


def test_the_loser_of_a_race_gets_the_winners_numbers(ledger):
    ledger.buy(NEEDS)
    reservation = ledger.reserve(NEEDS.id, FIRST, today=FIRST.closes_on)
    winner, loser = (
        release_of(NEEDS, reservation, numbers=numbers, software="1.0") for numbers in ((1, 2, 3, 4), (5, 6, 7, 8))
    )

    assert ledger.publish(winner) == winner
    assert ledger.publish(loser) == winner
    assert len(ledger.rows()) == 4


def test_a_published_period_is_never_measured_again(ledger):
    ledger.buy(NEEDS)
    ledger.reserve(NEEDS.id, FIRST, today=FIRST.closes_on)
    ledger.publish(released(NEEDS, FIRST))

    with pytest.raises(AlreadyMeasured):
        ledger.reserve(NEEDS.id, FIRST, today=FIRST.closes_on)


def test_a_period_is_taken_only_after_it_has_closed(ledger):
    ledger.buy(NEEDS)

    with pytest.raises(Unfounded, match="before it closed"):
        ledger.reserve(NEEDS.id, FIRST, today=FIRST.last_day)


def test_a_period_of_another_cadence_or_year_is_refused(ledger):
    ledger.buy(NEEDS)
    following = draw_up(Budget(YEAR + 1), statistic="needs", family="needs", cadence=Cadence.FOUR_WEEKS, keys=KEYS)

    for period in (plan().periods[0], following.periods[0]):
        with pytest.raises(Unfounded, match="not a period of its plan"):
            ledger.reserve(NEEDS.id, period, today=period.closes_on)


def test_a_new_category_starts_with_the_next_period_and_costs_nothing(ledger):
    ledger.buy(NEEDS)
    more = ("bees|north", "bees|south")
    reservation = ledger.reserve(NEEDS.id, SECOND, today=SECOND.closes_on, more_keys=more)

    ledger.publish(release_of(NEEDS, reservation, numbers=(1, 2, 3, 4, 5, 6), software="1.0"))

    assert verify(ledger.rows()).holds
    with pytest.raises(Unfounded, match="twice"):
        ledger.reserve(NEEDS.id, FIRST, today=FIRST.closes_on, more_keys=KEYS[:1])


def test_a_forfeited_period_is_spent_and_stays_unpublished(ledger):
    ledger.buy(NEEDS)
    ledger.reserve(NEEDS.id, FIRST, today=FIRST.closes_on)
    ledger.forfeit(NEEDS.id, FIRST)

    with pytest.raises(AlreadyMeasured):
        ledger.reserve(NEEDS.id, FIRST, today=FIRST.closes_on)
    with pytest.raises(AlreadyMeasured):
        ledger.publish(released(NEEDS, FIRST))
    assert verify(ledger.rows()).holds


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"scale_milli": 125}, "scale"),
        ({"numbers": (1, 2, 3)}, "count of keys"),
        ({"numbers": (9, 9, 9, 9)}, "hash"),
        ({"domain": "0" * 64}, "keys"),
        ({"period": SECOND.key}, "never reserved"),
        ({"plan_id": "0" * 32}, "never bought"),
    ],
)
def test_a_release_on_other_terms_is_refused(ledger, change, says):
    ledger.buy(NEEDS)
    ledger.reserve(NEEDS.id, FIRST, today=FIRST.closes_on)

    with pytest.raises(Unfounded, match=says):
        ledger.publish(dataclasses.replace(released(NEEDS, FIRST), **change))
    assert len(ledger.rows()) == 3


@pytest.mark.parametrize("keys", [(), ("a", "a")])
def test_a_plan_lists_each_key_once(keys):
    with pytest.raises(ValueError, match="keys"):
        plan(keys=keys)
