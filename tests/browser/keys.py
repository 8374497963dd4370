"""A clerk's keys: from a row of the queue to the next report, counted."""

from playwright.sync_api import Page

MOST_KEYS = 12


def press(page: Page, *keys: str) -> int:
    """Press keys and count them."""
    for key in keys:
        page.keyboard.press(key)
    return len(keys)


def open_first(page: Page) -> int:
    """Open the first report of the queue."""
    page.locator("tbody a").first.focus()
    keys = press(page, "Enter")
    page.wait_for_url("**/report/**")
    return keys


def publish(page: Page) -> int:
    """Go to the decision by its link, and accept what is proposed."""
    return press(page, "Tab", "Enter", "Tab", "Tab", "Enter", "Tab", "Enter")  # skip link, to the decision, save


def decline(page: Page) -> int:
    """Go to the decision, take the last choice and its reason."""
    keys = press(page, "Tab", "Tab", "Enter", "Tab", "ArrowUp", "Tab", "s")
    assert page.locator("#reason").input_value() == "not-ours"
    return keys + press(page, "Tab", "Tab", "Enter")
