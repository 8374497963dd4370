"""The ledger on both databases: it spends once, refuses by its caps alone, and never measures a question twice."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.understand.figures.ledger import public_file
from portal.understand.figures.ledger.ledger import LEASE, DatabaseLedger
from portal.understand.figures.ledger.pots import WHOLE_YEAR
from portal.understand.figures.ledger.spending import spending
from portal.understand.figures.rules import BeingMeasured
from privacy.dp.budgets import Budget
from privacy.dp.chain import line_of
from privacy.dp.ledger import AlreadyMeasured, Overspent, Release, Reservation, Unfounded, release_of
from privacy.dp.periods import Cadence, Period
from privacy.dp.plans import Plan, draw_up
from privacy.dp.units import NANO
from privacy.dp.verification import verify
from tests.privacy.dp.year import BUDGET, EFFORT, FIRST, NEEDS, SECOND

pytestmark = pytest.mark.usefixtures("frozen_clock")


def bought(ledger: DatabaseLedger, plan: Plan = NEEDS) -> Plan:
    """Open the year and buy a plan."""
    ledger.open_year(BUDGET)
    return ledger.buy(plan).plan


def reserved(ledger: DatabaseLedger, plan: Plan = NEEDS, period: Period = FIRST) -> Reservation:
    """Take a period on the day on which it closes."""
    return ledger.reserve(plan.id, period, today=period.closes_on)


def numbers(plan: Plan, taken: Reservation, *values: int, software: str = "1.0") -> Release:
    """Put numbers on record as if they had been measured."""
    return release_of(plan, taken, numbers=values or range(len(plan.keys)), software=software)


def kinds(ledger: DatabaseLedger) -> list[str]:
    """What the chain says, in order."""
    return [row.event.kind for row in ledger.rows()]


def test_a_year_is_opened_paid_taken_and_published(ledger: DatabaseLedger) -> None:
    plan = bought(ledger)
    release = numbers(plan, reserved(ledger), 4, -1, 0, 7)
    assert ledger.publish(release) == release
    assert kinds(ledger) == ["opening", "purchase", "reservation", "release"]
    assert verify(ledger.rows()).holds


def test_doing_the_same_again_writes_nothing(ledger: DatabaseLedger) -> None:
    plan = bought(ledger)
    taken = reserved(ledger)
    release = ledger.publish(numbers(plan, taken))
    bought(ledger)
    assert ledger.publish(numbers(plan, taken)) == release
    assert len(kinds(ledger)) == 4


def test_a_plan_is_paid_once_and_its_releases_cost_nothing_more(ledger: DatabaseLedger, database: Database) -> None:
    plan = bought(ledger)
    for period in (FIRST, SECOND):
        ledger.publish(numbers(plan, reserved(ledger, period=period)))
    with database.reading() as session:
        spent = spending(session, 2026)
    assert spent is not None
    assert (spent.spent, spent.left) == (1.0, 1.0)
    assert {pot.name: pot.spent for pot in spent.pots if pot.spent} == {"needs": 1.0}


def test_the_loser_of_a_race_gets_the_stored_numbers_and_its_own_are_gone(ledger: DatabaseLedger) -> None:
    plan = bought(ledger)
    taken = reserved(ledger)
    first, second = numbers(plan, taken, 1, 1, 1, 1), numbers(plan, taken, 2, 2, 2, 2)
    assert ledger.publish(first) == first
    assert ledger.publish(second) == first
    assert b"2,2,2,2" not in ledger.file.read_bytes()


def test_another_version_of_the_program_gets_the_answer_that_was_given(ledger: DatabaseLedger) -> None:
    plan = bought(ledger)
    taken = reserved(ledger)
    first = ledger.publish(numbers(plan, taken, 1, 1, 1, 1, software="1.0"))
    assert ledger.publish(numbers(plan, taken, 5, 5, 5, 5, software="2.0")) == first
    with pytest.raises(AlreadyMeasured):
        ledger.reserve(plan.id, FIRST, today=FIRST.closes_on)


def test_another_plan_for_the_same_question_is_paid_in_full_and_never_measures_a_period_again(
    ledger: DatabaseLedger,
) -> None:
    plan = bought(ledger)
    ledger.publish(numbers(plan, reserved(ledger)))
    more = draw_up(
        BUDGET, statistic="needs", family="needs", cadence=Cadence.FOUR_WEEKS, keys=NEEDS.keys, paid_from="reserve"
    )
    assert ledger.buy(more).price.nano_epsilon == more.price.nano_epsilon > 0
    with pytest.raises(AlreadyMeasured):
        ledger.reserve(more.id, FIRST, today=FIRST.closes_on)


def test_a_period_that_is_open_by_the_calendar_is_refused(ledger: DatabaseLedger) -> None:
    plan = bought(ledger)
    with pytest.raises(Unfounded):
        ledger.reserve(plan.id, FIRST, today=FIRST.closes_on - timedelta(days=1))
    assert kinds(ledger) == ["opening", "purchase"]


def test_what_a_family_has_no_room_for_is_refused_and_writes_nothing(ledger: DatabaseLedger) -> None:
    bought(ledger)
    another = draw_up(BUDGET, statistic="more", family="needs", cadence=Cadence.WEEK, keys=("a",))
    before = ledger.file.exists(), kinds(ledger)
    with pytest.raises(Overspent):
        ledger.buy(another)
    assert (ledger.file.exists(), kinds(ledger)) == before
    assert ledger.buy(EFFORT).plan == EFFORT, "a refusal leaves the ledger as it was"


def test_the_database_itself_refuses_to_spend_more_than_a_pot_has(ledger: DatabaseLedger, database: Database) -> None:
    bought(ledger)
    for pot in ("needs", WHOLE_YEAR):
        more = text(f"UPDATE understand_pot SET nano_epsilon = nano_epsilon + {2 * NANO} WHERE pot = :pot")  # noqa: S608
        with pytest.raises(DatabaseError), database.writing() as session:
            session.execute(more, {"pot": pot})


@pytest.mark.parametrize(
    "change", ["UPDATE understand_ledger_row SET kind = 'release'", "DELETE FROM understand_ledger_row"]
)
def test_the_database_itself_refuses_to_change_a_row(ledger: DatabaseLedger, database: Database, change: str) -> None:
    bought(ledger)
    with pytest.raises(DatabaseError, match="append-only"), database.writing() as session:
        session.execute(text(change))
    assert verify(ledger.rows()).holds


def test_a_worker_has_a_period_to_itself_until_its_lease_ends(
    ledger: DatabaseLedger, frozen_clock: FrozenClock
) -> None:
    bought(ledger)
    taken = reserved(ledger)
    with pytest.raises(BeingMeasured):
        reserved(ledger)
    frozen_clock.advance(LEASE)
    assert reserved(ledger) == taken, "nobody has seen a number, so the same period is measured"
    assert kinds(ledger).count("reservation") == 1


def test_a_period_that_was_given_up_is_never_measured(ledger: DatabaseLedger) -> None:
    plan = bought(ledger)
    taken = reserved(ledger)
    ledger.forfeit(plan.id, FIRST)
    with pytest.raises(AlreadyMeasured):
        reserved(ledger)
    with pytest.raises(AlreadyMeasured):
        ledger.publish(numbers(plan, taken))


def test_the_caps_of_a_year_are_fixed_once(ledger: DatabaseLedger) -> None:
    ledger.open_year(BUDGET)
    with pytest.raises(Unfounded):
        ledger.open_year(Budget(BUDGET.year, nano_epsilon=4 * NANO))
    ledger.open_year(Budget(BUDGET.year + 1, nano_epsilon=4 * NANO))
    assert kinds(ledger) == ["opening", "opening"]


def test_two_ledgers_on_one_database_see_each_others_rows(ledger: DatabaseLedger, database: Database) -> None:
    other = DatabaseLedger(database, file=ledger.file)
    plan = bought(ledger)
    assert other.buy(plan) == ledger.buy(plan)
    taken = reserved(other)
    release = ledger.publish(numbers(plan, taken, 3, 3, 3, 3))
    assert other.publish(numbers(plan, taken, 4, 4, 4, 4)) == release
    assert len(kinds(other)) == 4


def test_the_public_file_has_every_row_before_any_noise_is_drawn(ledger: DatabaseLedger) -> None:
    plan = bought(ledger)
    assert len(list(public_file.lines(ledger.file))) == 2, "a purchase is public before anything is measured"
    taken = reserved(ledger)
    assert list(public_file.lines(ledger.file)) == [line_of(row) for row in ledger.rows()]
    assert len(list(public_file.lines(ledger.file))) == 3
    ledger.publish(numbers(plan, taken))
    assert list(public_file.lines(ledger.file)) == [line_of(row) for row in ledger.rows()]


def test_a_half_written_file_is_never_seen(ledger: DatabaseLedger) -> None:
    bought(ledger)
    reserved(ledger)
    before = ledger.file.read_bytes()
    ledger.file.with_name(".ledger.jsonl.new").write_bytes(before[: len(before) // 2])  # a writer was killed here
    reserved(ledger, period=SECOND)
    assert ledger.file.read_bytes().startswith(before)
    assert len(list(public_file.lines(ledger.file))) == len(kinds(ledger))


def test_a_year_that_nobody_opened_buys_nothing(ledger: DatabaseLedger) -> None:
    with pytest.raises(Unfounded):
        ledger.buy(NEEDS)
    assert ledger.budget(2026) is None
    assert kinds(ledger) == []
