"""A visit to a page: how the reader's device is set, the page itself, and everything the browser asked for."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, Response

from accessibility.audit.budgets import Weight

PARTS = {"document": "html", "stylesheet": "css", "script": "script", "image": "photos", "media": "photos"}


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """How the reader's device is set. `script=False` switches JavaScript off (K9)."""

    width: int = 1280
    height: int = 800
    scheme: Literal["light", "dark"] = "light"
    contrast: Literal["no-preference", "more"] = "no-preference"
    colours: Literal["none", "active"] = "none"
    motion: Literal["no-preference", "reduce"] = "no-preference"
    script: bool = True
    locale: str = "en"


PHONE = View(width=320, height=568)
ZOOMED = View(width=320, height=256)  # 1280 x 1024 at 400 %. Source: WCAG 2.2 SC 1.4.10
DARK = View(scheme="dark")
DARK_MORE = View(scheme="dark", contrast="more")
LIGHT_MORE = View(contrast="more")
FORCED = View(colours="active")
NO_SCRIPT = View(script=False)


@dataclass
class Visit:
    """One open page. `asked` holds every address that the browser asked for, in order."""

    page: Page
    view: View
    asked: list[str] = field(default_factory=list)
    answers: list[Response] = field(default_factory=list)

    def note_request(self, request: Request) -> None:
        """Remember what the browser asked for."""
        self.asked.append(request.url)

    def note_response(self, response: Response) -> None:
        """Remember what came back."""
        self.answers.append(response)

    def forget(self) -> None:
        """Begin to count anew: whoever moves on to another page asks this first."""
        self.asked.clear()
        self.answers.clear()

    def carried(self) -> Weight:
        """Bytes of this visit as the server sent them, squeezed or not. Ask before moving on."""
        sizes = {"html": 0, "css": 0, "script": 0, "photos": 0, "other": 0}
        for answer in self.answers:
            if urlsplit(answer.url).scheme in {"http", "https"}:
                answer.finished()
                part = PARTS.get(answer.request.resource_type, "other")
                sizes[part] += answer.request.sizes()["responseBodySize"]
        return Weight(**sizes, requests=len(self.asked))

    def weight(self) -> Weight:
        """Bytes of this visit as they would travel: text squeezed by gzip, images as they are. Ask before moving on."""
        sizes = {"html": 0, "css": 0, "script": 0, "photos": 0, "other": 0}
        for answer in self.answers:
            if answer.ok and urlsplit(answer.url).scheme in {"http", "https"}:
                part = PARTS.get(answer.request.resource_type, "other")
                body = answer.body()
                sizes[part] += len(body) if part == "photos" else len(gzip.compress(body, 6, mtime=0))
        return Weight(**sizes, requests=len(self.asked))


@contextmanager
def visiting(browser: Browser, url: str, view: View) -> Iterator[Visit]:
    """Open a page in a context of its own: no cookie and no cache of an earlier visit."""
    context = browser.new_context(
        viewport={"width": view.width, "height": view.height},
        color_scheme=view.scheme,
        contrast=view.contrast,
        forced_colors=view.colours,
        reduced_motion=view.motion,
        java_script_enabled=view.script,
        locale=view.locale,
        ignore_https_errors=True,
    )
    try:
        context.set_default_timeout(60_000)  # a busy machine is no fault of the page
        visit = Visit(context.new_page(), view)
        visit.page.on("request", visit.note_request)
        visit.page.on("response", visit.note_response)
        visit.page.goto(url)
        yield visit
    finally:
        context.close()


def look_as(visit: Visit, view: View) -> None:
    """Set the device anew while the page stands: its size, its colours, its motion. Script and language stay."""
    visit.page.set_viewport_size({"width": view.width, "height": view.height})
    visit.page.emulate_media(
        color_scheme=view.scheme, contrast=view.contrast, forced_colors=view.colours, reduced_motion=view.motion
    )
