"""Build ledgers for the tests: an honest year, and chains that a dishonest writer could have linked."""

from collections.abc import Iterable
from typing import Any

from privacy.dp.budgets import Budget
from privacy.dp.chain import EMPTY, head_of, link
from privacy.dp.ledger import Event, Opening, Purchase, Release, Reservation, Row, release_of
from privacy.dp.periods import Cadence, Period
from privacy.dp.plans import Plan, draw_up
from privacy.dp.verification import verify
from tests.privacy.dp.memory_ledger import MemoryLedger

YEAR = 2026
KEYS = ("lamps|north", "lamps|south", "trees|north", "trees|south")
BUDGET = Budget(YEAR)
NEEDS = draw_up(BUDGET, statistic="needs", family="needs", cadence=Cadence.FOUR_WEEKS, keys=KEYS)
EFFORT = draw_up(BUDGET, statistic="effort", family="effort", cadence=Cadence.QUARTER, keys=("city",))
FIRST, SECOND = NEEDS.periods[:2]


def linked(events: Iterable[Event]) -> tuple[Row, ...]:
    """Chain events as anyone with the file could, without asking whether they are allowed."""
    rows: list[Row] = []
    for event in events:
        rows.append(link(head_of(rows[-1]) if rows else EMPTY, event))
    return tuple(rows)


def bought(plan: Plan) -> Purchase:
    return Purchase(plan, plan.price)


def reserved(plan: Plan, period: Period) -> Reservation:
    return Reservation(plan.id, period.key, period.closes_on.isoformat())


def released(plan: Plan, period: Period, numbers: tuple[int, ...] = (4, -1, 0, 7)) -> Release:
    return release_of(plan, reserved(plan, period), numbers=numbers[: len(plan.keys)], software="1.0")


def measured(plan: Plan, period: Period) -> list[Event]:
    return [reserved(plan, period), released(plan, period)]


def honest_events() -> list[Event]:
    """Two plans, three periods, one more reserved and waiting."""
    return [
        Opening(BUDGET),
        bought(NEEDS),
        *measured(NEEDS, FIRST),
        bought(EFFORT),
        *measured(EFFORT, EFFORT.periods[0]),
        *measured(NEEDS, SECOND),
        reserved(NEEDS, NEEDS.periods[2]),
    ]


def honest_ledger() -> MemoryLedger:
    return MemoryLedger(linked(honest_events()))


def found(events: Iterable[Event], *, at: int, says: str, **witnesses: Any) -> None:
    """Assert that a chain with valid hashes and dishonest content does not hold, and says why."""
    verdict = verify(linked(events), **witnesses)
    assert not verdict.holds
    assert verdict.seq == at
    assert says in verdict.says
