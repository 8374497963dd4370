"""The ranking reads no voice: a spy on the database sees every statement, and private rows change no byte of a page."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event, text

from portal.city.issues import queries as issue_queries
from portal.city.issues import service as issues
from portal.city.issues.new_issue import NewIssue, Words
from portal.decide.prioritisation import queries, service
from portal.decide.prioritisation.jobs import make_if_due
from portal.decide.prioritisation.ranking import rank
from portal.ground import clock
from portal.ground.contributions import service as contributions
from portal.ground.database import Database
from portal.ground.version import software
from portal.listen.support import service as support
from portal.listen.support.voter import Voter
from portal.migrations.tables import metadata
from tests.portal.decide.evidence import measure
from tests.portal.decide.making import TODAY, ZONE, make_ranking, propose, release
from tests.visitor import Visitor

NUMBERS = {("light", "centre"): 90, ("waste", "marina"): 60, ("noise", "centre"): 55}
PUBLIC = re.compile(
    r"understand_\w+|city_issue|city_service|city_jurisdiction|city_district|city_street|city_text|decide_\w+|ground_public_state"
)
ADDRESSES = ("/en/priorities", "/en/priorities?anonymous=0")


class ReadsAVoice(AssertionError):
    """A statement names a table that a ranking may not know."""


@contextmanager
def spied_on(database: Database) -> Iterator[set[str]]:
    """Fail on every statement that names a table other than the public ones; yields the tables that were named."""
    tables = re.compile(rf"\b({'|'.join(sorted(metadata().tables, key=len, reverse=True))})\b")
    seen: set[str] = set()

    def look(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        named = set(tables.findall(statement))
        seen.update(named)
        if private := {name for name in named if not PUBLIC.fullmatch(name)}:
            raise ReadsAVoice(f"{', '.join(sorted(private))}: {statement[:200]}")

    engines = (database.engine, database.reading_engine)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", look)
    try:
        yield seen
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", look)


def evidence_of(database: Database) -> None:
    """Two measures and a quarter of figures."""
    propose(database, measure(1), measure(2, services=("waste", "noise")))
    release(database, "needs", NUMBERS)
    release(database, "anonymous", NUMBERS)


def next_digest(database: Database) -> str:
    """The name of the ranking that would be made now."""
    with database.reading() as session:
        inputs = service.due(session, on=TODAY, software=software())
    assert inputs is not None
    return inputs.digest


def publish_issue(database: Database) -> str:
    with database.writing() as session:
        new = NewIssue(service_code="light", district_code="centre", title=Words("A lamp", "en"),
                       reported_on=date(2026, 11, 1), published_at=clock.now())  # fmt: skip
        return issues.publish(session, new, prefix="VIL", today=TODAY).reference


def flip_private_rows(database: Database, visitor: Visitor, issue: str) -> None:
    """A resident reports, another supports an issue, and voices are counted."""
    page = visitor.submit(visitor.get("/en/report"), "problem", category="light", words="The lamp is dark.")
    page = visitor.submit(page, "place-form", place="Carrer del Molí 12")
    visitor.submit(page, "check", public="yes")
    with database.writing() as session:
        shown = issue_queries.shown(session, issue)
        assert shown is not None
        support.give(session, issue=shown, voter=Voter(("somebody",), None), week=150)
        for unit in range(20):
            contributions.admit(session, family="needs", unit=unit, week=142, cell="light/centre")
    with database.reading() as session:
        for table in ("listen_report", "listen_support", "ground_contribution"):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0  # noqa: S608


def test_a_ranking_is_made_and_read_without_a_look_at_any_voice(city: Database, visitor: Visitor) -> None:
    evidence_of(city)
    publish_issue(city)
    with spied_on(city) as seen:
        name = make_if_due(city, zone=ZONE)
        for address in (*ADDRESSES, f"/en/priorities/{name}"):
            visitor.get(address)
        for file in ("measures.csv", "needs.csv", "columns.csv", "ranking.json"):
            assert visitor.client.get(f"/en/priorities/{name}/{file}").status_code == 200
    assert {"understand_release", "city_issue", "decide_solution", "decide_ranking"} <= seen, "the spy was awake"


@pytest.mark.parametrize("table", ["listen_support", "listen_report", "ground_contribution", "city_account"])
def test_the_spy_would_see_a_voice(city: Database, table: str) -> None:
    for session_of in (city.reading, city.writing):
        with spied_on(city), pytest.raises(ReadsAVoice, match=table), session_of() as session:
            session.execute(text(f"SELECT count(*) FROM {table}"))  # noqa: S608


def test_private_rows_change_no_ranking_and_no_byte_of_its_pages(city: Database, visitor: Visitor) -> None:
    evidence_of(city)
    issue = publish_issue(city)
    digest = next_digest(city)
    assert make_if_due(city, zone=ZONE) == digest
    before = [visitor.client.get(address) for address in ADDRESSES]
    flip_private_rows(city, Visitor(visitor.app), issue)
    assert make_if_due(city, zone=ZONE) is None, "nothing that a ranking rests on has changed"
    for answer, address in zip(before, ADDRESSES, strict=True):
        again = visitor.client.get(address)
        assert again.content == answer.content
        assert again.headers.get("etag") == answer.headers.get("etag")
    with city.writing() as session:
        session.execute(text("DELETE FROM decide_ranking"))
    assert next_digest(city) == digest, "made anew among the private rows, it is the same ranking"


def test_a_release_or_a_public_fact_does_change_it(city: Database, visitor: Visitor) -> None:
    """The control: the comparison above can fail."""
    evidence_of(city)
    digest = next_digest(city)
    publish_issue(city)
    assert next_digest(city) != digest
    make_if_due(city, zone=ZONE)
    before = visitor.client.get("/en/priorities")
    from tests.portal.decide.making import LATER

    release(city, "needs", NUMBERS, period=LATER)
    release(city, "anonymous", NUMBERS, period=LATER)
    assert make_if_due(city, zone=ZONE) is not None
    after = visitor.client.get("/en/priorities")
    assert after.content != before.content
    assert after.headers["etag"] != before.headers["etag"]


def test_a_visit_makes_no_ranking(city: Database, visitor: Visitor) -> None:
    evidence_of(city)
    for address in ADDRESSES:
        assert "Nothing is ranked yet." in visitor.get(address).text
    with city.reading() as session:
        assert queries.newest(session) is None


def test_a_ranking_made_by_two_workers_at_once_is_kept_once(city: Database) -> None:
    evidence_of(city)
    with city.reading() as session:
        inputs = service.due(session, on=TODAY, software=software())
    assert inputs is not None
    for _ in range(2):
        with city.writing() as session:
            assert service.store(session, inputs, rank(inputs)) == inputs.digest
    with city.reading() as session:
        assert session.execute(text("SELECT count(*) FROM decide_ranking")).scalar_one() == 1


def test_what_is_stored_of_a_ranking_is_enough_to_make_it_again(city: Database) -> None:
    propose(city, measure(1), measure(2, services=("waste",)))
    name = make_ranking(city, NUMBERS, NUMBERS)
    with city.reading() as session:
        stored = queries.by_digest(session, name)
    assert stored is not None
    assert stored.inputs.digest == name
    assert rank(stored.inputs) == stored.ranking
