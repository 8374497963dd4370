"""What residents come for: to report, to join in, to look after it, to vote, to follow; walked by whatever hands."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Page

from portal.city.identity.rules import Role
from tests.browser.byways import known_street
from tests.browser.hands import Hands
from tests.browser.journeys import CONTINUE
from tests.browser.portal import Served
from tests.browser.visit import Visit

SAID = "Loose tiles in front of the school."
ACCOUNT = "__Host-sid"


@dataclass(frozen=True, slots=True)
class Walked:
    """How a flow was walked: which maps it opened, whether it signed in, what it met that asks for a drag."""

    maps: tuple[str, ...]
    has_account: bool
    drags: int


def report(page: Page, portal: Served, hands: Hands) -> str:
    """From the front door to the receipt; gives the code."""
    page.goto(portal.address("/", "en"))
    hands.press(page, "main a[href$='/report']")
    hands.choose(page, "input[name=category]")
    hands.write(page, "#words", SAID)
    hands.press(page, f"#problem {CONTINUE}")
    hands.write(page, "#place", "by the fountain")
    hands.pick(page, "#district")
    hands.press(page, f"#place-form {CONTINUE}")
    hands.press(page, "#send")
    page.wait_for_url("**/sent")
    return page.locator(".ref.code").inner_text()


def join(page: Page, portal: Served, hands: Hands) -> None:
    """Say where it is, and be counted in with what others reported."""
    page.goto(portal.address("/report", "en"))
    hands.choose(page, "#category-ground")
    hands.press(page, f"#problem {CONTINUE}")
    hands.write(page, "#place", known_street(portal))
    hands.press(page, f"#place-form {CONTINUE}")
    hands.press(page, "#join-1")
    page.wait_for_url("**/joined")


def track(page: Page, portal: Served, hands: Hands) -> None:
    """Find a report again by its code, and write to the city."""
    code = report(page, portal, hands)
    page.goto(portal.address("/", "en"))
    hands.press(page, "a[href$='/track']")
    hands.write(page, "#code", code)
    hands.press(page, "#show")
    hands.write(page, "#text", "It is a large hole.")
    hands.press(page, "#say-button")
    page.locator("#talk + ol > li").wait_for()


def vote(page: Page, portal: Served, hands: Hands) -> None:
    """From the letter with a link to the vote that counts."""
    page.goto(portal.link_for(f"vera-{type(hands).__name__}", Role.RESIDENT))
    hands.press(page, "#enter-button")
    page.wait_for_url("**/en/sign-in")
    hands.press(page, "main a.more")
    hands.press(page, ".items a")
    hands.choose(page, "#ballot input[type=radio]")
    hands.press(page, "#check-vote")
    hands.press(page, "#cast")
    page.wait_for_url("**/voted")


def follow(page: Page, portal: Served, hands: Hands) -> None:
    """Find the feed of one kind of issue."""
    page.goto(portal.address("/follow-issues", "en"))
    hands.pick(page, "#category")
    hands.press(page, "#filter-apply")
    page.wait_for_url("**category=**")
    assert "category=" in page.locator("#feed-address").inner_text()


FLOWS: dict[str, Callable[[Page, Served, Hands], object]] = {
    "report": report,
    "join": join,
    "track": track,
    "vote": vote,
    "follow": follow,
}


def walked(name: str, visit: Visit, portal: Served, hands: Hands) -> Walked:
    """Walk a flow to its end. Raises AssertionError or Playwright's own error where that cannot be done."""
    visit.forget()
    FLOWS[name](visit.page, portal, hands)
    return Walked(
        maps=tuple(each for each in visit.asked if urlsplit(each).path.endswith("/map")),
        has_account=any(each.get("name") == ACCOUNT for each in visit.page.context.cookies()),
        drags=visit.page.locator("[draggable=true], input[type=range]").count(),
    )
