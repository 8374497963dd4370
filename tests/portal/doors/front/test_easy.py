"""Pages that are easy to read say one thought a line, in short words, and lead to the full page and back."""

import pytest
from babel.messages.pofile import read_po

from i18n.catalogs import LOCALE_FOLDER
from i18n.readability import inflesz, reading
from portal.doors.front.easy import PAGES
from tests.visitor import Visitor

LONGEST = 14  # words a line; UNE 153101 asks for short sentences


def spanish() -> dict[str, str]:
    """What the Spanish catalogue says of each sentence."""
    with (LOCALE_FOLDER / "es/LC_MESSAGES/portal.po").open("rb") as file:
        return {each.id: str(each.string) for each in read_po(file) if isinstance(each.id, str) and each.id}


def said(easy: object) -> list[str]:
    """Every sentence of a page in English."""
    return [each.msgid for part in easy.parts for each in (part.heading, *part.lines)]  # type: ignore[attr-defined]


@pytest.mark.parametrize("easy", PAGES, ids=lambda easy: easy.name)
def test_each_page_is_easy(easy: object) -> None:
    english, known = said(easy), spanish()
    assert all(len(line.split()) <= LONGEST and line.count(".") <= 1 for line in english), "one thought a line"
    counted = reading([known[line] for line in english], "es")
    assert counted
    assert inflesz(counted) >= 65
    assert counted.mean_words <= 20


@pytest.mark.parametrize("easy", PAGES, ids=lambda easy: easy.name)
def test_each_page_leads_to_the_full_one_and_back(visitor: Visitor, easy: object) -> None:
    page = visitor.get("/en/easy" + easy.name.removeprefix("easy:home").replace("easy:", "/"))  # type: ignore[attr-defined]
    full = page.link("Read this page in full")
    assert all(any(str(each.tag).endswith("svg") for each in part.iter()) for part in page.all("section")), (
        "a picture beside each part"
    )
    back = visitor.get(full)
    assert page.url in [each.get("href") for each in back.all("a")] or "/report" in page.url
    assert "/en/easy" in [each.get("href") for each in back.all("a")], "the foot of every page leads there"
    assert "Call 010." in page.text or "112" in page.text or "privacy" in page.url


def test_the_rights_page_names_only_what_works(visitor: Visitor) -> None:
    page = visitor.get("/en/rights")
    assert visitor.get(page.link("Follow or withdraw a report")).h1
    assert visitor.get(page.link("See what is kept")).h1 == "Our privacy promise"
    assert page.link("010") == "tel:010"
