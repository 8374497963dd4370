"""A small town with voices in it, for the tests of figures: two districts, a few types, and weeks that are over."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from portal.ground.contributions.rules import Voice
from portal.ground.contributions.service import admit_many
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.understand.figures.releasing.releases import Outcome, publish_due
from portal.understand.figures.releasing.service import begin_counting
from privacy.dp.weeks import monday_of

START = 131  # Monday 2026-07-06: 20 weeks before the clock of the tests


def on(day: date) -> datetime:
    """Noon of a day."""
    return datetime.combine(day, time(12), UTC)


def after(week: int) -> datetime:
    """The first noon on which a week is closed."""
    return on(monday_of(week + 1) + timedelta(days=7))


def begin(database: Database, week: int = START) -> None:
    """Let the town count from a week on."""
    with database.writing() as session:
        begin_counting(session, week=week)


def speak(database: Database, voices: Iterable[Voice]) -> None:
    """Let voices be counted."""
    with database.writing() as session:
        admit_many(session, tuple(voices))


def reports(cell: str, week: int, count: int) -> tuple[Voice, ...]:
    """Reports without an account, in one cell."""
    return (Voice("anonymous", None, week, cell),) * count


def residents(cell: str, week: int, count: int, *, first: int = 1) -> tuple[Voice, ...]:
    """Signed-in people, each with a voice in one cell."""
    units = range(first, first + count)
    needs = tuple(Voice("needs", unit, week, cell) for unit in units)
    return needs + tuple(Voice("effort", unit, week) for unit in units)


def publish(database: Database, settings: Settings, week: int) -> Outcome:
    """Publish everything that is due when a week has just closed."""
    return publish_due(database, settings, now=after(week))
