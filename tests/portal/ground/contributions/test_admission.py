"""However voices come in, no unit has more of them counted than its family's bound, in any window and any year."""

from collections import Counter
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from portal.ground.contributions.models import Contribution
from portal.ground.contributions.rules import UnknownFamily, Voice, family_of
from portal.ground.contributions.service import admit, admit_many
from portal.ground.database import Database
from privacy.dp.weeks import window_of, year_of

BIGGEST = 2**63 - 1
BOUNDS = {"needs": 1, "effort": 16, "breakdown:budget-2026": 1}

voices = st.lists(
    st.builds(
        Voice,
        family=st.sampled_from(sorted(BOUNDS)),
        unit=st.sampled_from([0, 1, 12, 13, BIGGEST]),
        week=st.integers(100, 160),
        cell=st.sampled_from(["lights|port", "noise|centre"]),
    ),
    max_size=60,
)
each_example_is_undone = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def rows(session: Session) -> list[Contribution]:
    return list(session.exec(select(Contribution)))


def a_window(family: str, unit: int, week: int) -> tuple[str, int, int]:
    return family, unit, family_of(family).window_of(week, unit)


def admit_all(session: Session, given_voices: list[Voice]) -> list[UUID | None]:
    return [admit(session, family=v.family, unit=v.unit, week=v.week, cell=v.cell) for v in given_voices]


def assert_bounded(session: Session, tried: list[Voice]) -> None:
    """As many as the bound of each window, or as many as were tried, whichever is less; and never more in a year."""
    session.expire_all()
    tries = Counter(a_window(v.family, v.unit or 0, v.week) for v in tried)
    counted = Counter((row.family, row.unit, row.win) for row in rows(session))
    assert counted == {window: min(count, BOUNDS[window[0]]) for window, count in tries.items()}
    years = Counter((row.family, row.unit, year_of(row.week)) for row in rows(session))
    assert all(count <= family_of(family).sensitivity.l1 for (family, _, _), count in years.items())


def test_it_works(database: Database) -> None:
    with database.writing() as session:
        handle = admit(session, family="needs", unit=7, week=100, cell="lights|port")
        (row,) = rows(session)
    assert handle == row.handle
    assert (row.family, row.unit, row.slot, row.week, row.cell) == ("needs", 7, 1, 100, "lights|port")
    assert row.win == window_of(100, 7)


def test_a_second_voice_in_the_same_window_is_not_counted(database: Database) -> None:
    with database.writing() as session:
        assert admit(session, family="needs", unit=0, week=104, cell="lights|port") is not None
        for week in range(104, 117):
            assert admit(session, family="needs", unit=0, week=week, cell="noise|port") is None
        assert admit(session, family="needs", unit=0, week=117, cell="noise|port") is not None, "a new window"
        assert admit(session, family="needs", unit=1, week=104, cell="noise|port") is not None, "somebody else"


def test_effort_counts_sixteen_a_window_in_one_cell_for_the_city(database: Database) -> None:
    with database.writing() as session:
        admitted = [admit(session, family="effort", unit=0, week=104, cell="lights|port") for _ in range(20)]
        assert [handle is not None for handle in admitted] == [True] * 16 + [False] * 4
        assert {row.cell for row in rows(session)} == {"city"}
        assert sorted(row.slot for row in rows(session)) == list(range(1, 17))


def test_a_poll_counts_each_voter_once_however_long_it_runs(database: Database) -> None:
    with database.writing() as session:
        tries = [admit(session, family="breakdown:budget", unit=7, week=week, cell="port") for week in range(100, 160)]
        assert [handle is not None for handle in tries] == [True] + [False] * 59
        assert admit(session, family="breakdown:other", unit=7, week=100, cell="port") is not None


