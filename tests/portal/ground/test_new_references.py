"""A reference that is in use is drawn again, whatever it names, and is written as its room writes it."""

import pytest

from portal.city.services.models import ServiceRow
from portal.decide.solutions.models import Solution
from portal.ground import new_references
from portal.ground.database import Database


def test_one_that_is_in_use_is_drawn_again(city: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    draws = iter(("light", "light", "free"))
    monkeypatch.setattr(new_references, "new_reference", lambda _prefix: next(draws))
    with city.reading() as session:
        assert new_references.free_reference(session, ServiceRow.code, prefix="S") == "free"


def test_a_reference_is_written_as_its_room_writes_it(database: Database) -> None:
    with database.reading() as session:
        drawn = new_references.free_reference(session, Solution.reference, prefix="S", parted_by="-")
    assert [len(part) for part in drawn.split("-")] == [1, 3, 3]
