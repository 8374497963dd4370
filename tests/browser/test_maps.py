"""Maps in a browser: with a script, without one, by keyboard and by single taps; nobody else is asked for anything."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from accessibility.audit.budgets import PageKind
from privacy.minimise.location import Point
from tests.browser.axe import check_axe
from tests.browser.checks.reflow import check_reflow
from tests.browser.checks.traffic import check_nothing_kept, check_own_origin, check_weight
from tests.browser.conftest import OpenPage
from tests.browser.desk import Desk, serving
from tests.browser.visit import View, Visit
from tests.portal.city.issues.invented import published

PHONE = View(width=360, height=740)
WITHOUT_SCRIPT = View(width=320, height=568, script=False, locale="ar")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The small city, served."""
    with serving(tmp_path_factory.mktemp("desk")) as served:
        yield served


def watched(visit: Visit) -> list[str]:
    """Collect what the browser complains of: a refused style or script, an error."""
    complaints: list[str] = []
    visit.page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    visit.page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


def at_map(visit: Visit) -> Page:
    """Go from the first step to the map, by keyboard."""
    page = visit.page
    page.locator("#category-ground").check()
    page.locator("#problem .row.f .btn").press("Enter")
    visit.forget()
    page.locator("#map").press("Enter")
    page.wait_for_url("**/map")
    return page


def words(page: Page, name: str) -> str:
    """What the page says of the middle or of the pin."""
    return page.locator(f"#map-{name}").inner_text()


def test_a_tap_puts_the_pin_and_each_button_keeps_the_focus(open_page: OpenPage, desk: Desk) -> None:
    visit = open_page(f"{desk.url}/en/report", PHONE)
    complaints = watched(visit)
    page = at_map(visit)
    expect(page.locator(".ground path.land")).to_have_count(2)
    check_weight(visit, PageKind.MAP, as_sent=True)
    check_axe(page)
    before = words(page, "middle")
    for name in ("nearer", "east", "east", "east", "east", "east", "east"):
        with page.expect_response("**/map"):
            page.locator(f"#map-{name}").press("Enter")
        expect(page.locator(f"#map-{name}")).to_be_focused()
    expect(page.locator("#map-middle")).to_contain_text("Marina")
    expect(page.locator("#live")).to_have_text(words(page, "middle"))
    assert words(page, "middle") != before
    page.locator(".ground").click(position={"x": 60, "y": 90})
    expect(page.locator("#map-pinned")).to_contain_text("The pin is")
    expect(page.locator("#live")).to_have_text(words(page, "pinned"))
    page.locator("#map-use").click()
    page.wait_for_url("**/place")
    assert not re.search(r"38\.9|0\.6\d", "".join(visit.asked))
    check_own_origin(visit)
    check_nothing_kept(visit)
    assert complaints == []


def test_without_a_script_the_map_works_by_keyboard_in_arabic(open_page: OpenPage, desk: Desk) -> None:
    visit = open_page(f"{desk.url}/ar/report", WITHOUT_SCRIPT)
    page = at_map(visit)
    check_reflow(page)
    for name in ("nearer", "nearer", "west", "north", "pin"):
        page.locator(f"#map-{name}").press("Enter")
        page.wait_for_url(f"**/map#map-{name}")
        expect(page.locator(f"#map-{name}")).to_be_focused()
    pinned = words(page, "pinned")
    assert "Carrer" in pinned
    for name in ("farther", "farther", "farther"):
        page.locator(f"#map-{name}").press("Space")
        page.wait_for_url("**/map#map-farther")
    page.locator("input[type=image]").click(position={"x": 284, "y": 4})
    expect(page.locator("#map-pinned")).not_to_contain_text("Carrer")
    expect(page.locator("#map-use")).to_be_hidden()
    page.locator("#map-pin").press("Space")
    expect(page.locator("#map-pinned")).to_have_text(pinned)
    page.locator("#map-use").press("Space")
    page.wait_for_url("**/place")
    assert page.locator("#place").input_value()
    check_own_origin(visit)


def test_a_press_that_gets_no_answer_says_so_and_the_next_one_sends_the_page(open_page: OpenPage, desk: Desk) -> None:
    visit = open_page(f"{desk.url}/en/report", PHONE)
    page = at_map(visit)
    page.route("**/map", lambda route: route.abort())
    page.locator("#map-north").press("Enter")
    expect(page.locator("#map-form #lost-form")).to_be_visible()
    expect(page.locator("#map-north")).to_be_focused()
    page.unroute("**/map")
    page.locator("#map-north").press("Enter")
    page.wait_for_url("**/map#map-north")
    expect(page.locator("#lost")).to_be_hidden()


def test_the_map_of_issues_draws_the_list_and_its_pins_lead_to_it(open_page: OpenPage, desk: Desk) -> None:
    with desk.database.writing() as session:
        for lat in (38.903, 38.9031, 38.908, 38.917):
            published(session, point=Point(lat, 0.61 + (lat - 38.9)))
    visit = open_page(f"{desk.url}/ar/issues", PHONE)
    complaints = watched(visit)
    page = visit.page
    visit.forget()
    page.locator("#on-a-map").click()
    page.wait_for_url("**/ar/issues/map")
    expect(page.locator(".ground .number-pin")).to_have_count(3)
    expect(page.locator(".ground path.land")).to_have_count(2)
    assert page.locator(".ground [tabindex='0'], .ground a, .ground button").count() == 0
    check_weight(visit, PageKind.MAP, as_sent=True)
    check_axe(page)
    check_reflow(page)
    two = page.locator(".ground .number-pin").filter(has_text=re.compile(r"\d \d"))
    expect(two).to_have_count(1)  # two issues of one spot would cover each other
    two.click()
    expect(page.locator(f"#list li:nth-child({two.inner_text().split()[0]}) a")).to_be_focused()
    page.locator("#map-nearer").press("Enter")
    page.wait_for_url("**bbox=**#map-nearer")
    expect(page.locator("#map-nearer")).to_be_focused()
    check_own_origin(visit)
    check_nothing_kept(visit)
    assert complaints == []
