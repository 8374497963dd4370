"""A public fact is read once, until something public changes; who changes it sees the change at once."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from sqlalchemy import text

from portal.city.places.queries import jurisdiction
from portal.ground.database import Database
from portal.ground.publicity.memory import Memory, let_remember, remembered
from portal.ground.publicity.service import PublicVersion, bump

LATER = text("UPDATE city_jurisdiction SET emergency_number = :number")


@pytest.fixture
def remembering(city: Database) -> Iterator[Database]:
    """A city whose process has a memory."""
    let_remember(city, PublicVersion(city))
    yield city
    del city.session_info["memory"]


def number(database: Database) -> str:
    """The number for danger to life, as a new session knows it."""
    with database.reading() as session:
        found = jurisdiction(session)
    assert found
    return found.emergency_number


def test_a_fact_is_asked_for_once(remembering: Database) -> None:
    asked: list[int] = []
    for _ in range(3):
        with remembering.reading() as session:
            assert remembered(session, "fact", lambda: asked.append(1) or "said") == "said"  # type: ignore[func-returns-value]
    assert len(asked) == 1


def test_it_is_asked_for_again_when_something_public_has_changed(remembering: Database) -> None:
    before = number(remembering)
    with remembering.writing() as session:
        session.execute(LATER, {"number": "911"})
    assert number(remembering) == before, "the control: nobody said that something public changes"
    with remembering.writing() as session:
        bump(session)
    assert number(remembering) == "911"


def test_who_changes_it_sees_the_change_and_the_others_do_not(remembering: Database) -> None:
    before = number(remembering)
    with suppress(ValueError), remembering.writing() as session:
        bump(session)
        session.execute(LATER, {"number": "911"})
        found = jurisdiction(session)
        assert found
        assert found.emergency_number == "911"
        assert number(remembering) == before
        raise ValueError
    assert number(remembering) == before, "undone, and never remembered"


def test_one_change_is_one_new_version(remembering: Database) -> None:
    version = PublicVersion(remembering)
    before = version.current()
    with remembering.writing() as session:
        bump(session)
    after = version.current()
    assert after[0] == before[0] + 1
    assert after[1] != before[1]


def test_what_changes_while_it_is_read_is_read_again(remembering: Database) -> None:
    memory = Memory(PublicVersion(remembering))

    def reads_and_is_overtaken() -> str:
        with remembering.writing() as session:
            bump(session)
        return "old"

    assert memory.recall("fact", reads_and_is_overtaken) == "old"
    assert memory.recall("fact", lambda: "new") == "new"
