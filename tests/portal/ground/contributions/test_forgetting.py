"""A counted voice loses its name as soon as its window has ended, and goes when it was released."""

from uuid import UUID

from sqlmodel import col, select

from portal.ground.contributions.forgetting import expire, families_present, forget_units
from portal.ground.contributions.models import Contribution
from portal.ground.contributions.queries import cells
from portal.ground.contributions.rules import NAMELESS
from portal.ground.contributions.service import admit
from portal.ground.database import Database

WEEK = 104  # the first of a window for unit 0


def admitted(database: Database, *, unit: int = 0, week: int = WEEK, family: str = "needs") -> UUID | None:
    with database.writing() as session:
        return admit(session, family=family, unit=unit, week=week, cell="lights|port")


def counted(database: Database, family: str = "needs") -> int:
    with database.reading() as session:
        return sum(cells(session, family=family, weeks=range(300)).values())


def units(database: Database) -> set[int]:
    with database.reading() as session:
        return set(session.exec(select(col(Contribution.unit))))


def test_old_rows_go_when_their_window_has_ended(database: Database) -> None:
    for unit in (0, 12):  # unit 12's window began twelve weeks before unit 0's
        admitted(database, unit=unit, week=WEEK)
    admitted(database, unit=7, week=WEEK, family="effort")

    def left(before_week: int) -> int:
        with database.writing() as session:
            for family in families_present(session):
                expire(session, family=family, before_week=before_week)
        return counted(database) + counted(database, "effort")

    assert left(WEEK) == 3
    assert left(WEEK + 1) == 2, "unit 12's window ended with that week"
    assert left(WEEK + 5) == 2
    assert left(WEEK + 6) == 1
    assert left(WEEK + 12) == 1
    assert admitted(database, week=WEEK + 12) is None
    assert left(WEEK + 13) == 0


def test_polls_and_anonymous_reports_go_by_their_week_alone(database: Database) -> None:
    with database.writing() as session:
        admit(session, family="anonymous", week=WEEK, cell="x")
        admit(session, family="breakdown:budget", unit=7, week=WEEK, cell="x")
        assert families_present(session) == ("anonymous", "breakdown:budget")
        for family in families_present(session):
            assert expire(session, family=family, before_week=WEEK) == 0
            assert expire(session, family=family, before_week=WEEK + 1) == 1


def test_a_voice_loses_its_name_with_its_window_and_still_counts(database: Database) -> None:
    for unit in (0, 12):
        admitted(database, unit=unit, week=WEEK)
    with database.writing() as session:
        assert forget_units(session, family="needs", before_week=WEEK + 1) == 1
        assert forget_units(session, family="needs", before_week=WEEK + 1) == 0, "done once"
    assert 0 in units(database)
    assert 12 not in units(database)
    assert counted(database) == 2
    assert admitted(database, week=WEEK + 12) is None, "unit 0's slot is taken as long as its window runs"
    with database.writing() as session:
        assert forget_units(session, family="needs", before_week=WEEK + 13) == 1
    assert counted(database) == 2
    assert not {0, 12} & units(database)
    with database.writing() as session:
        assert expire(session, family="needs", before_week=WEEK + 13) == 2


def test_control_a_name_forgotten_too_early_would_count_twice(database: Database) -> None:
    admitted(database)
    with database.writing() as session:
        session.exec(select(Contribution)).one().win = NAMELESS
    assert admitted(database, week=WEEK + 12) is not None
