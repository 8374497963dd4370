"""The ways through the portal, stop by stop: each right page and each refusal, for whoever looks at all of them.

A stop is a page as somebody meets it; its reader may turn, widen or colour it, and has to leave it as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from portal.city.identity.rules import Role
from tests import every_page
from tests.browser.portal import Served
from tests.browser.thumb import photo

CONTINUE = ".row.f .btn"
FILE = {"name": "tile.jpg", "mimeType": "image/jpeg", "buffer": photo()}


@dataclass(frozen=True, slots=True)
class Stop:
    """Where somebody is; `is_wrong` says that the page has to point out a mistake."""

    name: str
    is_wrong: bool = False


def filing(page: Page, portal: Served, locale: str) -> Iterator[Stop]:
    """A report from the first question to its withdrawal."""
    page.goto(portal.address("/report", locale))
    page.locator(f"#problem {CONTINUE}").click()
    yield Stop("problem", is_wrong=True)
    page.locator("label[for=category-ground]").click()
    page.locator("#words").fill("Loose tiles. I am on 612 345 678.")
    page.locator(f"#problem {CONTINUE}").click()
    yield Stop("personal data")
    page.locator("#keep-all").click()
    yield Stop("place")
    page.locator(f"#place-form {CONTINUE}").click()
    yield Stop("place", is_wrong=True)
    place = page.url
    page.goto(place.replace("/place", "/streets?q=carrer"))
    yield Stop("streets")
    page.goto(place)
    page.locator("#place").fill("by the fountain")
    page.locator("#district").select_option(index=2)
    page.locator(f"#place-form {CONTINUE}").click()
    yield Stop("check")
    page.locator("#email").fill("ana@")
    page.locator("#send").click()
    yield Stop("check", is_wrong=True)
    page.locator("#email").fill("")
    page.locator("#send").click()
    yield Stop("sent")
    yield from tracking(page, portal.address("/track", locale), page.locator(".ref.code").inner_text())


def tracking(page: Page, track: str, code: str) -> Iterator[Stop]:
    """Look for a report with a wrong code and with the right one, add a note twice, and take it back."""
    page.goto(track)
    page.locator("#code").fill("nonsense")
    page.locator("#show").click()
    yield Stop("track", is_wrong=True)
    page.locator("#code").fill(code)
    page.locator("#show").click()
    assert "Loose tiles" in page.locator("main").inner_text()
    yield Stop("case")
    page.locator("#say-button").click()
    yield Stop("case", is_wrong=True)
    page.locator("#text").fill("Half a note")
    page.locator(".langs .go[aria-current]").click()
    expect(page.locator("#text")).to_have_value("Half a note")
    page.locator("#say-button").click()
    expect(page.locator("#talk + ol > li")).to_have_count(1)
    page.reload()
    expect(page.locator("#talk + ol > li")).to_have_count(1)
    page.locator("#withdraw-button").click()
    yield Stop("withdraw")
    page.locator("#sure").click()
    yield Stop("withdrawn")


def voting(page: Page, portal: Served, locale: str) -> Iterator[Stop]:
    """From the letter with a link to the vote that counts."""
    page.goto(portal.link_for(f"ana-{locale}", Role.RESIDENT).replace("/en/", f"/{locale}/"))
    yield Stop("enter")
    page.locator("#enter-button").click()
    page.goto(portal.address("/decide/{poll}", locale))
    yield Stop("ballot")
    page.locator("#check-vote").click()
    yield Stop("ballot", is_wrong=True)
    page.locator("#ballot input[type=radio]").first.check()
    page.locator("#check-vote").click()
    yield Stop("check the vote")
    page.locator("#cast").click()
    yield Stop("voted")
    page.goto(portal.address("/sign-out", locale))
    yield Stop("sign out")


def at_desk(page: Page, portal: Served, locale: str) -> Iterator[Stop]:
    """Every page of the desk, and a decision without a reason."""
    page.goto(portal.link_for("marta", Role.MANAGER))
    page.locator("#enter button").click()
    page.wait_for_url("**/queue")
    for path in every_page.DESK:
        page.goto(portal.address(f"/staff{path}", locale))
        yield Stop(f"/staff{path}")
    page.goto(portal.address("/staff/report/{report}", locale))
    page.locator("input[name=do][value=decline]").check()
    page.locator("#save").click()
    page.locator("#errors").wait_for()
    yield Stop("decision", is_wrong=True)
