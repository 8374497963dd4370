"""Take one resident away, the heaviest always: the exact cells of a year change by no more than the declared bound."""

from collections import Counter
from collections.abc import Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from portal.ground.contributions.queries import cells
from portal.ground.contributions.rules import Voice
from portal.ground.database import Database
from portal.understand.figures.catalogue import ANONYMOUS, EFFORT, NEEDS, Statistic
from privacy.dp.periods import Cadence, periods_of
from privacy.dp.weeks import weeks_of
from tests.portal.understand.figures.town import speak

YEAR = 2026
WEEKS = weeks_of(YEAR)
CELLS = [f"{category}/{district}" for category in ("light", "ground") for district in ("centre", "marina")]

said_by_one = st.lists(st.tuples(st.sampled_from(WEEKS), st.sampled_from(CELLS)), max_size=80)
people = st.dictionaries(st.integers(1, 2**62), said_by_one, min_size=1, max_size=6)
Said = dict[int, Sequence[tuple[int, str]]]


def exact_year(database: Database, statistic: Statistic, said: Said) -> Counter[tuple[str, str]]:
    """Count every cell of every period of the year, as a release would before its noise."""
    with database.writing() as session:
        session.execute(text("DELETE FROM ground_contribution"))
    unit_of = {unit: None if statistic is ANONYMOUS else unit for unit in said}
    speak(database, (Voice(statistic.family, unit_of[unit], *each) for unit, voices in said.items() for each in voices))
    found: Counter[tuple[str, str]] = Counter()
    with database.reading() as session:
        for period in periods_of(YEAR, Cadence.WEEK):
            counted = cells(session, family=statistic.family, weeks=period.weeks)
            found.update({(period.key, cell): count for cell, count in counted.items()})
    return found


def distance(one: Counter[tuple[str, str]], other: Counter[tuple[str, str]]) -> int:
    """The L1 distance of two years."""
    return sum(abs(one[key] - other[key]) for key in one | other)


def without_the_heaviest(said: Said) -> Said:
    """Take away whoever said most."""
    heaviest = max(said, key=lambda unit: len(said[unit]))
    return {unit: voices for unit, voices in said.items() if unit != heaviest}


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(said=people)
def test_nobody_weighs_more_than_the_bound_of_the_year(database: Database, said: Said) -> None:
    for statistic in (NEEDS, EFFORT):
        with_all, without = (exact_year(database, statistic, each) for each in (said, without_the_heaviest(said)))
        assert distance(with_all, without) <= statistic.rules.sensitivity.l1


def test_a_resident_who_reports_every_week_reaches_the_bound_and_not_more(database: Database) -> None:
    busy = {unit: [(week, CELLS[0]) for week in WEEKS for _ in range(2)] for unit in (5, 6)}
    alone = {5: busy[5]}
    assert 4 <= distance(exact_year(database, NEEDS, busy), exact_year(database, NEEDS, alone)) <= 5
    assert distance(exact_year(database, EFFORT, busy), exact_year(database, EFFORT, alone)) <= 80


def test_one_report_without_an_account_weighs_one(database: Database) -> None:
    said = {1: [(WEEKS[3], CELLS[0])] * 4}
    fewer = {1: [(WEEKS[3], CELLS[0])] * 3}
    assert distance(exact_year(database, ANONYMOUS, said), exact_year(database, ANONYMOUS, fewer)) == 1


def test_without_the_bound_a_busy_resident_would_be_seen(database: Database) -> None:
    """The control: the same voices, each as if it came from somebody else."""
    busy = {5: [(week, CELLS[0]) for week in WEEKS]}
    unbounded = {number: [each] for number, each in enumerate(busy[5])}
    assert distance(exact_year(database, NEEDS, unbounded), Counter()) > NEEDS.rules.sensitivity.l1
