"""Every page in a real browser: each page in each language once, and each way of looking at each page once."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from i18n.locales import SHIPPED
from portal.city.identity.rules import Role
from tests import every_page
from tests.browser.axe import check_axe
from tests.browser.checks.focus import check_focus_seen, check_focus_uncovered
from tests.browser.checks.keyboard import check_nothing_destroyed, check_tab_order, check_without_script
from tests.browser.checks.looks import check_forced_colours, check_scheme, check_stillness
from tests.browser.checks.mirror import check_mirror_of
from tests.browser.checks.reflow import (
    check_large_text,
    check_nothing_clipped,
    check_orientation,
    check_reflow,
    check_text_spacing,
)
from tests.browser.checks.targets import check_targets
from tests.browser.checks.traffic import check_nothing_kept, check_own_origin
from tests.browser.conftest import OpenPage
from tests.browser.portal import Served, serving
from tests.browser.visit import DARK, DARK_MORE, FORCED, NO_SCRIPT, PHONE, View, look_as
from tests.town import shared_town

PAGES = every_page.PUBLIC
VIEWS = {"phone": PHONE, "dark": DARK, "dark-more": DARK_MORE, "forced": FORCED}
WHOLE = os.environ.get("VEU_TESTS") == "all"


def locales_for(path: str) -> tuple[str, ...]:
    """Every page from right to left, here or in the ways of looking below, and half of them in one more by turns.

    The benchmark looks at every page in all seven.
    """
    tags = tuple(locale.tag for locale in SHIPPED)
    others = [tag for tag in tags if tag != "ar"]
    return tags if WHOLE else (others[PAGES.index(path) // 2 % len(others)] if ways_in(path) == "ar" else "ar",)


def ways_in(path: str) -> str:
    """The language in which a page is looked at in every way: half of them from right to left."""
    return "ar" if PAGES.index(path) % 2 else "en"


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A portal with three weeks of life, and its first figures."""
    with serving(tmp_path_factory.mktemp("portal"), shared_town(tmp_path_factory)) as served:
        yield served


@pytest.mark.parametrize(("path", "locale"), [(path, tag) for path in PAGES for tag in locales_for(path)])
def test_a_page_has_no_fault_at_360_pixels_in_any_language(
    open_page: OpenPage, portal: Served, path: str, locale: str
) -> None:
    visit = open_page(portal.address(path, locale), View(width=360, height=740, locale=locale))
    check_axe(visit.page)
    check_reflow(visit.page)
    check_own_origin(visit)
    check_nothing_kept(visit)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_in_every_way_of_looking(open_page: OpenPage, portal: Served, path: str) -> None:
    """One visit: the reader changes the device's settings, and the page follows without being loaded again."""
    visit = open_page(portal.address(path, ways_in(path)), PHONE)
    for name, view in VIEWS.items():
        look_as(visit, view)
        check_reflow(visit.page)
        check_stillness(visit.page)
        if name == "forced":
            check_forced_colours(visit.page)
        else:
            check_axe(visit.page)
            check_targets(visit.page)
            check_scheme(visit.page, is_dark=name.startswith("dark"))


@pytest.mark.parametrize("path", PAGES)
def test_a_page_holds_without_script(open_page: OpenPage, portal: Served, path: str) -> None:
    visit = open_page(portal.address(path, "en" if PAGES.index(path) % 2 else "ar"), NO_SCRIPT)
    check_reflow(visit.page)
    check_stillness(visit.page)
    check_without_script(visit.page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_survives_large_text_and_spacing(open_page: OpenPage, portal: Served, path: str) -> None:
    visit = open_page(portal.address(path, "en"), View(width=640, height=800))
    check_large_text(visit.page)
    check_nothing_clipped(visit.page)
    spaced = open_page(portal.address(path, "ru"), PHONE)
    check_text_spacing(spaced.page)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_page_holds_whichever_way_the_phone_is_held(open_page: OpenPage, portal: Served, locale: str) -> None:
    page = open_page(portal.address("/", locale), View(width=360, height=740)).page
    for path in PAGES if WHOLE else ("/", "/report", "/issues/{issue}", "/figures", "/priorities"):
        page.goto(portal.address(path, locale))
        check_orientation(page)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_works_by_keyboard(open_page: OpenPage, portal: Served, path: str) -> None:
    visit = open_page(portal.address(path, "en"), View(width=1280, height=640))
    visit.page.wait_for_load_state("networkidle")  # a map gets its districts after it stands
    check_tab_order(visit.page)
    check_focus_uncovered(visit.page)
    check_nothing_destroyed(visit.page)
    if WHOLE or path in ("/", "/report", "/issues"):
        check_focus_seen(visit.page)


@pytest.mark.parametrize("path", ["/report", "/track", "/sign-in", "/all-pages"])
def test_arabic_is_the_mirror_of_english(open_page: OpenPage, portal: Served, path: str) -> None:
    """AC-RTL-1: each block begins as far from its side as the same block of the other direction."""
    one = open_page(portal.address(path, "en"), View(width=1280))
    one.page.evaluate("document.documentElement.dir = 'ltr'")
    other = open_page(portal.address(path, "en"), View(width=1280))
    other.page.evaluate("document.documentElement.dir = 'rtl'")
    check_mirror_of(one.page, other.page)


@pytest.mark.parametrize(("locale", "view"), [("en", NO_SCRIPT), ("ar", PHONE)])
def test_a_resident_files_a_report(
    open_page: OpenPage, portal: Served, locale: str, view: View, tmp_path: Path
) -> None:
    visit = open_page(f"{portal.url}/{locale}/", view)
    page = visit.page
    page.locator(f"main a[href='/{locale}/report']").first.click()
    page.locator("#problem .row.f .btn").click()
    assert page.locator("#errors").is_visible()
    assert page.evaluate("document.activeElement.id") == "errors"
    page.locator("label[for=category-ground]").click()
    page.locator("#words").fill("Loose tiles in front of the school.")
    page.locator("#problem .row.f .btn").click()
    page.locator("#place").fill("by the fountain")
    page.locator("#district").select_option(index=2)
    page.locator("#place-form .row.f .btn").click()
    if view.script:
        check_axe(page)
    check_reflow(page)
    page.locator("#send").click()
    assert page.locator(".ref").count() == 2
    code = page.locator(".ref.code").inner_text()
    check_own_origin(visit)
    check_nothing_kept(visit)
    page.goto(f"{portal.url}/{locale}/track")
    page.locator("#code").fill(code.lower())
    page.locator("#show").click()
    assert "Loose tiles" in page.locator("main").inner_text()


def test_somebody_signs_in_with_a_link_and_out_again(open_page: OpenPage, portal: Served) -> None:
    page = open_page(portal.link_for("ana", Role.RESIDENT)).page
    page.locator("#enter-button").click()
    page.goto(f"{portal.url}/en/decide")
    page.locator(".items a").first.click()
    page.locator("#ballot input[type=radio]").first.check()
    page.locator("#check-vote").click()
    check_axe(page)
    page.locator("#cast").click()
    check_axe(page)
    assert page.locator("h1").inner_text() == "Your vote counts"
    page.goto(f"{portal.url}/en/sign-out")
    page.locator("#leave-button").click()
    assert page.context.cookies() == []
