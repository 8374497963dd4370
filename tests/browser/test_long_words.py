"""Words that are longer by 60 %, and words that run the other way, on the narrowest screen: nothing is cut off."""

from collections.abc import Iterator

import pytest

from portal.city.identity.rules import Role
from tests.browser.checks.reflow import check_nothing_clipped, check_reflow
from tests.browser.conftest import OpenPage
from tests.browser.portal import Served, serving
from tests.browser.test_portal_pages import PAGES, WHOLE
from tests.browser.visit import View
from tests.town import shared_town

NARROW = View(width=320, height=640)
# Each page in one of the two test languages, by turns; in both where everything is tested.
IN_TURN = [
    (path, tag) for at, path in enumerate(PAGES) for tag in ("en", "ar") if WHOLE or (tag == "ar") == bool(at % 2)
]
DESK = ("queue", "issues", "new", "polls", "polls/new", "solutions", "solutions/new", "weights", "record")


@pytest.fixture(scope="module")
def stretched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A portal that speaks its test languages."""
    with serving(
        tmp_path_factory.mktemp("stretched"), shared_town(tmp_path_factory), "tests.browser.stretched_portal"
    ) as served:
        yield served


@pytest.mark.parametrize(("path", "tag"), IN_TURN)
def test_a_page_holds_long_words(open_page: OpenPage, stretched: Served, path: str, tag: str) -> None:
    page = open_page(stretched.address(path, tag), NARROW).page
    if "{" not in path:  # one issue, one measure: its own words are the title
        assert ("[" in page.title()) == (tag == "en"), "the test language speaks"
    check_reflow(page)
    check_nothing_clipped(page)


def test_a_report_is_filed_in_long_words(open_page: OpenPage, stretched: Served) -> None:
    page = open_page(f"{stretched.url}/en/report", NARROW).page
    page.locator("#problem .row.f .btn").click()
    check_reflow(page)
    page.locator("label[for=category-ground]").click()
    page.locator("#problem .row.f .btn").click()
    page.locator("#place").fill("by the fountain")
    page.locator("#district").select_option(index=2)
    check_reflow(page)
    page.locator("#place-form .row.f .btn").click()
    check_reflow(page)
    page.locator("#send").click()
    assert page.locator(".ref").count() == 2
    check_reflow(page)
    check_nothing_clipped(page)


def test_the_desk_holds_long_words(open_page: OpenPage, stretched: Served) -> None:
    page = open_page(stretched.link_for("marta", Role.MANAGER), NARROW).page
    page.locator("#enter button").click()
    page.wait_for_url("**/queue")
    for path in DESK:
        page.goto(f"{stretched.url}/staff/en/{path}")
        check_reflow(page)
    page.goto(f"{stretched.url}/staff/en/queue")
    page.goto(stretched.url + page.locator("tbody a").first.get_attribute("href"))
    check_reflow(page)
