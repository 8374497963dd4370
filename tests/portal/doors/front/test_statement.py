"""The accessibility statement says what fails, what a program found in its last run, and what only people can find."""

from dataclasses import replace

import pytest

from accessibility.checks import CHECKS
from accessibility.results import Verdict, read
from portal.doors.front import checked
from portal.doors.front.statement import KNOWN, statement
from tests.visitor import Visitor


def test_the_page_says_every_known_failure_with_its_reason(visitor: Visitor) -> None:
    said = visitor.get("/en/accessibility").text
    assert "except for what is listed here." in said
    for known in KNOWN:
        assert f"WCAG criterion {known.failure.criterion}: {known.reason.msgid}" in said
        assert known.what.msgid in said


def test_the_page_says_what_the_last_run_found(visitor: Visitor) -> None:
    page, run = visitor.get("/en/accessibility"), checked.last_run()
    passed = run.count(Verdict.PASSED)
    assert f"Of the 55 criteria of WCAG 2.2 at A and AA, {passed} passed every check" in page.text
    assert f"{run.pages:,}" in page.text
    rows = {"".join(row[0].itertext()): row for row in page.tree.iterfind(".//tbody/tr")}
    assert set(rows) == set(CHECKS)
    assert "People have to look, too." in "".join(rows["1.1.1"].itertext())


def test_the_page_says_what_only_people_can_find(visitor: Visitor) -> None:
    said = visitor.get("/en/accessibility").text
    for check in statement().by_people:
        assert f"{check.what.msgid}: " in said
    assert said.count("not done yet") == sum(check.made_on is None for check in statement().by_people)


def test_a_run_of_other_pages_is_said_to_be_old(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    old = "Pages have changed since that day."
    run = checked.last_run()
    monkeypatch.setattr(checked, "last_run", lambda: replace(run, made_of=checked.made_of()))
    assert old not in visitor.get("/en/accessibility").text
    monkeypatch.setattr(checked, "last_run", lambda: replace(run, made_of="another"))
    assert old in visitor.get("/en/accessibility?old").text


def test_a_check_that_failed_is_no_conformance(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    run = checked.last_run()
    monkeypatch.setattr(checked, "last_run", lambda: replace(run, checks={**run.checks, "H21.media": Verdict.FAILED}))
    assert visitor.client.get("/accessibility.json").json()["last_run"]["criteria"]["1.2.2"]["verdict"] == "failed"


def test_programs_read_the_same(visitor: Visitor) -> None:
    told = visitor.client.get("/accessibility.json").json()
    assert told["conformance"] == "partial"
    assert [each["criterion"] for each in told["known_failures"]] == [each.failure.criterion for each in KNOWN]
    assert set(told["last_run"]["criteria"]) == set(CHECKS)
    assert len(told["by_people"]) == len(statement().by_people)
    assert read(told["last_run"]) == checked.last_run()


def test_who_cannot_call_can_write(visitor: Visitor) -> None:
    page = visitor.get("/en/accessibility")
    assert page.link("Report an accessibility problem") == "/en/accessibility/problem"
