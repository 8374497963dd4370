"""What a cheap phone on 400 kbit/s meets: each step of a report, every other page, and the whole way by the clock."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Missing, at_most
from benchmarks.parts.pages import browser as browsing
from benchmarks.slow_line import Measured, measured
from benchmarks.stage import Stage
from benchmarks.the_way import the_way

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.portal import Served

LOCALES = ("en", "ar")
STEP_BYTES, STEP_SCRIPT, STEP_REQUESTS, STEP_NODES, LCP_MS = 14_000, 3_000, 3, 400, 1_000
PAGE_BYTES, MAP_BYTES = 50_000, 150_000
CONTINUE = ".row.f .btn:not(.quiet)"


def measure(stage: Stage) -> list[Figure]:
    """Visit every public page once in two languages, then walk from the front door to the receipt."""
    try:
        from tests.browser.portal import serving
        from tests.every_page import PUBLIC
    except ImportError as error:
        raise Missing(f"{error.name} is not installed. Run: make bench") from None
    var = stage.folder / "speed"
    var.mkdir()
    with serving(var, stage.folder / "town", "portal") as served, browsing() as chromium:
        steps = [page for locale in LOCALES for page in _steps(chromium, served, locale)]
        others = [
            measured(chromium, served.address(path, locale), locale)
            for locale in LOCALES
            for path in PUBLIC
            if path != "/report"
        ]
        way = the_way(chromium, served.url)
    for page in (*steps, *others):
        stage.tell(_line(page))
    return [*_of_steps(steps), *_of_pages(others), *way]


def _steps(chromium: "Browser", served: "Served", locale: str) -> Iterator[Measured]:
    """Fill in a report at full speed, and visit each of its steps anew at the speed of the budget."""
    page = chromium.new_page()
    page.goto(served.address("/report", locale))
    yield measured(chromium, page.url, locale)
    page.locator("label[for=category-ground]").click()
    page.locator("#words").fill("Five tiles are loose.")
    page.locator(f"#problem {CONTINUE}").first.click()
    page.wait_for_url("**/place")
    yield measured(chromium, page.url, locale)
    page.locator("#place").fill("by the fountain")
    page.locator("#district").select_option(index=2)
    page.locator(f"#place-form {CONTINUE}").first.click()
    _past_questions(page)
    yield measured(chromium, page.url, locale)
    page.locator("#send").click()
    page.wait_for_url("**/sent")
    yield measured(chromium, page.url, locale)
    page.context.close()


def _past_questions(page: "Page") -> None:
    """Go past what is asked between the steps only where there is something to ask."""
    page.wait_for_load_state()
    while not page.url.endswith("/check"):
        page.locator("main .btn").first.click()
        page.wait_for_load_state()


def _of_steps(steps: Sequence[Measured]) -> Iterator[Figure]:
    how = f"worst of {len(steps)}: 4 steps in {', '.join(LOCALES)}; 360 px, empty cache; "
    slow = "400 kbit/s, 400 ms, processor 4 × slower"
    yield _worst("report step, first visit: all requests", steps, "total", STEP_BYTES, "bytes", how)
    yield _worst("report step: JavaScript", steps, "script", STEP_SCRIPT, "bytes", how)
    most = max(len(page.sizes) for page in steps)
    yield at_most("report step: requests", most, STEP_REQUESTS, "", how + "what the service worker fetches later apart")
    yield _worst("report step: largest contentful paint", steps, "lcp_ms", LCP_MS, "ms", how + slow)
    yield _worst("report step: layout shift", steps, "shift", 0, "", how)
    yield _worst("report step: tasks over 50 ms", steps, "long_tasks", 0, "", how + slow)
    yield _worst("report step: DOM nodes", steps, "nodes", STEP_NODES, "", how)


def _of_pages(pages: Sequence[Measured]) -> Iterator[Figure]:
    maps = [page for page in pages if page.url.endswith("/map")]
    others = [page for page in pages if page not in maps]
    how = f"worst of {len(others)} pages in {', '.join(LOCALES)}, photos apart; "
    yield _worst("any other page, all requests", others, "total", PAGE_BYTES, "bytes", how)
    yield _worst("any other page: layout shift", others, "shift", 0, "", how)
    if maps:
        yield _worst("map page, all requests", maps, "total", MAP_BYTES, "bytes", "only on request; ")


def _worst(what: str, pages: Sequence[Measured], of: str, most: float, unit: str, how: str) -> Figure:
    worst = max(pages, key=lambda page: float(getattr(page, of)))
    path = "/" + worst.url.split("/", 3)[3]
    name = "/".join(part if len(part) < 30 else "…" for part in path.split("/"))
    return at_most(what, round(float(getattr(worst, of)), 4), most, unit, f"{how}; {name}".replace("; ;", ";"))


def _line(page: Measured) -> str:
    return (
        f"{page.url.split('/', 3)[3][:60]}: {page.total:,} bytes in {len(page.sizes)} requests, "
        f"LCP {page.lcp_ms:.0f} ms, "
        f"shift {page.shift:.4f}, {page.long_tasks} long tasks, {page.nodes} nodes"
    )
