"""The desk in a real Chromium: few keys, htmx under the content security policy, and no word lost on the way."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import ConsoleMessage, Page, expect

from tests.browser.axe import check_axe
from tests.browser.checks.focus import check_focus_uncovered
from tests.browser.checks.keyboard import check_tab_order, check_without_script
from tests.browser.checks.looks import check_forced_colours
from tests.browser.checks.reflow import check_large_text, check_reflow, check_text_spacing
from tests.browser.checks.targets import check_targets
from tests.browser.checks.traffic import check_own_origin
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk, serving
from tests.browser.keys import MOST_KEYS, decline, open_first, press, publish
from tests.browser.visit import DARK, FORCED, NO_SCRIPT, PHONE, View, Visit
from tests.portal.doors.staff.reports import address_of
from tests.tables import one

NO_COMPLAINTS = ("Failed to load resource", "Autofocus processing was blocked")  # a 422; htmx has set the focus already
FOCUS = "document.activeElement.id"
WRAPPING = "all => all.map(each => getComputedStyle(each).whiteSpace)"
SCROLLING = "[...document.querySelectorAll('.tw')].filter(box => box.scrollWidth > box.clientWidth).map(box => box.id)"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A running desk."""
    with serving(tmp_path_factory.mktemp("desk")) as served:
        yield served


def clerk(open_page: OpenPage, desk: Desk, view: View | None = None, name: str = "clara") -> tuple[Visit, list[str]]:
    """Sign in a clerk, and note whatever the browser complains about."""
    visit = open_page(desk.link_for(name), view)
    complaints: list[str] = []

    def note(said: ConsoleMessage) -> None:
        if not said.text.startswith(NO_COMPLAINTS):
            complaints.append(said.text)

    visit.page.on("console", note)
    visit.page.on("pageerror", lambda error: complaints.append(str(error)))
    visit.page.locator("#enter button").click()
    visit.page.wait_for_url("**/queue")
    return visit, complaints


def at_next(page: Page, reference: str) -> None:
    """Wait for the page that follows a decision, with the focus on what it says."""
    expect(page.locator("#notice")).to_contain_text(reference)
    expect(page.locator("#notice")).to_be_focused()


@pytest.mark.parametrize("view", [View(), NO_SCRIPT], ids=["script", "no-script"])
def test_a_decision_takes_at_most_twelve_keys(open_page: OpenPage, desk: Desk, view: View) -> None:
    """AC-LIVE-1: what was done is said by the notice that has the focus; no alert is there at load (H19.quiet)."""
    given = [desk.file(hours_ago=hours) for hours in (9, 8, 7)]
    visit, complaints = clerk(open_page, desk, view)
    page = visit.page
    keys = open_first(page) + publish(page)
    at_next(page, given[0].reference)
    assert keys <= MOST_KEYS, "publish"
    keys = decline(page)
    at_next(page, given[1].reference)
    assert keys <= MOST_KEYS, "decline"
    assert complaints == []


def test_htmx_shortens_the_way_and_keeps_the_focus(open_page: OpenPage, desk: Desk) -> None:
    desk.file(hours_ago=6)
    visit, complaints = clerk(open_page, desk)
    page = visit.page
    before = len(visit.asked)
    page.select_option("#category", "ground")
    page.focus("#filter-apply")
    page.keyboard.press("Enter")
    expect(page.locator("#live")).to_contain_text("oldest first")
    assert page.evaluate(FOCUS) == "filter-apply"
    assert "category=ground" in page.url
    assert len(visit.asked) == before + 1, "one part of the page, and nothing else"
    page.go_back()
    expect(page.locator("#category")).to_have_value("")
    page.locator("tbody a").first.click()
    page.wait_for_url("**/report/**")
    page.click("#open-place")
    expect(page.locator("#place")).to_contain_text("by the bakery")
    assert page.evaluate(FOCUS) == "place-title"
    page.fill("#title", "")
    page.focus("#save")
    page.keyboard.press("Enter")
    expect(page.locator("#errors")).to_be_visible()
    assert page.evaluate(FOCUS) == "errors"
    assert page.title().startswith("Error: ")
    page.click("#error-1")
    assert page.evaluate(FOCUS) == "title"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    check_own_origin(visit)
    assert complaints == [], "the content security policy lets htmx work"


