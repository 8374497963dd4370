"""Back, from wherever a followed report led to, shows it again: no error of the browser, no code in an address."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk, serving
from tests.browser.visit import View


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small city, served."""
    with serving(tmp_path_factory.mktemp("back")) as served:
        yield served


def test_back_leads_to_the_report_until_somebody_is_done(open_page: OpenPage, desk: Desk) -> None:
    given = desk.file()
    page = open_page(f"{desk.url}/en/track", View(width=360, height=740)).page
    page.locator("#code").fill(given.code)
    page.locator("#show").click()
    heading = page.locator("h1")
    expect(heading).to_contain_text(given.reference)
    page.locator(".foot a", has_text="Accessibility").first.click()
    expect(heading).not_to_contain_text(given.reference)
    page.go_back(wait_until="commit")
    expect(heading).to_contain_text(given.reference)
    assert page.url == f"{desk.url}/en/track"
    page.go_back(wait_until="commit")
    expect(heading).to_have_text("Follow a report")
    page.go_forward(wait_until="commit")
    expect(heading).to_contain_text(given.reference)
    page.reload(wait_until="commit")
    expect(heading).to_contain_text(given.reference)
    page.locator("#done-button").click()
    page.wait_for_url("**/en/")
    page.go_back(wait_until="commit")
    expect(page.locator("#errors, .err").first).to_contain_text("This page has closed")
