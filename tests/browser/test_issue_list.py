"""The public list and "this is mine too" in a real browser: htmx shortens the way, and leads to the same places."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from portal.city.issues.service import publish_many
from tests.browser.axe import check_axe
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk, serving
from tests.browser.visit import NO_SCRIPT, View
from tests.portal.city.issues.invented import days_ago, new_issue
from tests.portal.doors.staff.reports import address_of

WATCH = """() => {
  window.said = [];
  new MutationObserver(() => {
    const text = document.getElementById("live").textContent;
    if (text) window.said.push(text);
  }).observe(document.getElementById("live"), { childList: true });
}"""
FOCUS = "document.activeElement.id || document.activeElement.tagName"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A running portal with three pages of issues."""
    with serving(tmp_path_factory.mktemp("list")) as served:
        with served.database.writing() as session:
            publish_many(session, [new_issue(reported_on=days_ago(day)) for day in range(45)], prefix="VIL")
        yield served


def filtered(page: Page) -> None:
    """Ask for one type, by keyboard."""
    page.select_option("#category", "ground")
    page.focus("#filter-apply")
    page.keyboard.press("Enter")
    page.wait_for_url("**/issues?**category=ground**")


def test_a_filter_keeps_the_focus_and_says_the_result_once(open_page: OpenPage, city: Desk) -> None:
    """AC-LIVE-2: one sentence in the live region, once."""
    visit = open_page(f"{city.url}/en/issues")
    page, before = visit.page, len(visit.asked)
    page.evaluate(WATCH)
    filtered(page)
    expect(page.locator("#live")).to_have_text("20 issues shown, more follow")
    assert page.evaluate(FOCUS) == "filter-apply"
    assert page.evaluate("window.said") == ["20 issues shown, more follow"]
    assert len(visit.asked) == before + 1, "one part of the page, and nothing else"
    check_axe(page)


def test_next_leads_to_the_heading_and_back_to_the_page_before(open_page: OpenPage, city: Desk) -> None:
    """AC-FOC-2: Back brings address, title and content, the focus at the top, and nothing was kept in the browser."""
    page = open_page(f"{city.url}/en/issues").page
    filtered(page)
    first, address, title = page.inner_text("#list"), page.url, page.title()
    page.focus("#next-page")
    page.keyboard.press("Enter")
    page.wait_for_url("**after=**")
    expect(page.locator("#results")).to_be_focused()
    second = page.inner_text("#list")
    assert second != first
    page.go_back()
    expect(page.locator("#previous-page")).to_have_count(0)
    assert (page.inner_text("#list"), page.url, page.title()) == (first, address, title)
    assert page.evaluate(FOCUS) == "BODY", "at the top, as without a script"
    expect(page.locator("#category")).to_have_value("ground")
    page.go_forward()
    expect(page.locator("#previous-page")).to_be_visible()
    assert page.inner_text("#list") == second
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_without_a_script_the_same_addresses_show_the_same(open_page: OpenPage, city: Desk) -> None:
    seen = []
    for view in (View(), NO_SCRIPT):
        page = open_page(f"{city.url}/en/issues", view).page
        filtered(page)
        page.click("#next-page")
        page.wait_for_url("**after=**")
        expect(page.locator("#previous-page")).to_be_visible()
        seen.append((page.url, page.inner_text("main")))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("view", [View(), NO_SCRIPT], ids=["script", "no-script"])
def test_this_is_mine_too_and_not_any_more(open_page: OpenPage, city: Desk, view: View) -> None:
    page = open_page(f"{city.url}/en/issues/{address_of(city.database)}", view).page
    assert page.context.cookies() == []
    for said in ("You said that this is yours, too.", "You took it back.", "You said that this is yours, too."):
        page.focus("#support-button")
        page.keyboard.press("Enter")
        expect(page.locator("#support")).to_contain_text(said)
        if view.script:
            expect(page.locator("#live")).to_have_text(said)
            expect(page.locator("#support-button")).to_be_focused()
            assert "mine=" not in page.url, "a press is no place to go back to"
    (cookie,) = page.context.cookies()
    assert (cookie["name"], cookie["httpOnly"], cookie["secure"]) == ("__Host-mine", True, True)
