"""Every way through the portal, walked by several browsers at once; at each stop axe looks from every side."""

import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, Literal

from playwright.sync_api import Browser, Page, expect

from benchmarks.browsers import shared_out
from tests import every_page
from tests.browser import axe, byways, journeys
from tests.browser.journeys import Stop

PATIENCE_MS = 120_000
RESIDENT, STAFF = (320, 360, 1280), (320, 768, 1280)
HEIGHT = 740
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
Way = Callable[[Page, Any, str], Iterator[Stop]]


def public(page: Page, portal: Any, locale: str) -> Iterator[Stop]:
    """Every public page."""
    for path in every_page.PUBLIC:
        page.goto(portal.address(path, locale))
        yield Stop(path)


def empty(page: Page, portal: Any, locale: str) -> Iterator[Stop]:
    """Every page in a city in which nothing has happened yet; then its desk."""
    for path in (each for each in every_page.PUBLIC if "{" not in each):
        page.goto(f"{portal.url}/{locale}{path}")
        yield Stop(f"nothing: {path}")
    page.goto(portal.link_for("clara"))
    page.locator("#enter button").click()
    page.wait_for_url("**/queue")
    for path in (each for each in every_page.DESK if "{" not in each):
        page.goto(f"{portal.url}/staff/{locale}{path}")
        yield Stop(f"nothing: /staff{path}")


WAYS: dict[str, Way] = {
    "public pages": public,
    "a report": journeys.filing,
    "a report, byways": byways.on_the_way,
    "joining": byways.joining,
    "refusals": byways.refused,
    "a vote": journeys.voting,
    "the desk": journeys.at_desk,
    "the desk, refusals": byways.refused_at_desk,
}
WAYS_OF_NOTHING: dict[str, Way] = {"an empty city": empty}


@dataclass(frozen=True, slots=True)
class Task:
    """One way in one language, through one portal."""

    name: str
    way: Way
    locale: str
    portal: Any


@dataclass(slots=True)
class Tally:
    """What axe has said so far."""

    ways: int = 0
    stops: int = 0
    views: int = 0
    of_errors: int = 0
    of_nothing: int = 0
    kinds: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def looked_at(
    tasks: list[Task], browser: Callable[[], AbstractContextManager[Browser]], tell: Callable[[str], None]
) -> Tally:
    """Walk all tasks, several at once, and tell of each that is done."""
    tally, lock = Tally(), threading.Lock()

    def do(chromium: Browser, task: Task) -> None:
        _walk(chromium, task, tally, lock)
        tell(
            f"{tally.ways} of {len(tasks)} ways: {task.name} in {task.locale}; {tally.views:,} views, "
            f"{len(tally.wrong)} violations, {len(tally.doubtful)} in doubt, {len(tally.broken)} broken"
        )

    shared_out(tasks, browser, do)
    return tally


def _walk(browser: Browser, task: Task, tally: Tally, lock: threading.Lock) -> None:
    context = browser.new_context(locale=task.locale, viewport={"width": RESIDENT[1], "height": HEIGHT})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    try:
        for stop in task.way(page, task.portal, task.locale):
            if stop.is_wrong:
                expect(page.locator("#errors")).to_be_visible()
            wrong, doubtful = _from_every_side(page)
            with lock:
                tally.stops += 1
                tally.views += len(SCHEMES) * len(RESIDENT)
                tally.of_errors += stop.is_wrong
                tally.of_nothing += stop.name.startswith("nothing")
                tally.kinds.add(f"{stop.name}{', wrong' if stop.is_wrong else ''}")
                tally.wrong += wrong
                tally.doubtful += doubtful
    except Exception as error:  # noqa: BLE001 - the other ways are to be walked all the same
        traceback.print_exc()
        with lock:
            tally.broken.append(f"{task.name} in {task.locale} at {page.url}: {str(error).splitlines()[0]}")
    finally:
        context.close()
        with lock:
            tally.ways += 1


def _from_every_side(page: Page) -> tuple[list[str], list[str]]:
    """Look at the page as it stands in each width and scheme, without loading it again, and leave it as it was."""
    wrong: list[str] = []
    doubtful: list[str] = []
    widths = STAFF if "/staff/" in page.url else RESIDENT
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        for width in widths:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            for told, found in zip((wrong, doubtful), axe.judged(page), strict=True):
                told += [f"{page.url}, {width} px, {scheme}: {line}" for line in found]
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": RESIDENT[1], "height": HEIGHT})
    return wrong, doubtful
