"""A result that was changed after the close is found, while its ballots are there and when they are gone."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from portal.ground import clock
from portal.ground.audit_log.service import expire, record
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.listen.voting import service
from portal.listen.voting.verification import verified
from privacy.vault.keys import KeyRing
from tests.portal.listen.voting.voters import voter

KEPT = timedelta(days=30)
POLL = (
    ("""tally = '{"o1": 2, "o2": 1, "o3": 0}'""", "its result is not what its ballots come to"),
    ("tally = NULL", "was counted, and its result is gone"),
    ("noted = NULL", "its question or its result is not what was noted"),
    ("""noted = '{"seq": 1, "salt": "00"}'""", "its question or its result is not what was noted"),
    ("""question = '{"en": "Again?"}'""", "its question or its result is not what was noted"),
    ("""options = '[["o1", {"en": "Elms"}], ["o2", {"en": "Limes"}], ["o3", {}]]'""", "is not what was noted"),
    ("closes_at = '2020-01-01 00:00:00'", "its question or its result is not what was noted"),
    ("cancelled = true", "does not stand as a poll that has one"),
    ("published = false", "does not stand as a poll that has one"),
)
BALLOTS = (
    ("UPDATE listen_ballot SET option = 'o1'", "its result is not what its ballots come to"),
    ("UPDATE listen_ballot SET option = 'o9'", "its result is not what its ballots come to"),
    ("DELETE FROM listen_ballot", "its result is not what its ballots come to"),
)


@pytest.fixture
def counted(city: Database, ring: KeyRing, poll: tuple[int, str], frozen_clock: FrozenClock) -> str:
    """A poll that three people took part in, and that has closed; other acts were noted before and after."""
    act(city)
    for name, option in (("ana", "o1"), ("ben", "o2"), ("cem", "o2")):
        with city.writing() as session:
            service.vote(session, poll_id=poll[0], voter=voter(ring, name), option=option, district="")
    frozen_clock.advance(timedelta(days=8))
    with city.writing() as session:
        service.close(session, poll_id=poll[0])
    act(city)
    return poll[1]


def act(city: Database) -> None:
    """Let staff do something else."""
    with city.writing() as session:
        record(session, actor="staff:7", act="issue.hide", object="issue:1")


def said(session: Session) -> str:
    """What is found; nothing is remembered of before."""
    session.expire_all()
    found = verified(session, kept_since=clock.now() - KEPT)
    assert found.holds == (found.says.endswith((" result holds", " results hold"))), found.says
    return found.says


@contextmanager
def tampered(city: Database, *changes: str) -> Iterator[Session]:
    """The database as somebody could leave it who owns it; undone at the end."""
    with city.write_session() as session:
        if not city.is_sqlite:
            session.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        for change in changes:
            assert session.execute(text(change)).rowcount  # type: ignore[attr-defined]
        yield session
        session.rollback()


def test_a_changed_result_is_found_and_its_poll_named(city: Database, counted: str) -> None:
    with city.reading() as session:
        assert said(session) == "1 result holds", "the control"
    polls = [(f"UPDATE listen_poll SET {change}", problem) for change, problem in POLL]  # noqa: S608
    for change, problem in (*polls, *BALLOTS):
        with tampered(city, change) as session:
            found = said(session)
        assert found.startswith(f"poll {counted}: "), (change, found)
        assert problem in found, (change, found)
    with tampered(city, "DELETE FROM listen_ballot", "DELETE FROM listen_poll") as session:
        assert said(session) == f"poll {counted}: was counted, and is no longer there"


def test_it_is_found_when_the_ballots_are_gone_and_the_log_has_forgotten(
    city: Database, ring: KeyRing, counted: str, frozen_clock: FrozenClock
) -> None:
    for days in (KEPT.days, 731):
        frozen_clock.advance(timedelta(days=days))
        with city.writing() as session:
            service.forget_voters(session, ring, closed_before=clock.now() - KEPT)
            assert bool(expire(session, before=clock.now() - timedelta(days=730))) == (days == 731)
        with city.reading() as session:
            assert said(session) == "1 result holds", "the control"
        for change, _ in POLL:
            with tampered(city, f"UPDATE listen_poll SET {change}") as session:  # noqa: S608
                assert said(session).startswith(f"poll {counted}: "), change


def test_a_second_note_does_not_cover_a_changed_result(city: Database, counted: str) -> None:
    with city.write_session() as session:
        row = session.get_one(service.Poll, 1)
        row.tally = {"o1": 3, "o2": 0, "o3": 0}
        session.execute(text("UPDATE listen_ballot SET option = 'o1'"))
        session.flush()
        service.counting.note(session, row)
        session.flush()
        assert said(session) == f"poll {counted}: its result was noted more than once"
        session.rollback()


def test_what_cannot_be_read_is_named(city: Database, counted: str) -> None:
    if not city.is_sqlite:
        pytest.skip("PostgreSQL refuses what is no JSON")
    for change in ("tally = '['", "options = '5'", "closes_at = 'x'", "noted = '{}'", "tally = '[]'"):
        with tampered(city, f"UPDATE listen_poll SET {change}") as session:  # noqa: S608
            assert said(session).startswith(f"poll {counted}: "), change
