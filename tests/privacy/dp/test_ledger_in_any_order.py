"""Whatever is asked of a ledger in whatever order: what it writes verifies, and no cap is ever passed."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from privacy.dp.families import RESERVE
from privacy.dp.ledger import LedgerError, release_of
from privacy.dp.periods import Cadence
from privacy.dp.plans import draw_up
from privacy.dp.verification import verify
from tests.privacy.dp.memory_ledger import MemoryLedger
from tests.privacy.dp.year import BUDGET, KEYS


class Publishers(RuleBasedStateMachine):
    """Any order of calls, honest or not: what is written always verifies, and caps are never passed."""

    def __init__(self):
        super().__init__()
        self.ledger = MemoryLedger()
        self.plans = []
        self.ledger.open_year(BUDGET)

    @rule(
        family=st.sampled_from(["needs", "effort", "breakdown:a", "anonymous"]),
        statistic=st.sampled_from(["one", "two"]),
        cadence=st.sampled_from(Cadence),
        parts=st.integers(min_value=1, max_value=4),
        pot=st.sampled_from([None, RESERVE]),
    )
    def buy(self, family, statistic, cadence, parts, pot):
        spend = BUDGET.quota_of_plan(pot or family) // parts
        drawn = draw_up(
            BUDGET,
            family=family,
            statistic=statistic,
            cadence=cadence,
            keys=KEYS,
            nano_epsilon=spend,
            paid_from=pot,
        )
        try:
            self.plans.append(self.ledger.buy(drawn).plan)
        except LedgerError:
            assert drawn.id not in {each.id for each in self.plans}

    @precondition(lambda self: self.plans)
    @rule(data=st.data(), ending=st.sampled_from(["publish", "crash", "forfeit", "early"]))
    def measure(self, data, ending):
        chosen = data.draw(st.sampled_from(self.plans))
        period = data.draw(st.sampled_from(chosen.periods[:3]))
        today = period.last_day if ending == "early" else period.closes_on
        try:
            reservation = self.ledger.reserve(chosen.id, period, today=today)
        except LedgerError:
            return
        if ending == "publish":
            self.ledger.publish(release_of(chosen, reservation, numbers=range(4), software="1.0"))
        elif ending == "forfeit":
            self.ledger.forfeit(chosen.id, period)

    @invariant()
    def everything_written_verifies(self):
        verdict = verify(self.ledger.rows())
        assert verdict.holds, verdict.says


TestPublishers = Publishers.TestCase
TestPublishers.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
