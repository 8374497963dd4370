"""The Nu checker says yes to the pages of the look and no to a page that is wrong."""

import pytest

from tests.html.nu import NoChecker, validate
from tests.shared import shared_folder_of


def page(body: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>Where is it?</title></head><body>{body}</body></html>'


def checked(pages: dict[str, str]) -> tuple[str, ...]:
    """Validate, or skip and say why nothing was validated."""
    try:
        return validate(pages)
    except NoChecker as reason:
        pytest.skip(f"NO PAGE WAS VALIDATED. {reason}")


# In the sketches a caption stands in the middle of its figure, and three sections have a mark in place of a heading.
KNOWN = ("not allowed as child of element “figure”", "Section lacks heading")


def test_the_pages_of_the_look_are_valid_but_for_what_is_known() -> None:
    look = shared_folder_of("design", "look")
    found = checked({path.name: path.read_text(encoding="utf-8") for path in look.glob("*.html")})
    assert [line for line in found if not any(known in line for known in KNOWN)] == []


def test_what_is_wrong_is_named_with_its_page_and_line() -> None:
    found = checked(
        {
            "en/good": page("<h1>Where is it?</h1>"),
            "en/bad": page('<h1>Where?</h1>\n<p id="a"></p><p id="a"></p>\n<center>x</center>'),
            "ar/htmx": page('<a href="/x" hx-get="/x" hx-target="#a">Next</a>'),
        }
    )
    assert {line.split(":")[0] for line in found} == {"en/bad line 2", "en/bad line 3"}
    assert any("Duplicate ID" in line for line in found)


def test_no_page_needs_no_checker() -> None:
    assert checked({}) == ()
