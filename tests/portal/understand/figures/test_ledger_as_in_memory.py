"""Whatever is asked of it, the ledger in the database does what the ledger in memory does."""

from datetime import timedelta
from itertools import count

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.understand.figures.ledger.ledger import DatabaseLedger
from privacy.dp.budgets import Budget
from privacy.dp.ledger import Ledger, LedgerError, Reservation, release_of
from privacy.dp.periods import Cadence
from privacy.dp.plans import draw_up
from tests.privacy.dp.memory_ledger import MemoryLedger

YEARS = count(2030)
ACTS = st.tuples(
    st.sampled_from(["open", "buy", "reserve", "publish", "forfeit"]),
    st.integers(0, 3),  # which plan
    st.integers(0, 2),  # which period
    st.integers(-9, 9),  # what is measured
    st.booleans(),  # too early
)


def plans(year: int) -> list:
    """Four plans of a year, of which the third is one too many for its family."""
    budget = Budget(year)
    asked = [("needs", None), ("effort", None), ("needs", None), ("needs", "reserve")]
    return [
        draw_up(budget, statistic=f"s{n // 2}", family=kind, cadence=Cadence.QUARTER, keys=("a", str(n)), paid_from=pot)
        for n, (kind, pot) in enumerate(asked)
    ]


def act(ledger: Ledger, year: int, acts: list) -> list[object]:
    """Do everything, and note what came back or which refusal."""
    return [_noted(ledger, plans(year), each) for each in acts]


def _noted(ledger: Ledger, known: list, each: tuple) -> object:
    what, which, when, measured, is_early = each
    plan = known[which]
    period = plan.periods[when]
    taken = Reservation(plan.id, period.key, period.closes_on.isoformat())
    try:
        match what:
            case "open":
                return ledger.open_year(Budget(plan.year))
            case "buy":
                return ledger.buy(plan)
            case "reserve":
                return ledger.reserve(plan.id, period, today=period.closes_on - timedelta(days=int(is_early)))
            case "publish":
                return ledger.publish(release_of(plan, taken, numbers=(measured, measured), software="1"))
            case _:
                return ledger.forfeit(plan.id, period)
    except LedgerError as refusal:
        return type(refusal).__name__


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACTS, max_size=25))
def test_any_sequence_has_the_same_answers_and_the_same_rows(ledger: DatabaseLedger, acts: list) -> None:
    year = next(YEARS)
    memory = MemoryLedger(ledger.rows())
    patient = DatabaseLedger(ledger.database, file=ledger.file, lease=timedelta())
    start = [("open", 0, 0, 0, False), ("buy", 0, 0, 0, False)]
    assert act(patient, year, start + acts) == act(memory, year, start + acts)
    assert list(ledger.rows()) == list(memory.rows())
