"""Acceptance in a real browser: where the focus is, that it is seen, and what a menu does."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from portal.city.issues.service import publish_many
from tests.browser.axe import check_axe
from tests.browser.checks.focus import check_focus_seen, check_focus_uncovered
from tests.browser.checks.mirror import check_mirror
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk, serving
from tests.browser.hands import tab_to
from tests.browser.visit import DARK, FORCED, ZOOMED, View
from tests.portal.city.issues.invented import days_ago, new_issue
from tests.portal.doors.staff.reports import address_of, file_one

TEMPLATES = Path(__file__).parents[2] / "templates"
FOCUS = "document.activeElement.id || document.activeElement.tagName"
# Whatever htmx answers is over when it has settled; a page that is seen whole instead is loaded.
SETTLED = """() => new Promise((done) => {
  document.addEventListener("htmx:after:settle", () => requestAnimationFrame(() => done(true)), {once: true});
  setTimeout(() => done(false), 20000);
})"""
# What a reader hears before the h1, and all the words of the page: each message stands once above, once at its field.
ABOVE = """() => {
  const h1 = document.querySelector("h1");
  return [...document.querySelectorAll("main li")].filter((li) =>
    h1.compareDocumentPosition(li) & Node.DOCUMENT_POSITION_PRECEDING).map((li) => li.textContent.trim());
}"""
ERRORS = """() => [...document.querySelectorAll("[id$=-error]")].map((el) => el.lastChild.textContent.trim())"""


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A running portal with more issues and reports than one page of a list holds."""
    with serving(tmp_path_factory.mktemp("acceptance")) as served:
        with served.database.writing() as session:
            publish_many(session, [new_issue(reported_on=days_ago(day)) for day in range(45)], prefix="VIL")
        for hours in range(30):
            file_one(served.database, served.ring, served.settings, ago=timedelta(hours=hours + 2))
        yield served


def clerk(open_page: OpenPage, city: Desk, view: View | None = None) -> Page:
    """Sign in somebody at the desk."""
    page = open_page(city.link_for("clara"), view).page
    page.locator("#enter button").click()
    page.wait_for_url("**/queue")
    return page


def check_told(page: Page) -> None:
    """The focus is on the summary, the title tells of it, and each message stands once above the heading."""
    expect(page.locator("#errors")).to_be_focused()
    assert page.title().startswith("Error: ")
    above, errors = page.evaluate(ABOVE), page.evaluate(ERRORS)
    assert errors
    assert all(sum(line.startswith(error) for line in above) == 1 for error in errors), (above, errors)


def test_what_is_wrong_is_where_the_focus_is(open_page: OpenPage, city: Desk) -> None:
    """AC-ERR-3: after a whole page and after a swap alike."""
    page = open_page(f"{city.url}/en/report").page
    page.locator("#problem .row.f .btn").click()
    check_told(page)
    page = clerk(open_page, city)
    page.goto(f"{city.url}{city.file().path}")
    page.fill("#title", "")
    page.focus("#save")
    page.keyboard.press("Enter")
    check_told(page)
    assert page.inner_text("#live") == "", "said once: the summary has the focus"


def test_a_report_is_filed_by_keyboard_alone(open_page: OpenPage, city: Desk) -> None:
    """K3: from the home page to the receipt, with nothing but keys; K8: Escape takes nothing away."""
    page = open_page(f"{city.url}/en/").page
    tab_to(page, "main a[href$='/report']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/problem")
    tab_to(page, "input[name=category]")
    page.keyboard.press("Space")
    tab_to(page, "#words")
    page.keyboard.type("Loose tiles in front of the school.")
    page.keyboard.press("Escape")
    assert page.input_value("#words") == "Loose tiles in front of the school."
    tab_to(page, "#problem .row.f .btn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/place")
    tab_to(page, "#place")
    page.keyboard.type("by the fountain")
    tab_to(page, "#district")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.input_value("#place") == "by the fountain"
    tab_to(page, "#place-form .row.f .btn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/check**")
    tab_to(page, "#send")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sent")
    expect(page.locator("h1")).to_have_text("Report sent")


