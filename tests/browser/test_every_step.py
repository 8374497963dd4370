"""What somebody meets on the way: each step of a report, each error, a ballot, and every page of the desk."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from accessibility.audit.budgets import PageKind
from i18n.locales import SHIPPED
from tests.browser.axe import check_axe
from tests.browser.byways import joining, on_the_way, refused, refused_at_desk
from tests.browser.checks.reflow import check_reflow
from tests.browser.checks.traffic import check_nothing_kept, check_own_origin, check_weight
from tests.browser.conftest import OpenPage
from tests.browser.flows import FLOWS, walked
from tests.browser.hands import Hands, Keys, Presses
from tests.browser.journeys import CONTINUE, Stop, at_desk, filing, voting
from tests.browser.portal import Served, serving
from tests.browser.thumb import MOST_TAPS, MOST_TAPS_WITH_PHOTO, MOST_WORDS, Thumb, report
from tests.browser.visit import View, Visit
from tests.every_page import PUBLIC
from tests.town import shared_town

WHOLE = os.environ.get("VEU_TESTS") == "all"
LOCALES = [locale.tag for locale in SHIPPED] if WHOLE else ["ar", "en", "ru"]  # the benchmark looks at all seven
WEIGHED = {"place", "streets", "check", "sent"}
Way = Callable[[Page, Served, str], Iterator[Stop]]


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A portal with three weeks of life, and its first figures."""
    with serving(tmp_path_factory.mktemp("portal"), shared_town(tmp_path_factory)) as served:
        yield served


def phone(locale: str) -> View:
    """A phone of 360 pixels."""
    return View(width=360, height=740, locale=locale)


def check_step(visit: Visit, *, wrong: bool = False) -> None:
    """Fail on whatever is wrong with a page on a phone; `wrong` says that it has to point out a mistake."""
    if wrong:
        expect(visit.page.locator("#errors")).to_be_focused()
    check_axe(visit.page)
    check_reflow(visit.page)
    check_own_origin(visit)


@pytest.mark.parametrize("locale", LOCALES)
def test_each_step_of_a_report_has_no_fault_right_or_wrong(open_page: OpenPage, portal: Served, locale: str) -> None:
    """AC-ACT-1: axe and our own rules run after each click of the flow; each step weighs 14 KB at most."""
    visit = open_page(portal.address("/report", locale), phone(locale))
    steps = [portal.address("/report", locale)]
    for stop in filing(visit.page, portal, locale):
        check_step(visit, wrong=stop.is_wrong)
        if stop.name in WEIGHED and not stop.is_wrong:
            steps.append(visit.page.url)
            check_weight(open_page(visit.page.url, phone(locale)), PageKind.STEP, as_sent=True)
    assert len(steps) == 1 + len(WEIGHED)
    check_weight(open_page(steps[0], phone(locale)), PageKind.STEP, as_sent=True)
    check_nothing_kept(visit)


@pytest.mark.parametrize("locale", LOCALES if WHOLE else ["ar", "ru"])
@pytest.mark.parametrize("way", [voting, at_desk])
def test_each_step_of_a_vote_and_each_page_of_the_desk_has_no_fault(
    open_page: OpenPage, portal: Served, way: Way, locale: str
) -> None:
    visit = open_page("about:blank", phone(locale))
    for stop in way(visit.page, portal, locale):
        check_step(visit, wrong=stop.is_wrong)


@pytest.mark.parametrize("way", [on_the_way, joining, refused, refused_at_desk])
def test_no_byway_has_a_fault(open_page: OpenPage, portal: Served, way: Way) -> None:
    visit = open_page("about:blank", phone("en"))
    for stop in way(visit.page, portal, "en"):
        check_step(visit, wrong=stop.is_wrong)


@pytest.mark.parametrize(("hands", "script"), [(Keys(), True), (Presses(), False)], ids=["keys", "without-script"])
def test_every_flow_is_walked_by_keys_alone_and_without_script(
    open_page: OpenPage, portal: Served, hands: Hands, script: bool
) -> None:
    """K3 and K9: report, join, track, vote and follow; none opens a map, and only a vote asks who somebody is."""
    for name in FLOWS:
        found = walked(name, open_page("about:blank", View(width=360, height=740, script=script)), portal, hands)
        assert (found.maps, found.has_account, found.drags) == ((), name == "vote", 0), name


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_weighs_what_it_may_as_the_server_sends_it(open_page: OpenPage, portal: Served, path: str) -> None:
    """AC-PERF-1: a step weighs 14 KB at most; how soon it shows on a slow line, `make bench ONLY=speed` says."""
    for locale in ("en", "ru"):  # Cyrillic takes two bytes a letter
        visit = open_page(portal.address(path, locale), phone(locale))
        is_step = path == "/report"
        otherwise = PageKind.MAP if path.endswith("/map") else PageKind.PAGE
        check_weight(visit, PageKind.STEP if is_step else otherwise, as_sent=True)
        check_own_origin(visit)


def test_nothing_moves_when_the_script_of_a_step_arrives(open_page: OpenPage, portal: Served) -> None:
    """G12: layout shift 0: what a script reveals has its room before, and takes none where no script will come."""
    page = open_page(portal.address("/report", "en"), phone("en")).page
    page.locator("label[for=category-ground]").click()
    page.locator("#words").fill("Loose tiles.")
    page.locator(f"#problem {CONTINUE}").click()
    after = ends(page, page.url)
    early = open_page("about:blank", phone("en")).page
    early.route("**/static/report.*.js", lambda route: route.abort())
    assert ends(early, page.url) == after
    assert not early.locator("#here").is_visible()
    unscripted = open_page("about:blank", View(width=360, height=740, script=False)).page
    assert ends(unscripted, page.url) < after
    page.locator("#place").fill("Carrer del Molí 12")
    page.locator(f"#place-form {CONTINUE}").click()
    page.locator("#send").click()
    page.locator("#copy").wait_for()
    after = ends(page, page.url)
    assert ends(early, page.url) == after
    assert not early.locator("#copy").is_visible()
    assert ends(unscripted, page.url) < after


def ends(page: Page, step: str) -> float:
    """Tell where a step ends."""
    page.goto(step)
    return float(page.evaluate("() => document.querySelector('main').getBoundingClientRect().bottom"))


@pytest.mark.parametrize(("with_photo", "most"), [(False, MOST_TAPS), (True, MOST_TAPS_WITH_PHOTO)])
def test_taps_from_home_to_sent(open_page: OpenPage, portal: Served, with_photo: bool, most: int) -> None:
    """G5: from home to sent in 7 taps, in 11 with a photo; no screen of a phone shows more than 70 words on the way."""
    thumb = Thumb(open_page(portal.address("/", "en"), phone("en")).page)
    report(thumb, with_photo=with_photo)
    assert thumb.page.locator("h1").inner_text() == "Report sent"
    assert thumb.taps <= most
    assert max(thumb.words.values()) <= MOST_WORDS, thumb.words
