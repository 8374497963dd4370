"""Pages compared with one another: the same frame, the same words and the same help, and two ways to each."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from accessibility.audit.context import Context
from accessibility.audit.crawl import Page, compare, fewer_ways
from portal.city.identity.rules import Role
from tests.portal.languages.conftest import Town
from tests.portal.languages.walking import walk
from tests.visitor import Page as Seen
from tests.visitor import Visitor

ROOT = Path(__file__).parents[3]
DESK = ("/staff/{}/queue", "/staff/{}/record", "/staff/{}/weights", "/staff/{}/new")
# In a form that is being filled in, each page carries its own draft and its own way on.
IN_A_FLOW = ("/report/", "/check", "/voted", "/sign-in", "/sign-out", "/track/")


def crawled(town: Town, tag: str) -> Iterator[Page]:
    app = town.app()
    for page in walk(Visitor(app, tag), f"/{tag}/", most=2):
        yield of(page, f"public {tag}")
    starts = [start.format(tag) for start in DESK]
    for page in walk(town.signed_in("marta", Role.MANAGER, tag, app), *starts, most=1):
        if page.url.startswith("/staff/"):
            yield of(page, f"desk {tag}")


def of(page: Seen, frame: str) -> Page:
    is_step = any(part in page.url for part in IN_A_FLOW)
    return Page(page.html, Context(url=page.address, is_step=is_step), frame)


@pytest.fixture(scope="module", params=["en", "ar"])
def pages(lived: Town, request: pytest.FixtureRequest) -> tuple[Page, ...]:
    return tuple(crawled(lived, request.param))


def test_pages_have_their_frame_in_common(pages: tuple[Page, ...]) -> None:
    """S: titles differ, navigation and help are in the same order, one target has one name."""
    assert len(pages) > 30
    found = [str(each) for each in compare(pages)]
    assert not found, "\n".join(found)


def test_every_page_is_reached_in_two_ways(pages: tuple[Page, ...]) -> None:
    """S: two other pages lead to each public page that is no step of a flow; lists and their pages lead to one another.

    A page of one thing (an issue, a figure) is reached from its list and by its address or search.
    """
    public = [page for page in pages if page.frame.startswith("public")]
    alone = [each.where for each in fewer_ways(tuple(public)) if not re.search(ONE_THING, each.where)]
    assert alone == []


ONE_THING = r"/(issues|figures|priorities|solutions|decide)/.+|\?"


def test_no_picture_is_made_of_text() -> None:
    """1.4.5: pictures are residents' photos, the mark and an empty place; all else is drawn, with its text as text."""
    kept = {path.name for path in (ROOT / "portal" / "static").rglob("*") if path.suffix in PICTURES}
    assert kept <= {"mark.svg", "blank.svg"}
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "templates").rglob("*.html"))
    for found in re.findall(r"<img[^>]*>", sources):
        assert re.search(r"photo|href|src|map|picture", found), found


PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}
