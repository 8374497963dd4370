"""The privacy page says how long things are kept by the same rules that the worker forgets by."""

from dataclasses import replace

import pytest

from privacy import retention
from privacy.retention import DAY, TWO_YEARS_AFTER_CLOSING, YEAR, retention_of
from tests.visitor import Visitor


def test_the_page_says_what_the_rules_say(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    columns = ("listen_report.email", "listen_report.point", "listen_report.place", "listen_support", "listen_ballot")
    for days, column in enumerate(columns, 41):
        monkeypatch.setitem(retention._RULES, column, replace(retention_of(column), kept=days * DAY))
    said = visitor.get("/en/privacy").text
    for days, _ in enumerate(columns, 41):
        assert f"Deleted {days} days after the end." in said
    for sealed in ("listen_report.email", "listen_report.place"):
        assert retention_of(sealed).at_most == YEAR, "the page says a year"
    for kept_with_the_report in ("listen_report.description", "listen_attachment", "listen_case_message"):
        assert retention_of(kept_with_the_report) == TWO_YEARS_AFTER_CLOSING, "the page says two years"
