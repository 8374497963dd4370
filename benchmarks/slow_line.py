"""A page as a cheap phone on a slow line meets it: its weight, when it is there, whether it moves, what it costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

KILOBITS, LATENCY_MS, SLOWER = 400, 400, 4
WIDTH, HEIGHT = 360, 740
SETTLED_MS = 1_500
# What the browser has noted since the page was asked for.
NOTED = """async () => {
  const noted = (type) => new Promise((done) => {
    const all = [];
    const observer = new PerformanceObserver((list) => all.push(...list.getEntries()));
    observer.observe({ type, buffered: true });
    setTimeout(() => { observer.disconnect(); done(all); }, 50);
  });
  const [paints, shifts, tasks] = await Promise.all(
    ["largest-contentful-paint", "layout-shift", "longtask"].map(noted));
  return {
    lcp: Math.max(0, ...paints.map((each) => each.startTime)),
    cls: shifts.reduce((sum, each) => sum + (each.hadRecentInput ? 0 : each.value), 0),
    long: tasks.length,
    nodes: document.querySelectorAll("*").length,
  };
}"""


@dataclass(slots=True)
class Measured:
    """One visit to a page with an empty cache."""

    url: str
    lcp_ms: float
    shift: float
    long_tasks: int
    nodes: int
    sizes: dict[str, int] = field(default_factory=dict)  # bytes of bodies as they travelled, by address

    @property
    def total(self) -> int:
        """All bytes but photos."""
        return sum(size for url, size in self.sizes.items() if not url.endswith("/photo") and ".jpg" not in url)

    @property
    def script(self) -> int:
        """Bytes of JavaScript."""
        return sum(size for url, size in self.sizes.items() if url.endswith(".js"))


@contextmanager
def phone(browser: "Browser", locale: str) -> Iterator["Page"]:
    """Open a browser that has never been here, on a slow line."""
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}, locale=locale)
    page = context.new_page()
    slow_down(context.new_cdp_session(page))
    yield page
    context.close()


def slow_down(devtools: "CDPSession") -> None:
    """Make line and processor as slow as those of the budget."""
    speed = KILOBITS * 1_000 / 8
    devtools.send("Network.enable")
    line: dict[str, Any] = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": speed}
    devtools.send("Network.emulateNetworkConditions", line | {"uploadThroughput": speed})
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def measured(browser: "Browser", url: str, locale: str) -> Measured:
    """Visit a page once."""
    with phone(browser, locale) as page:
        answers: list[Any] = []

        def note(answer: Any) -> None:
            answers.append(answer)

        page.on("response", note)
        page.goto(url)
        page.wait_for_timeout(SETTLED_MS)
        found = page.evaluate(NOTED)
        sizes = {each.url: each.request.sizes()["responseBodySize"] for each in answers if each.url.startswith("http")}
        return Measured(page.url, found["lcp"], found["cls"], found["long"], found["nodes"], sizes)
