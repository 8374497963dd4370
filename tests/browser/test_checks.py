"""Each check passes the good page and catches the page that was made wrong for it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from accessibility.audit.budgets import PageKind
from tests.browser.checks.focus import check_focus_kept, check_focus_seen, check_focus_uncovered
from tests.browser.checks.keyboard import check_nothing_destroyed, check_tab_order, check_without_script, walk
from tests.browser.checks.looks import check_forced_colours, check_scheme, check_stillness
from tests.browser.checks.mirror import check_mirror, check_mirror_of
from tests.browser.checks.reflow import (
    check_large_text,
    check_nothing_clipped,
    check_orientation,
    check_reflow,
    check_text_spacing,
)
from tests.browser.checks.targets import check_targets
from tests.browser.checks.traffic import check_nothing_kept, check_own_origin, check_weight
from tests.browser.conftest import OpenPage
from tests.browser.samples import PAGES
from tests.browser.site import served
from tests.browser.visit import DARK, DARK_MORE, FORCED, NO_SCRIPT, PHONE, ZOOMED, View

STILL = View(motion="reduce")
DESKTOP = View()
Check = Callable[[Page], None]


def dark(page: Page) -> None:
    check_scheme(page, is_dark=True)


def light(page: Page) -> None:
    check_scheme(page, is_dark=False)


CHECKS: tuple[tuple[Check, View, tuple[str, ...], str], ...] = (
    (check_reflow, PHONE, ("wide",), "does not fit"),
    (check_nothing_clipped, PHONE, ("cut",), "cut off"),
    (check_orientation, PHONE, ("upright",), "leaves something out"),
    (check_large_text, PHONE, ("wide", "px"), "does not fit"),
    (check_text_spacing, PHONE, ("cut",), "cut off"),
    (check_stillness, STILL, ("moving", "slow"), "moves"),
    (check_forced_colours, FORCED, ("edgeless",), "has no edge"),
    (dark, DARK_MORE, ("always-light",), "is not dark"),
    (light, DESKTOP, ("pale",), "contrast"),
    (check_mirror, DESKTOP, ("physical",), "does not mirror"),
    (check_targets, PHONE, ("small", "low"), "too small"),
    (check_tab_order, DESKTOP, ("jumpy",), "First of all"),
    (check_tab_order, DESKTOP, ("trap",), "trapped"),
    (check_tab_order, DESKTOP, ("restless",), "something changes"),
    (check_nothing_destroyed, DESKTOP, ("eraser",), "is lost"),
    (check_focus_uncovered, ZOOMED, ("covered",), "is covered by"),
    (check_focus_seen, DESKTOP, ("unseen", "faint"), "not seen"),
    (check_without_script, NO_SCRIPT, ("dead",), "without script"),
)
CONTROLS = [
    pytest.param(check, view, name, message, id=f"{check.__name__}-{name}")
    for check, view, names, message in CHECKS
    for name in names
]


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("site")
    with served(folder, PAGES) as address:
        yield address


@pytest.mark.parametrize(
    ("check", "view"), [case[:2] for case in CHECKS], ids=lambda each: getattr(each, "__name__", "")
)
def test_the_good_page_passes(check: Check, view: View, open_page: OpenPage, origin: str) -> None:
    check(open_page(f"{origin}/good", view).page)


@pytest.mark.parametrize(("check", "view", "name", "message"), CONTROLS)
def test_the_wrong_page_is_caught(
    check: Check, view: View, name: str, message: str, open_page: OpenPage, origin: str
) -> None:
    with pytest.raises(AssertionError, match=message):
        check(open_page(f"{origin}/{name}", view).page)


def test_a_wide_table_may_scroll_in_its_own_box(open_page: OpenPage, origin: str) -> None:
    check_reflow(open_page(f"{origin}/wide-table", PHONE).page)


def test_the_page_is_left_as_it_was(open_page: OpenPage, origin: str) -> None:
    page = open_page(f"{origin}/good", PHONE).page
    state = (
        "[document.documentElement.dir, getComputedStyle(document.body).fontSize, document.adoptedStyleSheets.length]"
    )
    before = page.evaluate(state)
    check_large_text(page)
    check_text_spacing(page)
    check_mirror(page)
    assert page.evaluate(state) == before == ["ltr", "18px", 0]


def test_the_walk_names_each_stop_once(open_page: OpenPage, origin: str) -> None:
    stops = walk(open_page(f"{origin}/good").page)
    assert len(stops) == len(set(stops)) == 6
    assert stops[2] == "radio 0 type"


def test_one_page_in_two_directions_is_compared(open_page: OpenPage, origin: str) -> None:
    ltr, rtl = open_page(f"{origin}/good").page, open_page(f"{origin}/rtl/good").page
    check_mirror_of(ltr, rtl)
    with pytest.raises(AssertionError, match="not the mirror"):
        check_mirror_of(open_page(f"{origin}/physical").page, open_page(f"{origin}/rtl/physical").page)
    with pytest.raises(AssertionError, match="one direction"):
        check_mirror_of(ltr, ltr)
    with pytest.raises(AssertionError, match="not built alike"):
        check_mirror_of(ltr, open_page(f"{origin}/rtl/wide").page)


def test_a_lost_focus_is_noticed(open_page: OpenPage, origin: str) -> None:
    kept = open_page(f"{origin}/keeps").page
    check_focus_kept(kept, lambda: kept.click("#go"))
    lost = open_page(f"{origin}/loses").page
    with pytest.raises(AssertionError, match="focus is lost"):
        check_focus_kept(lost, lambda: lost.click("#go"))


def test_a_stranger_is_noticed(open_page: OpenPage, origin: str, tmp_path: Path) -> None:
    """The portal's policy would stop the browser from asking at all, so the control is a page without it."""
    check_own_origin(open_page(f"{origin}/good"))
    with served(tmp_path, {"/x": ""}) as stranger, served(tmp_path, {"/free/x": f"<img src={stranger}/x>"}) as own:
        visit = open_page(f"{own}/free/x")
        with pytest.raises(AssertionError, match=f"{stranger}/x"):
            check_own_origin(visit)
        check_own_origin(visit, also=(stranger,))


def test_what_is_kept_in_the_browser_is_noticed(open_page: OpenPage, origin: str) -> None:
    check_nothing_kept(open_page(f"{origin}/good"))
    with pytest.raises(AssertionError, match="cookies"):
        check_nothing_kept(open_page(f"{origin}/keeper"))


def test_a_visit_is_weighed_part_by_part(open_page: OpenPage, origin: str) -> None:
    visit = open_page(f"{origin}/keeps", DARK)
    weight = visit.weight()
    assert 300 < weight.html < 1_500
    assert 300 < weight.css < 1_500
    assert 0 < weight.script < 300
    assert weight.requests == len(visit.asked) == 3
    check_weight(visit, PageKind.STEP)
    visit.asked.append(f"{origin}/one-more")
    with pytest.raises(AssertionError, match="requests"):
        check_weight(visit, PageKind.STEP)
