"""A report by ear: each screen on the way, and what is said there."""

from collections.abc import Iterator, Mapping

from playwright.sync_api import Page, expect

from tests.browser.heard import heard, phrases_of_main

STEPS = ("problem", "place", "check", "sent")
# Source: the contract's goal 8. The frame is heard once and then skipped; it is in the texts, and not counted.
MOST_ON_A_SCREEN, MOST_IN_ALL = 50, 130


def screens(page: Page, address: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Go through a report, and listen on each screen."""
    page.goto(address)
    yield "problem", heard(page)
    page.locator("#problem .row.f .btn").click()
    expect(page.locator("#errors")).to_be_focused()
    yield "problem, wrong", heard(page)
    page.locator("label[for=category-ground]").click()
    page.locator("#problem .row.f .btn").click()
    page.wait_for_url("**/place")
    yield "place", heard(page)
    page.locator("#place-form .row.f .btn").click()
    expect(page.locator("#errors")).to_be_focused()
    yield "place, wrong", heard(page)
    page.locator("#place").fill("Q")
    page.locator("#district").select_option(index=2)
    page.locator("#place-form .row.f .btn").click()
    page.wait_for_url("**/check")
    yield "check", heard(page)
    page.locator("#send").click()
    page.wait_for_url("**/sent")
    yield "sent", heard(page)


def counted(said: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """How many phrases somebody listens to on each screen."""
    return {name: len(phrases_of_main(phrases)) for name, phrases in said.items()}
