"""The accessibility statement says what is known to fail, and by which criterion."""

from portal.doors.front.statement import STATEMENT
from tests.visitor import Visitor


def test_the_page_says_every_known_failure_and_how_it_was_found(visitor: Visitor) -> None:
    said = visitor.get("/en/accessibility").text
    assert "except for what is listed here." in said
    for known in STATEMENT.known:
        assert f"WCAG criterion {known.failure.criterion}" in said
        assert known.what.msgid in said
    assert all(method.msgid in said for method in STATEMENT.methods)


def test_who_cannot_call_can_write(visitor: Visitor) -> None:
    page = visitor.get("/en/accessibility")
    assert page.link("Report an accessibility problem") == "/en/accessibility/problem"
