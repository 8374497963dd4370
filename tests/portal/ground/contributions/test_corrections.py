"""A counted voice may be corrected while its week is open; an erased one stops counting and cannot come back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from portal.ground.contributions.queries import cells
from portal.ground.contributions.rules import PeriodClosed, oldest_open_week
from portal.ground.contributions.service import admit, blank, correct
from portal.ground.database import Database
from privacy.dp.periods import Period
from privacy.dp.weeks import monday_of, week_of

WEEK = 104  # the first of a window for unit 0


def count(database: Database, family: str = "needs", weeks: range = range(300)) -> dict[str, int]:
    with database.reading() as session:
        return cells(session, family=family, weeks=weeks)


def admitted(database: Database, *, unit: int = 0, week: int = WEEK, family: str = "needs") -> UUID | None:
    with database.writing() as session:
        return admit(session, family=family, unit=unit, week=week, cell="lights|port")


@pytest.fixture
def handle(database: Database) -> UUID:
    handle = admitted(database)
    assert handle is not None
    return handle


def test_voices_are_counted_by_cell_and_period(database: Database) -> None:
    for unit, week in ((0, 104), (1, 104), (2, 105)):
        admitted(database, unit=unit, week=week)
    admitted(database, week=104, family="effort")
    assert count(database, weeks=range(104, 105)) == {"lights|port": 2}
    assert count(database, weeks=range(104, 106)) == {"lights|port": 3}
    assert count(database, weeks=range(106, 110)) == {}
    assert count(database, "effort") == {"city": 1}
    with database.reading() as session, pytest.raises(ValueError, match="in a row"):
        cells(session, family="needs", weeks=range(104, 110, 2))


@pytest.mark.parametrize("now_week", [WEEK, WEEK + 1])
def test_an_open_week_is_corrected(database: Database, handle: UUID, now_week: int) -> None:
    with database.writing() as session:
        correct(session, handle, cell="noise|centre", now_week=now_week)
    assert count(database) == {"noise|centre": 1}
    with database.writing() as session:
        blank(session, handle, now_week=now_week)
    assert count(database) == {}
    assert admitted(database) is None, "its slot stays taken"
    with database.writing() as session:
        correct(session, handle, cell="lights|port", now_week=now_week)
    assert count(database) == {"lights|port": 1}, "it was no spam after all"


def test_a_closed_week_never_changes(database: Database, handle: UUID) -> None:
    with pytest.raises(PeriodClosed), database.writing() as session:
        correct(session, handle, cell="noise|centre", now_week=WEEK + 2)
    with pytest.raises(PeriodClosed), database.writing() as session:
        blank(session, handle, now_week=WEEK + 2)
    assert count(database) == {"lights|port": 1}


def test_an_unknown_handle_changes_nothing(database: Database, handle: UUID) -> None:
    with pytest.raises(PeriodClosed), database.writing() as session:
        blank(session, uuid4(), now_week=WEEK)
    assert count(database) == {"lights|port": 1}


def test_a_blank_cell_is_no_correction(database: Database, handle: UUID) -> None:
    with pytest.raises(ValueError, match="cell"), database.writing() as session:
        correct(session, handle, cell="", now_week=WEEK)
    with pytest.raises(ValueError, match="cell"), database.writing() as session:
        admit(session, family="needs", unit=9, week=WEEK, cell="")


@given(st.integers(-100, 1_000), st.integers(0, 6))
def test_what_may_be_corrected_is_what_the_publisher_holds_open(week: int, weekday: int) -> None:
    today = monday_of(week) + timedelta(days=weekday)
    for earlier in range(week - 3, week + 1):
        is_open = earlier >= oldest_open_week(week_of(today))
        assert is_open == (not Period(earlier, earlier + 1).is_closed(today))


def test_a_row_that_is_gone_would_let_somebody_count_twice(database: Database) -> None:
    """The control: a row that is deleted lets the same person in again."""
    admitted(database)
    with database.writing() as session:
        session.connection().execute(text("DELETE FROM ground_contribution"))
    assert admitted(database) is not None
