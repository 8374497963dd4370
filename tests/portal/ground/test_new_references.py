"""A reference that is in use is drawn again, whatever it names."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from portal.ground import new_references
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from tests.portal.listen.reports.test_filing import at_check
from tests.visitor import Visitor

DRAWS = ("VIL 777 777", "VIL 777 777", "VIL 888 888")


def drawing(draws: tuple[str, ...]) -> Callable[[str], str]:
    """Draw these, one after another."""
    left = iter(draws)
    return lambda _prefix: next(left)


def test_the_second_of_two_equal_draws_is_drawn_again(
    app: FastAPI, city: Database, frozen_clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(new_references, "new_reference", drawing(DRAWS))
    visitor = Visitor(app)
    for _ in range(2):
        assert visitor.submit(at_check(visitor), "check", public="yes").h1 == "Report sent"
    with city.reading() as session:
        found: Any = session.execute(text("SELECT reference FROM listen_report ORDER BY reference")).scalars().all()
    assert list(found) == ["VIL 777 777", "VIL 888 888"]


def test_a_reference_is_written_as_its_room_writes_it(database: Database) -> None:
    from portal.decide.solutions.models import Solution

    with database.reading() as session:
        drawn = new_references.free_reference(session, Solution.reference, prefix="S", parted_by="-")
    assert [len(part) for part in drawn.split("-")] == [1, 3, 3]
