"""Every act of the desk is one line in the record, with references and nothing that anybody said."""

import re

import pytest
from fastapi import FastAPI

from portal.ground.audit_log.queries import verify
from portal.ground.audit_log.service import record
from portal.ground.database import Database
from portal.ground.settings import Mode
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.reports import decided
from tests.portal.doors.staff.test_calls import WHOLE
from tests.tables import one, rows
from tests.visitor import Visitor

SAID = ("CANARY", "612 345 678", "Carrer", "bakery", "@", "rajoles")
LINES = "SELECT actor, act, object, facts FROM ground_audit_entry WHERE act NOT LIKE 'staff.sign-%' ORDER BY seq"


def test_each_act_adds_exactly_one_line(clerk: Visitor, file: File, city: Database) -> None:
    expected: list[str] = []

    def done(act: str) -> None:
        expected.append(act)
        assert [line[1] for line in rows(city, LINES)] == expected

    given = file(words="CANARY words 612 345 678", email="canary@example.org")
    clerk.submit(clerk.get(given.path), "place-form")
    done("vault.reveal")
    clerk.submit(clerk.get(given.path), "decision-form", do="ask", question="CANARY question")
    done("report.ask")
    clerk.submit(clerk.get(given.path), "decision-form", title="CANARY title")
    done("report.publish")
    reference = str(one(city, "SELECT reference FROM city_issue"))
    clerk.submit(clerk.get(file().path), "decision-form", do="merge", reference=reference)
    done("report.merge")
    clerk.submit(clerk.get(file().path), "decision-form", do="decline", reason="person")
    done("report.decline")
    page = clerk.get(f"/staff/en/issue/{reference.replace(' ', '-')}")
    page = clerk.submit(page, "happened", standing="scheduled", own="CANARY sentence")
    done("issue.move")
    page = clerk.submit(page, "words", title="CANARY words")
    done("issue.redact")
    page = clerk.submit(page, "sight", reason="mistake")
    done("issue.hide")
    clerk.submit(page, "sight", reason="checked")
    done("issue.show")
    clerk.submit(clerk.get("/staff/en/new"), "call", **WHOLE)
    done("report.file")
    for actor, _act, about, facts in rows(city, LINES):
        assert re.fullmatch(r"staff:S-\w{3}-\w{3}", actor)
        assert re.match(r"(report|subject|issue):", about)
        assert not any(word in f"{about} {facts}" for word in SAID)
    with city.reading() as session:
        assert verify(session) is None


def test_a_manager_reads_it_newest_first_page_by_page(clerk: Visitor, manager: Visitor, city: Database) -> None:
    assert "Signed in" in manager.get("/staff/en/record").text
    with city.writing() as session:
        for number in range(1, 54):
            record(session, actor="staff:S-222-222", act="issue.hide", object=f"issue:VIL-222-2{number:02}", reason="x")
        record(session, actor="staff:S-222-222", act="unheard.of", object="thing:1")
    page = manager.get("/staff/en/record")
    numbers = [int("".join(head.itertext())) for head in page.all("th") if head.get("scope") == "row"]
    assert numbers == list(range(56, 6, -1))
    assert "unheard.of" in page.text
    assert "Hid an issue" in page.text
    older = manager.get(page.link("Older entries"))
    numbers = [int("".join(head.itertext())) for head in older.all("th") if head.get("scope") == "row"]
    assert numbers == [6, 5, 4, 3, 2, 1]
    manager.get("/staff/en/record?before=nonsense")
    assert "Read what staff did" in manager.get("/staff/en/queue").text
    assert "Read what staff did" not in clerk.get("/staff/en/queue").text
    refused = clerk.get("/staff/en/record", status=403)
    assert "Ask a manager: this is for managers only." in refused.text


def test_each_line_says_in_words_what_was_done(clerk: Visitor, manager: Visitor, file: File, city: Database) -> None:
    published, declined = file(), file()
    decided(clerk, published)
    decided(clerk, declined, do="decline", reason="not-ours")
    issue = str(one(city, "SELECT reference FROM city_issue"))
    clerk.submit(clerk.get(f"/staff/en/issue/{issue.replace(' ', '-')}"), "happened", standing="closed.fixed")
    with city.writing() as session:
        record(session, actor="operator", act="staff.invite", object="role:clerk")
    history = clerk.get(f"/staff/en/issue/{issue.replace(' ', '-')}").text
    assert re.search(r"Said what happened.{0,60}By S.{0,20}Fixed", history), "what happened is named there too"
    page = manager.get("/staff/en/record")
    for words in (
        f"Published a report{published.reference}Issue: {issue}",
        f"Declined a report{declined.reference}Somebody else is responsible for this, not the city.",
        f"Said what happened{issue}Fixed",
        "Whoever runs the site Invited somebody to the deskClerk",
    ):
        assert words in page.text
    assert page.link(declined.reference) == declined.path
    for raw in ("None", "staff:", str(published.id), "reason="):
        assert raw not in page.text


def test_a_demo_says_that_its_invented_year_is_not_in_it(
    app: FastAPI, manager: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "its invented year was not made at the desk"
    assert said not in manager.get("/staff/en/record").text
    monkeypatch.setitem(app.state.site.settings.__dict__, "mode", Mode.DEMO)
    assert said in manager.get("/staff/en/record").text


def test_lines_whose_details_were_forgotten_still_stand(manager: Visitor, city: Database) -> None:
    from portal.ground import clock
    from portal.ground.audit_log.service import expire

    with city.writing() as session:
        record(session, actor="staff:S-222-222", act="issue.hide", object="issue:VIL-222-222")
    with city.writing() as session:
        expire(session, clock.now() + (clock.now() - clock.now()).resolution)
    assert "The details were forgotten after their time." in manager.get("/staff/en/record").text
