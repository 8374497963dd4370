"""The byways: what is met on the way to a report apart from its questions, and every other form sent wrong."""

from collections.abc import Iterator

from playwright.sync_api import Page
from sqlalchemy import text

from portal.city.identity.rules import Role
from tests.browser.journeys import CONTINUE, FILE, Stop
from tests.browser.portal import Served

ON_A_STREET = (
    "SELECT place_words FROM city_issue JOIN city_street ON name = place_words"
    " WHERE service_code = 'ground' AND is_open AND NOT hidden ORDER BY city_issue.id LIMIT 1"
)


def on_the_way(page: Page, portal: Served, locale: str) -> Iterator[Stop]:
    """A photo and its cover, one question at a time, the map, and the draft that is thrown away."""
    page.goto(portal.address("/report", locale))
    problem = page.url
    page.locator("#problem input[type=file]").set_input_files(FILE)
    page.locator("#upload").click()
    yield Stop("problem with a photo")
    page.locator("#cover-photo-1").click()
    yield Stop("cover")
    page.locator("#cover-now").click()
    yield Stop("cover", is_wrong=True)
    page.locator("#finer").click()
    yield Stop("cover, smaller parts")
    for question in ("type", "words", "photos"):
        page.goto(f"{problem}/{question}")
        yield Stop(f"one question: {question}")
    page.goto(problem)
    page.locator("label[for=category-ground]").click()
    page.locator(f"#problem {CONTINUE}").first.click()
    page.wait_for_url("**/place")
    page.goto(page.url.replace("/place", "/map"))
    yield Stop("map of the report")
    page.goto(problem.replace("/problem", "/discard"))
    yield Stop("throw away")
    page.locator("#sure").click()
    yield Stop("thrown away")


def known_street(portal: Served) -> str:
    """A street of the town on which loose ground is reported already."""
    with portal.town.database.reading() as session:
        return str(session.execute(text(ON_A_STREET)).scalar_one())


def joining(page: Page, portal: Served, locale: str) -> Iterator[Stop]:
    """What is near is the same thing: counted in there, and again on the page of an issue."""
    page.goto(portal.address("/report", locale))
    page.locator("label[for=category-ground]").click()
    page.locator(f"#problem {CONTINUE}").first.click()
    page.locator("#place").fill(known_street(portal))
    page.locator(f"#place-form {CONTINUE}").first.click()
    yield Stop("nearby")
    page.locator("#join-1").click()
    yield Stop("joined")
    page.goto(portal.address("/issues/{issue}", locale))
    page.locator("#support-button").click()
    page.wait_for_load_state("networkidle")
    yield Stop("an issue that is mine, too")


def refused(page: Page, portal: Served, locale: str) -> Iterator[Stop]:
    """Every other form of the public pages with nothing in it."""
    for path, button in (("/sign-in", "#send-link"), ("/accessibility/problem", "#barrier-button")):
        page.goto(portal.address(path, locale))
        page.locator(button).click()
        page.locator("#errors").wait_for()
        yield Stop(path, is_wrong=True)


def refused_at_desk(page: Page, portal: Served, locale: str) -> Iterator[Stop]:
    """Every form of the desk with nothing in it."""
    page.goto(portal.link_for("marta", Role.MANAGER))
    page.locator("#enter button").click()
    page.wait_for_url("**/queue")
    for path, button in (("/new", "#file"), ("/polls/new", "#keep"), ("/solutions/new", "#keep"),
                         ("/accessibility/{barrier}", "#answer-button")):  # fmt: skip
        page.goto(portal.address(f"/staff{path}", locale))
        page.locator(button).click()
        page.locator("#errors").wait_for()
        yield Stop(f"/staff{path}", is_wrong=True)
