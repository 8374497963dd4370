"""Many processes and threads press at the same moment, and the bound holds exactly."""

import threading
from collections import Counter
from collections.abc import Callable
from multiprocessing import get_context

import pytest
from sqlalchemy import text
from sqlmodel import col, select

from portal.ground.contributions.models import Contribution
from portal.ground.contributions.rules import Voice
from portal.ground.contributions.service import admit, admit_many
from portal.ground.database import Database

UNITS, WEEK = 4, 104
PROCESSES, THREADS = 3, 3


def press_together(work: Callable[[], None]) -> None:
    """Run `work` in nine threads of three processes, all let go at once."""
    fork = get_context("fork")
    together = fork.Barrier(PROCESSES * THREADS)

    def threads() -> None:
        failed: list[BaseException] = []
        started = [threading.Thread(target=_let_go, args=(together, work, failed)) for _ in range(THREADS)]
        for each in started:
            each.start()
        for each in started:
            each.join()
        if failed:
            raise failed[0]

    processes = [fork.Process(target=threads) for _ in range(PROCESSES)]
    for each in processes:
        each.start()
    for each in processes:
        each.join()
    assert [each.exitcode for each in processes] == [0] * PROCESSES


def _let_go(together: threading.Barrier, work: Callable[[], None], failed: list[BaseException]) -> None:
    try:
        together.wait()
        work()
    except BaseException as error:  # noqa: BLE001 - carried to the thread that can fail the test
        failed.append(error)


def counted(database: Database) -> Counter[tuple[str, int]]:
    with database.reading() as session:
        return Counter(session.exec(select(Contribution.family, Contribution.unit)).all())


def test_one_need_and_sixteen_efforts_are_counted_never_more_never_fewer(database: Database) -> None:
    def press() -> None:
        for _ in range(3):  # nine threads: 27 tries a unit
            for unit in range(UNITS):
                with database.writing() as session:
                    admit(session, family="needs", unit=unit, week=WEEK, cell="lights|port")
                    admit(session, family="effort", unit=unit, week=WEEK)

    press_together(press)
    assert counted(database) == {
        (family, unit): bound for unit in range(UNITS) for family, bound in (("needs", 1), ("effort", 16))
    }


def test_an_effort_that_loses_its_slot_takes_the_next_one(database: Database) -> None:
    def press() -> None:
        with database.writing() as session:
            assert admit(session, family="effort", unit=7, week=WEEK) is not None

    press_together(press)
    assert counted(database) == {("effort", 7): PROCESSES * THREADS}


def test_imports_beside_one_another_are_bounded_too(database: Database) -> None:
    voices = [Voice(family, unit, WEEK, "x") for unit in range(50) for family in ("needs", "effort") for _ in range(2)]

    def press() -> None:
        with database.writing() as session:
            admit_many(session, voices)

    press_together(press)
    assert counted(database) == {
        (family, unit): bound for unit in range(50) for family, bound in (("needs", 1), ("effort", 16))
    }


def test_looking_first_and_writing_then_breaks_the_bound(database: Database) -> None:
    """The control: on PostgreSQL both look before either writes. SQLite's one writer would hide the mistake."""
    if database.is_sqlite:
        pytest.skip("SQLite has one writer")
    with database.writing() as session:
        session.connection().execute(text("CREATE TABLE naive (unit bigint, win int)"))
    mine = text("SELECT count(*) FROM naive WHERE unit = 7 AND win = 8")
    try:
        with database.write_session() as one, database.write_session() as other:
            for session in (one, other):
                assert session.connection().execute(mine).scalar_one() < 1
            for session in (one, other):
                session.connection().execute(text("INSERT INTO naive VALUES (7, 8)"))
                session.commit()
        with database.reading() as session:
            assert session.connection().execute(mine).scalar_one() == 2
    finally:
        with database.writing() as session:
            session.connection().execute(text("DROP TABLE naive"))


def test_the_same_two_transactions_are_bounded_by_admit(database: Database) -> None:
    """The control's other half: the second waits for the first, and then is not counted."""
    admitted: list[bool] = []

    def press() -> None:
        with database.writing() as session:
            admitted.append(admit(session, family="needs", unit=7, week=WEEK, cell="x") is not None)

    with database.write_session() as first:
        assert admit(first, family="needs", unit=7, week=WEEK, cell="x") is not None
        second = threading.Thread(target=press)
        second.start()
        first.commit()
    second.join()
    assert admitted == [False]
    with database.reading() as session:
        assert len(session.exec(select(col(Contribution.unit))).all()) == 1
