"""Two ways to work a page: with nothing but keys, and with single presses of a pointer that never drags."""

from typing import Protocol

from playwright.sync_api import Page

MOST_TABS = 60


class Hands(Protocol):
    """What somebody does on a page."""

    def press(self, page: Page, what: str) -> None:
        """Press a button or a link."""

    def choose(self, page: Page, what: str) -> None:
        """Choose the first of some radios."""

    def write(self, page: Page, what: str, words: str) -> None:
        """Type into a box."""

    def pick(self, page: Page, what: str) -> None:
        """Pick another line of a list."""


class Keys:
    """Tab, Enter, Space and arrows alone."""

    def press(self, page: Page, what: str) -> None:
        """Go there and press Enter."""
        tab_to(page, what)
        page.keyboard.press("Enter")

    def choose(self, page: Page, what: str) -> None:
        """Go there and press Space."""
        tab_to(page, what)
        page.keyboard.press("Space")

    def write(self, page: Page, what: str, words: str) -> None:
        """Go there and type."""
        tab_to(page, what)
        page.keyboard.type(words)

    def pick(self, page: Page, what: str) -> None:
        """Go there and press the arrow."""
        tab_to(page, what)
        page.keyboard.press("ArrowDown")


class Presses:
    """Single presses of a pointer; the page may have no script."""

    def press(self, page: Page, what: str) -> None:
        """Press it."""
        page.locator(what).first.click()

    def choose(self, page: Page, what: str) -> None:
        """Press its label."""
        page.locator(f"label[for={page.locator(what).first.get_attribute('id')}]").click()

    def write(self, page: Page, what: str, words: str) -> None:
        """Press into the box, and type."""
        page.locator(what).click()
        page.keyboard.type(words)

    def pick(self, page: Page, what: str) -> None:
        """Open the list, and press its second line."""
        page.locator(what).select_option(index=1)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there. Raises AssertionError where it never is."""
    page.locator(selector).first.wait_for()
    for _ in range(MOST_TABS):
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{MOST_TABS} times Tab do not reach {selector} on {page.url}")
