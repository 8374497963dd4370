"""In another language one stays where one is: the same place, the same query, the same draft, on every page."""

from collections.abc import Iterator

import pytest

from i18n.locales import SHIPPED
from portal.city.identity.rules import Role
from tests.portal.languages.conftest import Town
from tests.portal.languages.walking import walk
from tests.visitor import Page, Visitor

DESK = ("/staff/en/queue?status=to-review", "/staff/en/record", "/staff/en/weights", "/staff/en/new")


def switches(page: Page) -> dict[str, set[str]]:
    """Where the links in each language lead, by their language; the head of the page has one of each, too."""
    found: dict[str, set[str]] = {}
    for link in [*page.all("a"), *page.all("link")]:
        if link.get("hreflang") not in (None, "x-default"):
            found.setdefault(link.get("hreflang"), set()).add(link.get("href"))
    return found


def check(page: Page, asked: str) -> None:
    """Refuse a page whose switch leads elsewhere."""
    expected = {each.hreflang: {asked.replace("/en/", f"/{each.tag}/", 1)} for each in SHIPPED}
    assert switches(page) == expected, asked


def pages(town: Town) -> Iterator[Page]:
    yield from walk(Visitor(town.app()), "/en/", "/en/issues?status=open&order=oldest")
    yield from walk(town.signed_in("marta", Role.MANAGER), *DESK)


def test_every_page_offers_itself_in_each_language(town: Town) -> None:
    """AC-LANG-2: from the header, by keyboard (a summary and links or buttons), at the same place."""
    for page in pages(town):
        check(page, page.address)
        menu = page.tree.find(".//header//details")
        assert menu.find("summary") is not None
        assert len([*menu.iter("a"), *menu.iter("button")]) == len(SHIPPED)


@pytest.mark.parametrize("tag", [each.tag for each in SHIPPED if each.tag != "en"])
def test_a_draft_goes_on_in_another_language(town: Town, tag: str) -> None:
    resident = Visitor(town.app())
    page = resident.submit(resident.get("/en/report"), "problem", category="ground", words="FIVE TILES")
    (there,) = switches(page)[next(each.hreflang for each in SHIPPED if each.tag == tag)]
    resident.submit(resident.get(there), "place-form", place="BY THE OAK")
    back = resident.get(there.replace(f"/{tag}/", "/en/", 1).replace("/place", "/problem"))
    assert "FIVE TILES" in back.text


def test_a_page_with_errors_keeps_what_was_typed_in_another_language(town: Town) -> None:
    """A form that was refused stands at the address of its draft, so the switch finds what was typed."""
    resident = Visitor(town.app())
    page = resident.submit(resident.get("/en/report"), "problem", status=422, category="", words="FIVE TILES")
    (there,) = switches(page)["ar"]
    assert "FIVE TILES" in resident.get(there).text


def test_an_answer_to_a_form_offers_pages_that_can_be_opened(town: Town) -> None:
    """A note that was refused is no page of its own: the head names where the code is asked for."""
    given = town.file(district_code="mercat")
    resident = Visitor(town.app())
    case = resident.submit(resident.get("/en/track"), "track", code=given.code)
    refused = resident.submit(case, "say", status=422, text="")
    assert switches(refused)["ar"] == {"/ar/track"}
