"""Managers write down the weights that the city decided on; everyone sees who set them and since when."""

from typing import Any

import pytest
from fastapi import FastAPI

from portal.city.identity.rules import Role
from portal.decide.prioritisation import queries, service
from portal.decide.prioritisation.weights import DEFAULT, Weights
from portal.ground.database import Database
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.tables import acts
from tests.visitor import Visitor

SAID = {"anonymous": "30", "open_issue": "10", "cost": "0", "weeks": "26", "set_by": "Ple municipal"}


@pytest.fixture
def manager(app: FastAPI, city: Database, ring: KeyRing) -> Visitor:
    """A manager at the desk."""
    return signed_in(app, city, ring, "manager", Role.MANAGER)


def in_force(database: Database) -> Weights:
    with database.reading() as session:
        return queries.weights_in_force(session)


def test_before_the_city_decides_the_portals_own_weights_hold(city: Database, manager: Visitor) -> None:
    assert in_force(city) == DEFAULT
    page = manager.get("/staff/en/weights")
    assert "The city has not set others." in page.text
    assert 'value="50"' in page.html


def test_a_manager_puts_weights_in_force(city: Database, manager: Visitor) -> None:
    page = manager.submit(manager.get("/staff/en/weights"), "weights", **SAID)
    assert "In force since 23 November 2026, set by Ple municipal" in page.text
    assert "The public page follows within a minute or two." in page.text
    expected = Weights(anonymous=30, open_issue=10, cost=0, weeks=26, set_by="Ple municipal", since="2026-11-23")
    assert in_force(city) == expected
    assert acts(city) == ["weights.set"]


REFUSED: tuple[tuple[dict[str, Any], str], ...] = (
    ({"anonymous": "half"}, "Write a whole percentage between 0 and 100, such as 35."),
    ({"cost": "101"}, "Write a whole percentage between 0 and 100, such as 35."),
    ({"weeks": "54"}, "Write a number of weeks between 1 and 53."),
    ({"weeks": "0"}, "Write a number of weeks between 1 and 53."),
    ({"set_by": " "}, "Write who decided: a council or an office, never a person's name."),
)


def test_each_refusal(city: Database, manager: Visitor) -> None:
    asked = manager.get("/staff/en/weights")
    for said, sentence in REFUSED:
        page = manager.submit(asked, "weights", status=422, **(SAID | said))
        assert page.errors == [sentence]
        assert 'value="Ple municipal"' in page.html or "set_by" in said
    assert in_force(city) == DEFAULT


def test_a_clerk_may_not_set_weights(app: FastAPI, city: Database, ring: KeyRing) -> None:
    signed_in(app, city, ring, "clerk", Role.CLERK).get("/staff/en/weights", status=403)


def test_weights_without_a_body_or_a_day_are_refused(city: Database) -> None:
    for weights in (Weights(set_by="Ple"), Weights(since="2026-11-23")):
        with pytest.raises(ValueError, match="name the body"), city.writing() as session:
            service.set_weights(session, weights)
