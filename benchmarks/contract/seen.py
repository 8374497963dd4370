"""What a browser sees of every page in every language: sizes, overflow, strangers, residents' words, the mirror."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page
from sqlalchemy import text

from benchmarks.browsers import shared_out
from benchmarks.figures import Figure, at_least, at_most
from i18n.locales import SHIPPED
from portal.city.identity.rules import Role
from tests import every_page
from tests.browser.checks import targets
from tests.browser.checks.mirror import TOLERANCE, deviations
from tests.browser.checks.reflow import large_text, overflow_px, spaced_text
from tests.browser.checks.traffic import kept, strangers
from tests.browser.portal import Served
from tests.browser.visit import View, Visit, visiting

NARROW, WIDE, HEIGHT = 320, 1280, 740
SHORTEST = 12  # a text of fewer letters may be a word of the page's own
WRITTEN = (
    "SELECT description FROM listen_report WHERE description IS NOT NULL",
    "SELECT text FROM listen_case_message WHERE kind <> 'question' AND text IS NOT NULL",
    "SELECT words FROM listen_barrier",
)
# Where residents' words stand: marked as such, and whatever else says the same as one of them.
RESIDENTS = """(known) => {
  const marked = [...document.querySelectorAll("[data-ugc]")];
  const faults = marked.filter((el) => !el.hasAttribute("lang") || !el.hasAttribute("dir")).map((el) => el.outerHTML);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const said = texts.currentNode.data.trim(), holder = texts.currentNode.parentElement;
    if (!known.some((words) => said.includes(words)) || holder.closest("[data-ugc], textarea[dir]")) continue;
    faults.push(holder.outerHTML);
  }
  return {nodes: marked.length, faults: faults.map((html) => html.slice(0, 120))};
}"""


@dataclass(slots=True)
class Seen:
    """What was seen so far: the worst of each, and where."""

    pages: int = 0
    overflow: dict[str, tuple[int, str]] = field(default_factory=dict)
    primary: tuple[float, str] = (1e9, "")
    least: tuple[float, str] = (1e9, "")
    strangers: list[str] = field(default_factory=list)
    fonts: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    residents: int = 0
    unmarked: list[str] = field(default_factory=list)
    mirrored: int = 0
    mirror: tuple[float, str] = (0.0, "")
    lock: threading.Lock = field(default_factory=threading.Lock)


def figures(
    portal: Served, browser: Callable[[], AbstractContextManager[Browser]], tell: Callable[[str], None]
) -> Iterator[Figure]:
    """Look at every public page and every page of the desk in all languages."""
    seen, known = Seen(), _written_by_residents(portal)

    def look(chromium: Browser, task: tuple[str, bool]) -> None:
        locale, is_desk = task
        with visiting(chromium, "about:blank", View(width=NARROW, height=HEIGHT, locale=locale)) as visit:
            _walk(visit, portal, locale, is_desk=is_desk, seen=seen, known=known)
        tell(f"{'the desk' if is_desk else 'public pages'} in {locale}: {seen.pages} seen")

    shared_out([(locale.tag, is_desk) for is_desk in (False, True) for locale in SHIPPED], browser, look)
    yield from _told(seen)


def stretched(
    portal: Served, browser: Callable[[], AbstractContextManager[Browser]], tell: Callable[[str], None]
) -> Iterator[Figure]:
    """Look at every public page in the test languages, whose words are longer by 60 %, or run the other way."""
    seen = Seen()

    def look(chromium: Browser, tag: str) -> None:
        with visiting(chromium, "about:blank", View(width=NARROW, height=HEIGHT)) as visit:
            for path in every_page.PUBLIC:
                visit.page.goto(portal.address(path, tag))
                _note(seen, "words longer by 60 %, 320 px", visit.page)
        tell(f"long words in {tag}")

    shared_out(["en", "ar"], browser, look)
    yield from _overflows(seen, f"{2 * len(every_page.PUBLIC)} pages, en-XA and ar-XB")


def _walk(visit: Visit, portal: Served, locale: str, *, is_desk: bool, seen: Seen, known: Sequence[str]) -> None:
    page = visit.page
    if is_desk:
        with seen.lock:
            link = portal.link_for("marta", Role.MANAGER)
        page.goto(link)
        page.locator("#enter button").click()
        page.wait_for_url("**/queue")
    for path in every_page.DESK if is_desk else every_page.PUBLIC:
        page.goto(portal.address(f"/staff{path}" if is_desk else path, locale))
        _look(page, seen, known)
        if not is_desk:
            seen.kept += kept(page)
        if locale == "ar":
            page.set_viewport_size({"width": WIDE, "height": HEIGHT})
            far = max(deviations(page), default=(0.0, ""))
            seen.mirror = max(seen.mirror, (far[0], f"{page.url}: {far[1]}"))
            seen.mirrored += 1
            page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    seen.strangers += strangers(visit)
    seen.fonts += [each.url for each in visit.answers if each.request.resource_type == "font"]


def _look(page: Page, seen: Seen, known: Sequence[str]) -> None:
    _note(seen, "320 px", page)
    with spaced_text(page):
        _note(seen, "text spacing, 320 px", page)
    found = targets.sizes(page)
    residents = page.evaluate(RESIDENTS, known)
    with large_text(page):
        _note(seen, "text of 200 % at 320 px, which is more than WCAG asks", page)
        page.set_viewport_size({"width": 2 * NARROW, "height": HEIGHT})
        _note(seen, "text of 200 %, 640 px", page)
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    with seen.lock:
        seen.pages += 1
        for each in found:
            where = f"{each['what']} on {page.url}"
            seen.least = min(seen.least, (min(each["height"], each["width"]), where))
            if each["primary"]:
                seen.primary = min(seen.primary, (each["height"], where))
        seen.residents += residents["nodes"]
        seen.unmarked += [f"{page.url}: {each}" for each in residents["faults"]]


def _note(seen: Seen, how: str, page: Page) -> None:
    found = (overflow_px(page), page.url)
    with seen.lock:
        seen.overflow[how] = max(seen.overflow.get(how, (0, "")), found)


def _told(seen: Seen) -> Iterator[Figure]:
    what = f"{seen.pages} views: every public page and every page of the desk × 7 locales"
    yield at_least("G10: smallest primary target, height", seen.primary[0], targets.PRIMARY_PX, "px", seen.primary[1])
    yield at_least("G10: smallest target, height or width", seen.least[0], targets.LEAST_PX, "px", seen.least[1])
    yield from _overflows(seen, what)
    yield _none("G14: requests to third parties", seen.strangers, what)
    yield _none("G14: webfonts", seen.fonts, what)
    yield _none("G14: cookies and storage before a choice", seen.kept, "public pages × 7 locales")
    yield _none(
        "G17: residents' texts without lang and dir", seen.unmarked, f"{seen.residents:,} texts are marked; {what}"
    )
    how = f"{seen.mirrored} pages in Arabic turned round, the desk too; {seen.mirror[1]}"
    yield at_most("G18: farthest from its place in the mirror", round(seen.mirror[0], 2), TOLERANCE, "px", how)


def _overflows(seen: Seen, what: str) -> Iterator[Figure]:
    for how, (px, where) in seen.overflow.items():
        yield at_most(f"G11: overflow, {how}", px, 0, "px", f"{what}; {where}" if px else what)


def _none(what: str, found: Sequence[str], how: str) -> Figure:
    return at_most(what, len(found), 0, "", "; ".join((how, *dict.fromkeys(found[:3]))))


def _written_by_residents(portal: Served) -> list[str]:
    """What residents wrote in the town, each text once."""
    with portal.town.database.reading() as session:
        texts = {str(each).strip() for asked in WRITTEN for each in session.scalars(text(asked))}
    return sorted(each for each in texts if len(each) >= SHORTEST)