def test_every_anonymous_report_is_a_unit_of_its_own(database: Database) -> None:
    with database.writing() as session:
        for _ in range(50):
            assert admit(session, family="anonymous", week=100, cell="lights|port") is not None
        units = {row.unit for row in rows(session)}
    assert len(units) == 50
    assert all(0 <= unit <= BIGGEST for unit in units)


def test_whose_voice_it_is_must_fit_the_family(database: Database) -> None:
    for family, unit in (("needs", None), ("anonymous", 7)):
        with pytest.raises(ValueError, match="pseudonym"), database.writing() as session:
            admit(session, family=family, unit=unit, week=100, cell="lights|port")


def test_nothing_is_counted_under_another_name(database: Database) -> None:
    for family in ("", "breakdown", "needs:2", "statements", "Needs", "reserve", "anonymous:x"):
        with pytest.raises(UnknownFamily), database.writing() as session:
            admit(session, family=family, unit=7, week=100, cell="lights|port")


def test_the_database_itself_refuses_what_is_beyond_the_bound(database: Database) -> None:
    beyond = (
        ("needs", 1, 2),
        ("needs", 1, 0),
        ("needs", 1, -1),
        ("effort", 1, 17),
        ("profile", 1, 1),
        ("breakdown:x", 0, 2),
        ("breakdown:x", 1, 1),
        ("anonymous", 0, 2),
        ("breakdown", 0, 1),
        ("needs:x", 1, 1),
        ("unknown", 1, 1),
    )
    for family, win, slot in beyond:
        with database.write_session() as session:
            session.add(Contribution(family=family, unit=7, win=win, slot=slot, week=20, cell="x"))
            with pytest.raises(IntegrityError):
                session.commit()
    for family, win, slot in (("needs", 1, 1), ("effort", 1, 16), ("breakdown:x", 0, 1), ("anonymous", 0, 1)):
        with database.writing() as session:
            session.add(Contribution(family=family, unit=7, win=win, slot=slot, week=20, cell="x"))


def test_the_database_itself_refuses_a_slot_that_is_taken(database: Database) -> None:
    for refused in (False, True):
        with database.write_session() as session:
            session.add(Contribution(family="needs", unit=7, win=1, slot=1, week=20, cell="x"))
            if refused:
                with pytest.raises(IntegrityError):
                    session.commit()
            else:
                session.commit()


def test_in_any_order_no_unit_passes_its_bound(database: Database) -> None:
    @each_example_is_undone
    @given(voices)
    def check(tried: list[Voice]) -> None:
        with database.write_session() as session:
            handles = admit_all(session, tried)
            assert_bounded(session, tried)
            assert {row.handle for row in rows(session)} == {handle for handle in handles if handle}
            session.rollback()

    check()


def test_many_at_once_are_counted_as_one_after_another_would_be(database: Database) -> None:
    @each_example_is_undone
    @given(voices, voices)
    def check(before: list[Voice], tried: list[Voice]) -> None:
        with database.write_session() as session:
            admit_all(session, before)
            expected = [handle is not None for handle in admit_all(session, tried)]
            session.rollback()
            admit_all(session, before)
            handles = admit_many(session, tried)
            assert [handle is not None for handle in handles] == expected
            assert_bounded(session, before + tried)
            cells = {row.handle: row.cell for row in rows(session)}
            for voice, handle in zip(tried, handles, strict=True):
                assert handle is None or cells[handle] == ("city" if voice.family == "effort" else voice.cell)
            session.rollback()

    check()


def test_an_import_of_nothing_is_nothing(database: Database) -> None:
    with database.writing() as session:
        assert admit_many(session, []) == ()


def test_a_large_import_comes_back_in_order(database: Database) -> None:
    tried = [Voice("anonymous", None, 100 + number % 7, f"cell-{number}") for number in range(2_500)]
    with database.writing() as session:
        handles = admit_many(session, tried)
        cells = {row.handle: row.cell for row in rows(session)}
    assert [cells[handle] for handle in handles if handle] == [voice.cell for voice in tried]
