"""Voices are admitted to years that nobody has planned yet; the issues of other years come in without them."""

from datetime import date
from pathlib import Path

from portal.doors.imports.admission import open_weeks
from portal.ground.database import Database
from portal.understand.figures.catalogue import ANONYMOUS, NEEDS, budget_of, plan_of
from portal.understand.figures.ledger.ledger import DatabaseLedger
from privacy.dp.periods import Cadence
from privacy.dp.weeks import week_of, weeks_of
from tests.portal.doors.imports.invented import issues, row, take_in, voices


def plan_year(database: Database, folder: Path, *, year: int, statistic: object = ANONYMOUS) -> None:
    """Buy a year of a statistic."""
    budget = budget_of(year, yearly_epsilon=2.0)
    ledger = DatabaseLedger(database, file=folder / "ledger.jsonl")
    ledger.open_year(budget)
    ledger.buy(plan_of(statistic, budget, cadence=Cadence.WEEK, keys=("light/centre",)))  # type: ignore[arg-type]


def test_a_year_without_a_plan_is_open(city: Database, tmp_path: Path) -> None:
    plan_year(city, tmp_path, year=2025)
    with city.reading() as session:
        asked = [weeks_of(2025)[-1], *weeks_of(2026), weeks_of(2027)[0]]
        assert open_weeks(session, asked) == {*weeks_of(2026), weeks_of(2027)[0]}


def test_a_plan_of_another_statistic_closes_nothing(city: Database, tmp_path: Path) -> None:
    plan_year(city, tmp_path, year=2026, statistic=NEEDS)
    with city.reading() as session:
        assert open_weeks(session, weeks_of(2026)) == frozenset(weeks_of(2026))


def test_a_voice_of_a_planned_year_is_not_admitted_but_its_issue_is(city: Database, tmp_path: Path) -> None:
    plan_year(city, tmp_path, year=2026)
    counts = take_in(city, tmp_path, row(1), row(2, opened="2025-03-03"), row(3, channel="crew"))
    assert (counts.issues, counts.voices, counts.late) == (3, 1, 1)
    with city.reading() as session:
        assert len(issues(session)) == 3
        assert voices(session) == {(week_of(date(2025, 3, 3)), "light/centre"): 1}


def test_the_year_is_the_iso_year(city: Database, tmp_path: Path) -> None:
    plan_year(city, tmp_path, year=2026)
    counts = take_in(city, tmp_path, row(1, opened="2025-12-29"), row(2, opened="2025-12-28"))
    assert (counts.voices, counts.late) == (1, 1)  # Monday 29 December begins the first week of 2026