def swapping(page: Page) -> list[str]:
    """The ids of what swaps a part of this page when it is pressed."""
    found = "all => all.map(el => el.matches('form') ? (el.querySelector('button[id]') || el).id : el.id)"
    return [str(each) for each in page.locator("[hx-get], [hx-post]").evaluate_all(found)]


def test_after_every_swap_the_focus_is_on_something(open_page: OpenPage, city: Desk) -> None:
    """AC-FOC-1: whatever asks htmx for a part, on every page that has such a thing, is pressed by keyboard."""
    pressed: set[str] = set()
    page = clerk(open_page, city)
    report = city.file().path
    addresses = ("/en/issues", f"/en/issues/{address_of(city.database)}", "/staff/en/queue", "/staff/en/issues", report)
    for address in addresses:
        page.goto(f"{city.url}{address}")
        for each in dict.fromkeys(swapping(page)):
            page.goto(f"{city.url}{address}")
            if address == report:
                page.fill("#title", "")  # a refusal stays on this page
            page.focus(f"#{each}")
            page.evaluate(f"() => {{ window.settled = ({SETTLED})(); }}")
            page.keyboard.press("Enter")
            assert page.evaluate("window.settled"), f"{each} on {address} swaps nothing"
            expect(page.locator("body")).not_to_be_focused()
            pressed.add(each)
            check_axe(page)
    assert pressed >= {"filter-apply", "next-page", "support-button", "save"}
    named = [re.findall(r"hx-(?:get|post)=", path.read_text(encoding="utf-8")) for path in TEMPLATES.rglob("*.html")]
    assert sum(map(len, named)) == MACROS, "another kind of thing asks for a part: press it here, too"


MACROS = 7  # a form, a filter, the columns of the queue, and four ways between the pages of lists


@pytest.mark.parametrize(("address", "view"), [("/en/", FORCED), ("/en/report", FORCED), ("/en/report", DARK)])
def test_the_focus_is_seen_in_every_colour(open_page: OpenPage, city: Desk, address: str, view: View) -> None:
    """AC-FOC-3: whole and with 3:1, on buttons, fields, cards and links alike."""
    check_focus_seen(open_page(f"{city.url}{address}", view).page)


def test_the_focus_is_never_covered_on_a_low_screen(open_page: OpenPage, city: Desk) -> None:
    """AC-FOC-4: at 320 by 256, which is 1280 by 1024 at 400 %."""
    page = clerk(open_page, city, ZOOMED)
    for address in ("/en/", "/en/report", "/en/issues", "/staff/en/queue", city.file().path):
        page.goto(f"{city.url}{address}")
        check_focus_uncovered(page)


@pytest.mark.parametrize("address", ["/en/", "/en/report", "/en/issues"])
def test_a_menu_is_left_by_tab_and_closed_by_escape(open_page: OpenPage, city: Desk, address: str) -> None:
    """AC-MENU-1: it opens in its place and covers nothing, so nothing behind it has to be locked."""
    page = open_page(f"{city.url}{address}", View(width=360, height=740)).page
    menu = page.locator("header details.lang")
    page.focus("header summary")
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    links = menu.locator("a, button")
    for _ in range(links.count()):
        page.keyboard.press("Tab")
    expect(links.last).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.activeElement.closest('details') && document.activeElement !== document.body")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    expect(page.locator("header summary")).to_be_focused()


def test_the_desk_mirrors(open_page: OpenPage, city: Desk) -> None:
    """AC-RTL-1: each page of the desk in Arabic, turned round, has every box as far from the other side."""
    page = clerk(open_page, city)
    for address in ("queue", "new", "issues", city.file().path.rsplit("/en/", 1)[-1]):
        page.goto(f"{city.url}/staff/ar/{address}")
        check_mirror(page)
