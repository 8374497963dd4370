"""Words that run both ways, in every place where a resident's words are shown: none turns its neighbours."""

from typing import Any

import pytest

from portal.city.identity.rules import Role
from tests.portal.doors.staff.reports import address_of, decided
from tests.portal.languages.conftest import Town
from tests.visitor import Page, Visitor

MIXED = ("Calle 12، شارع", "C++ \u202eabc", "+34 600 000 000 اتصل", "\u2067open \u2066never closed")
CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067")  # U+2068 and U+2069 are the portal's own
SIGN = "QXJZ"  # before each of the words, so that they are found again


def slots(page: Page) -> list[Any]:
    """The elements that hold the words themselves."""
    return [each for each in page.tree.iter() if SIGN in (each.text or "")]


def check(page: Page) -> int:
    """Refuse words without a direction and a language of their own, and marks that reach beyond them."""
    around = {child: parent for parent in page.tree.iter() for child in parent}
    for element in slots(page):
        if element.tag == "title":
            assert "\u2068" in element.text, page.url
        elif element.tag == "textarea":
            assert element.get("dir") == "auto", page.url
        else:
            own = element if element.get("dir") else around[element]
            assert own.get("dir") == "auto", f"{page.url}: {element.text}"
            assert own.get("lang") is not None, f"{page.url}: {element.text}"
            assert own.get("data-ugc") is not None, f"{page.url}: {element.text}"
    shown = [text for element in page.tree.iter() if element.tag != "textarea" for text in (element.text, element.tail)]
    assert not CONTROLS & set("".join(text or "" for text in shown)), page.url
    return len(slots(page))


def kept(resident: Visitor, page: Page, form: str = "personal") -> Page:
    """Keep what looks like personal data, where it is asked about."""
    if not any(each.get("id") == "keep-all" for each in page.all("button")):
        return page
    assert check(page) >= 1
    return resident.submit(page, form, press="keep-all")


@pytest.mark.parametrize("words", MIXED)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_in_every_place_for_residents_words(town: Town, tag: str, words: str) -> None:
    """AC-RTL-1: an address, a phone number or a name in an Arabic sentence keeps its order, and turns nothing else."""
    said = f"{SIGN} {words}"
    resident = Visitor(town.app(), tag)
    page = resident.submit(resident.get(f"/{tag}/report"), "problem", category="ground", words=said)
    page = kept(resident, page)
    district = next(each.get("value") for each in page.form("place-form").iter("option") if each.get("value"))
    page = kept(resident, resident.submit(page, "place-form", place=said, landmark=said, district=district))
    assert check(page) in {3, 4}, "the check page shows the words, the place and the landmark, and what is personal"
    code = next(
        "".join(each.itertext())
        for each in resident.submit(page, "check", public="yes").tree.iter()
        if each.get("class") == "ref code"
    )
    case = resident.submit(resident.get(f"/{tag}/track"), "track", code=code)
    assert check(kept(resident, resident.submit(case, "say", text=said), "note")) >= 2, "the report, and the note"
    clerk = town.signed_in("clara", Role.CLERK, tag)
    given = town.file(district_code="mercat", words=said, language="", locale=tag)
    assert check(clerk.get(given.path.replace("/en/", f"/{tag}/"))) >= 1
    assert check(clerk.get(f"/staff/{tag}/queue")) >= 1
    decided(clerk, given, district="mercat", title=said, text=said, language="", sure="yes")
    address = address_of(town.database)
    assert check(clerk.get(f"/staff/{tag}/issue/{address}")) >= 1
    assert check(clerk.get(f"/staff/{tag}/issues")) >= 1
    assert check(resident.get(f"/{tag}/issues/{address}")) >= 2, "the title and the description"
    assert check(resident.get(f"/{tag}/issues")) >= 1
