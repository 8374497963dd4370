"""axe on every page that links lead to, public and desk, in all seven languages at 360 pixels."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Missing
from benchmarks.stage import Stage
from i18n.locales import SHIPPED
from portal.city.identity.rules import Role

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.browser.portal import Served

WIDTH, HEIGHT = 360, 740
PUBLIC = ("/", "/all-pages", "/report", "/track", "/issues", "/decide", "/figures", "/priorities", "/no-such-page")
DESK = ("/queue", "/issues", "/new")
NO_PAGE = re.compile(r"\.(csv|jsonl?|geojson|jpg|js|css|svg|xml)$|/sign-out|/static/|/sign-in/.")
ONE_OF_MANY = re.compile(r"(?<=/)([^/]*\d[^/]*|[A-Z]{2,5}-[^/]+)")  # a number or a reference: one such page is enough
LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => new URL(link.href).pathname)"


@dataclass(slots=True)
class Tally:
    """What axe has said so far."""

    pages: int = 0
    shapes: set[str] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)


def measure(stage: Stage) -> list[Figure]:
    """Look at each page once in each language."""
    try:
        from tests.browser.portal import serving

        browsing = browser()
    except ImportError as error:
        raise Missing(f"{error.name} is not installed. Run: make bench") from None
    var = stage.folder / "pages"
    var.mkdir()
    stage.tell("a demo with two weeks of life, and a browser")
    tally = Tally()
    with serving(var, stage.folder / "town") as served, browsing as chromium:
        for locale in SHIPPED:
            stage.tell(f"axe: pages in {locale.tag}, {tally.pages} seen")
            _look_around(chromium, served, f"/{locale.tag}", PUBLIC, tally)
            _look_around(chromium, served, f"/staff/{locale.tag}", DESK, tally, role=Role.MANAGER)
    how = f"{tally.pages} page views, {len(tally.shapes)} kinds of page; as tests/browser/axe.py; " + "; ".join(
        tally.violations[:3]
    )
    wrong = len(tally.violations)
    return [Figure("axe violations, every page × 7 locales at 360 px", str(wrong), "0", not wrong, how)]


def _look_around(
    browser: "Browser", served: "Served", below: str, doors: tuple[str, ...], tally: Tally, role: Role | None = None
) -> None:
    """Follow links below an address from page to page, and look at one page of each kind."""
    page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    if role is not None:
        page.goto(served.link_for("bench", role))
        page.locator("#enter button").click()
        page.wait_for_url("**/queue")
    waiting, known = [below + door for door in doors], {ONE_OF_MANY.sub("*", below + door) for door in doors}
    while waiting:
        path = waiting.pop(0)
        page.goto(served.url + path)
        _look(page, ONE_OF_MANY.sub("*", path.removeprefix(below)), tally)
        for link in page.evaluate(LINKS):
            shape = ONE_OF_MANY.sub("*", link)
            if link.startswith(below + "/") and shape not in known and not NO_PAGE.search(link):
                known.add(shape)
                waiting.append(link)
    page.context.close()


def _look(page: "Page", shape: str, tally: Tally) -> None:
    from tests.browser.axe import run

    tally.pages += 1
    tally.shapes.add(shape)
    for rule in run(page)["violations"]:
        tally.violations += [f"{rule['id']} on {page.url}: {node['target']}" for node in rule["nodes"]]


@contextmanager
def browser() -> Iterator["Browser"]:
    """Start the browser of the tests. Raises Missing."""
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import FLAGS, NoChromium, find

    try:
        found = find()
    except NoChromium as reason:
        raise Missing(str(reason)) from None
    with sync_playwright() as playwright:
        env: dict[str, str | float | bool] = {**os.environ, **found.environment}
        yield playwright.chromium.launch(executable_path=found.path, args=list(FLAGS), env=env)
