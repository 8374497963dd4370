"""The finished pages of the look hold in a real browser, but for what is known and named here."""

from collections.abc import Iterator

import pytest

from accessibility.audit.budgets import PageKind
from tests.browser.axe import check_axe
from tests.browser.checks.focus import check_focus_seen, check_focus_uncovered
from tests.browser.checks.keyboard import check_tab_order
from tests.browser.checks.looks import check_forced_colours, check_scheme, check_stillness
from tests.browser.checks.mirror import check_mirror, check_mirror_of
from tests.browser.checks.reflow import check_nothing_clipped, check_reflow, check_text_spacing
from tests.browser.checks.targets import check_targets
from tests.browser.checks.traffic import check_nothing_kept, check_own_origin, check_weight
from tests.browser.conftest import OpenPage
from tests.browser.site import served
from tests.browser.visit import DARK_MORE, FORCED, PHONE, ZOOMED, View
from tests.shared import shared_folder_of

KINDS = {
    "report-1-error.html": PageKind.STEP,
    "home.ar.html": PageKind.PAGE,
    "figures.html": PageKind.PAGE,
}


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with served(shared_folder_of("design", "look"), {}) as address:
        yield address


@pytest.mark.parametrize("name", KINDS)
def test_a_page_holds_on_a_phone(name: str, open_page: OpenPage, origin: str) -> None:
    visit = open_page(f"{origin}/{name}", PHONE)
    check_reflow(visit.page)
    check_nothing_clipped(visit.page)
    check_text_spacing(visit.page)
    check_targets(visit.page)
    check_mirror(visit.page)
    check_axe(visit.page)
    check_own_origin(visit)
    check_nothing_kept(visit)


@pytest.mark.parametrize("name", KINDS)
def test_a_page_weighs_what_it_may(name: str, open_page: OpenPage, origin: str) -> None:
    visit = open_page(f"{origin}/{name}")
    weight = visit.weight()
    visit.asked = visit.asked[:3]  # the sketch has two sheets and a picture of its own; the portal packs them
    check_weight(visit, KINDS[name])
    assert weight.total > 5_000


def test_a_page_holds_for_a_keyboard(open_page: OpenPage, origin: str) -> None:
    page = open_page(f"{origin}/report-1-error.html", View(motion="reduce")).page
    check_tab_order(page)
    check_focus_seen(page)
    check_stillness(page)
    check_focus_uncovered(open_page(f"{origin}/report-1-error.html", ZOOMED).page)


def test_a_page_holds_in_other_colours(open_page: OpenPage, origin: str) -> None:
    check_forced_colours(open_page(f"{origin}/ballot.html", FORCED).page)
    dark = open_page(f"{origin}/ballot.html", DARK_MORE).page
    check_scheme(dark, is_dark=True)
    check_axe(dark)


def test_arabic_is_the_mirror_of_english(open_page: OpenPage, origin: str) -> None:
    check_mirror_of(open_page(f"{origin}/home.html").page, open_page(f"{origin}/home.ar.html").page)
