"""The server is gone while a page is open, or it refuses: the page says so where somebody pressed, and keeps all."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import check_axe
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk, made
from tests.browser.running import running
from tests.portal.doors.staff.reports import address_of
from tests.tables import one


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that each test serves and stops by itself."""
    with made(tmp_path_factory.mktemp("desk")) as unserved:
        yield unserved


@pytest.fixture
def server(desk: Desk) -> Iterator[ExitStack]:
    """A server of the desk: `server.close()` stops it."""
    with ExitStack() as stack:
        stack.enter_context(running(desk.settings))
        yield stack


def clerk(open_page: OpenPage, desk: Desk, path: str) -> Page:
    """Sign in a clerk and open a page of the desk."""
    page = open_page(desk.link_for("clara")).page
    page.locator("#enter button").click()
    page.wait_for_url("**/queue")
    page.goto(f"{desk.url}{path}")
    return page


def press(page: Page, button: str) -> None:
    """Press a button as the keyboard does."""
    page.focus(button)
    page.keyboard.press("Enter")


def told_beside(page: Page, form: str, button: str) -> None:
    """The note stands in the form that was sent, is read out once, and the focus is still on the button."""
    expect(page.locator(f"{form} #lost-form")).to_be_visible()
    expect(page.locator("#live")).to_contain_text("press the button again")
    assert page.locator("#try-again").is_hidden(), "a link would lose what was typed"
    expect(page.locator(f"#{button}")).to_be_focused()
    check_axe(page)


def again(desk: Desk) -> AbstractContextManager[str]:
    """Serve the desk again at the same address."""
    return running(desk.settings)


def test_a_decision_is_kept_until_the_server_is_back(open_page: OpenPage, desk: Desk, server: ExitStack) -> None:
    given = desk.file()
    page = clerk(open_page, desk, given.path)
    page.fill("#title", "TYPED TITLE")
    server.close()
    press(page, "#save")
    told_beside(page, "#decision-form", "save")
    assert page.input_value("#title") == "TYPED TITLE"
    with again(desk):
        page.keyboard.press("Enter")
        expect(page.locator("#notice")).to_contain_text(given.reference)
        assert page.locator("#lost").is_hidden()
        assert one(desk.database, "SELECT title FROM city_issue ORDER BY id DESC LIMIT 1") == "TYPED TITLE"


def test_a_filter_offers_its_address_and_so_does_back(open_page: OpenPage, desk: Desk, server: ExitStack) -> None:
    page = clerk(open_page, desk, "/staff/en/queue")
    page.select_option("#category", "ground")
    press(page, "#filter-apply")
    page.wait_for_url("**/queue?**category=ground**")
    server.close()
    page.select_option("#category", "light")
    press(page, "#filter-apply")
    expect(page.locator("#filter #lost-page")).to_be_visible()
    expect(page.locator("#filter-apply")).to_be_focused()
    assert "category=light" in str(page.get_attribute("#try-again", "href"))
    page.go_back()
    expect(page.locator("#main > #lost")).to_be_visible()
    assert page.locator("#try-again").evaluate("link => link.href") == page.url
    with again(desk):
        page.click("#try-again")
        expect(page.locator("#category")).to_have_value("")


def test_this_is_mine_too_can_be_pressed_again(open_page: OpenPage, desk: Desk, server: ExitStack) -> None:
    page = issue_page(open_page, desk)
    server.close()
    press(page, "#support-button")
    told_beside(page, "#support-form", "support-button")
    with again(desk):
        page.keyboard.press("Enter")
        expect(page.locator("#support")).to_contain_text("You said that this is yours, too.")
        expect(page.locator("#support-button")).to_be_focused()


@pytest.mark.usefixtures("server")
def test_a_refusal_is_a_page_of_its_own_and_no_lost_connection(open_page: OpenPage, desk: Desk) -> None:
    page = issue_page(open_page, desk)
    with desk.database.writing() as session:
        session.connection().exec_driver_sql("UPDATE city_issue SET status = 'closed', outcome = 'fixed', is_open = 0")
    press(page, "#support-button")
    expect(page.locator("h1")).to_have_text("This issue is closed")
    assert page.locator("#lost").count() == 0


@pytest.mark.usefixtures("server")
def test_a_filter_after_the_session_leads_to_the_page_that_says_so(open_page: OpenPage, desk: Desk) -> None:
    page = clerk(open_page, desk, "/staff/en/queue")
    page.context.clear_cookies()
    press(page, "#filter-apply")
    page.wait_for_url("**/queue?**")
    expect(page.locator("h1")).to_have_text("Sign in first")


def issue_page(open_page: OpenPage, desk: Desk) -> Page:
    """Publish an issue, and open its page as somebody else."""
    page = clerk(open_page, desk, desk.file().path)
    page.click("#save")
    expect(page.locator("#notice")).to_be_visible()
    return open_page(f"{desk.url}/en/issues/{address_of(desk.database)}").page
