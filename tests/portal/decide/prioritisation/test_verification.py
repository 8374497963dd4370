"""A ranking that was changed, or one that rests on what was not released, is found and named."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlmodel import Session, select

from portal.decide.prioritisation import inputs as made_of
from portal.decide.prioritisation.models import RankingRow
from portal.decide.prioritisation.service import set_weights
from portal.decide.prioritisation.verification import verified
from portal.decide.prioritisation.weights import DEFAULT, Weights
from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.service import record
from portal.ground.database import Database
from tests.portal.decide.evidence import measure
from tests.portal.decide.making import LATER, make_ranking, propose

pytestmark = pytest.mark.usefixtures("frozen_clock")
SET = replace(DEFAULT, anonymous=25, set_by="the council", since="2026-11-23")


@pytest.fixture
def ranked(city: Database) -> list[str]:
    """The names of two rankings, the newer with weights that the city has set."""
    propose(city, measure())
    first = make_ranking(
        city, {("light", "centre"): 90, ("waste", "marina"): 4}, {("light", "centre"): 7, ("waste", "marina"): 1}
    )
    with city.writing() as session:
        set_weights(session, SET)
    return [first, make_ranking(city, {("light", "centre"): 3}, {("light", "marina"): -2}, period=LATER)]


def said(session: Session) -> str:
    """What is found; nothing is remembered of before."""
    session.expire_all()
    found = verified(session)
    assert found.holds == found.says.startswith("2 hold"), found.says
    return found.says


@contextmanager
def undone(city: Database) -> Iterator[Session]:
    """A transaction of somebody who owns the database; undone at the end."""
    with city.write_session() as session:
        yield session
        session.rollback()


def test_a_changed_row_names_the_ranking(city: Database, ranked: list[str]) -> None:
    with city.reading() as session:
        assert said(session) == "2 hold", "the control"
    first, second = ranked
    for change, name, problem in (
        ("UPDATE understand_release SET numbers = '[91, 4]' WHERE first_week = 130", first, "its numbers are not"),
        (
            "UPDATE understand_release SET scale_milli = 2000 WHERE statistic = 'anonymous'",
            first,
            "its numbers are not those",
        ),
        ("DELETE FROM understand_release WHERE statistic = 'anonymous'", first, "rests on a release that there is not"),
        ("UPDATE decide_weights SET anonymous = 26", second, "weights that the city has not set"),
        ("DELETE FROM decide_weights", second, "weights that the city has not set"),
        ("UPDATE decide_ranking SET cause = 'x' WHERE id = 1", first, "is not made of what its name says"),
        ("UPDATE decide_ranking SET outcome = '{}' WHERE id = 2", second, "its order is not what"),
        ("UPDATE decide_ranking SET inputs = '{}' WHERE id = 2", second, "cannot be read"),
    ):
        with undone(city) as session:
            assert session.execute(text(change)).rowcount, change  # type: ignore[attr-defined]
            found = said(session)
        assert found.startswith(f"ranking {name}: "), (change, found)
        assert problem in found, (change, found)


def test_weights_in_force_are_what_the_desk_noted(city: Database, ranked: list[str]) -> None:
    with city.writing() as session:
        record(session, actor="staff:S-1", act=Act.WEIGHTS, object="priorities", anonymous=25, cost=100)
        assert said(session) == "2 hold", "the control"
    with undone(city) as session:
        set_weights(session, replace(SET, anonymous=0))
        assert said(session) == "the weights in force are not those that were set at the desk"


def test_an_order_that_was_turned_round_is_found(city: Database, ranked: list[str]) -> None:
    with undone(city) as session:
        row = session.exec(select(RankingRow).where(RankingRow.digest == ranked[1])).one()
        places = row.outcome["full"]["categories"]["places"]
        order = {**row.outcome["full"]["categories"], "places": places[::-1]}
        row.outcome = {**row.outcome, "full": {**row.outcome["full"], "categories": order}}
        session.flush()
        assert said(session) == f"ranking {ranked[1]}: its order is not what its numbers and weights come to"


@pytest.mark.parametrize("weights", [replace(SET, anonymous=100), DEFAULT])
def test_inputs_that_were_changed_are_found(city: Database, ranked: list[str], weights: Weights) -> None:
    """Also where the name of the ranking was made to fit."""
    with undone(city) as session:
        row = session.exec(select(RankingRow).where(RankingRow.digest == ranked[1])).one()
        other = replace(made_of.read(row.inputs), weights=weights)
        row.inputs = made_of.written(other)
        session.flush()
        assert said(session) == f"ranking {ranked[1]}: is not made of what its name says"
        row.digest, row.cause = other.digest, other.cause
        session.flush()
        assert said(session).startswith(f"ranking {other.digest}: ")


def test_of_another_version_all_but_the_order_is_looked_at(
    city: Database, ranked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.decide.prioritisation.verification.software", lambda: "veu 99")
    with city.reading() as session:
        assert said(session) == "2 hold, 2 of them by another version, whose order was not worked out anew"