def test_the_answer_to_a_lost_race_is_seen_whole(open_page: OpenPage, desk: Desk) -> None:
    given = desk.file()
    pages = [clerk(open_page, desk, name=name)[0].page for name in ("clara", "carles")]
    for page in pages:
        page.goto(f"{desk.url}{given.path}")
    pages[0].click("#save")
    expect(pages[0].locator("#notice")).to_contain_text(given.reference)
    pages[1].fill("#title", "CARLES TITLE")
    pages[1].click("#save")
    expect(pages[1].locator("h1")).to_have_text("Somebody else decided about this report first")
    expect(pages[1].locator("#yours + dl")).to_contain_text("CARLES TITLE")


def test_a_session_that_ended_loses_no_word(open_page: OpenPage, desk: Desk) -> None:
    given = desk.file()
    page = clerk(open_page, desk)[0].page
    page.goto(f"{desk.url}{given.path}")
    page.fill("#title", "TYPED TITLE")
    page.context.clear_cookies()
    page.click("#save")
    expect(page.locator("h1")).to_have_text("Your session has ended")
    other = page.context.new_page()
    other.goto(desk.link_for("clara"))
    other.locator("#enter button").click()
    other.wait_for_url("**/queue")
    page.click("#send-again")
    expect(page.locator("h1")).to_have_text("Send it once more")
    page.click("#send-again")
    expect(page.locator("#notice")).to_contain_text(given.reference)
    assert one(desk.database, "SELECT title FROM city_issue ORDER BY id DESC LIMIT 1") == "TYPED TITLE"


def test_a_lost_connection_says_so_and_offers_the_same_address(open_page: OpenPage, desk: Desk) -> None:
    page = clerk(open_page, desk)[0].page
    page.route("**/queue?**", lambda route: route.abort())
    page.click("#filter-apply")
    expect(page.locator("#lost")).to_be_visible()
    page.unroute("**/queue?**")
    page.click("#try-again")
    page.wait_for_url("**/queue?**")


def test_a_photo_is_covered_by_keyboard(open_page: OpenPage, desk: Desk) -> None:
    given = desk.file(with_photo=True)
    page = clerk(open_page, desk)[0].page
    page.goto(f"{desk.url}{given.path}")
    page.focus("#cover-summary-1")
    press(page, "Enter", "Tab", "Space", "Tab", "Space")
    assert page.locator("#cover_1-1-1").is_checked()
    assert page.locator("#cover_1-1-2").is_checked()
    check_axe(page)
    check_targets(page)


VIEWS = {"360": View(width=360, height=740), "phone": PHONE, "dark": DARK, "forced": FORCED, "no-script": NO_SCRIPT}


@pytest.mark.parametrize("view", VIEWS)
def test_every_page_of_the_desk_holds(open_page: OpenPage, desk: Desk, view: str) -> None:
    given = desk.file(with_photo=True)
    visit, _ = clerk(open_page, desk, VIEWS[view])
    page = visit.page
    desk_pages = ["queue", "new", "issues", f"report/{given.id}"]
    if one(desk.database, "SELECT count(*) FROM city_issue"):
        desk_pages.append(f"issue/{address_of(desk.database)}")
    for path in desk_pages:
        page.goto(f"{desk.url}/staff/{'ar' if view in ('phone', 'dark') else 'en'}/{path}")
        check_reflow(page)
        if view in ("360", "phone"):
            wrapping = page.locator("h1 bdi[dir=ltr]").evaluate_all(WRAPPING)
            assert wrapping == (["nowrap"] if "/" in path else []), "a reference is one word"
            assert page.evaluate(SCROLLING) == [], "a table of the desk is a list of cards on a phone"
        if view == "forced":
            check_forced_colours(page)
        elif view == "no-script":
            check_without_script(page)
        else:
            check_axe(page)
            check_targets(page)


def test_every_page_of_the_desk_works_by_keyboard_and_with_large_text(open_page: OpenPage, desk: Desk) -> None:
    given = desk.file(with_photo=True)
    page = clerk(open_page, desk, View(width=1280, height=640))[0].page
    for path in ("queue", "new", f"report/{given.id}"):
        page.goto(f"{desk.url}/staff/en/{path}")
        check_tab_order(page)
        check_focus_uncovered(page)
        check_large_text(page)
        page.reload()
        check_text_spacing(page)
