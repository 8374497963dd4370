"""What a visit costs, and whom the browser told."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

from accessibility.audit.budgets import PageKind, over_budget
from tests.browser.visit import Visit


def check_own_origin(visit: Visit, *, also: tuple[str, ...] = ()) -> None:
    """Fail if the browser asked anybody but the page's own origin (and those named). Source: H23."""
    told = strangers(visit, also=also)
    assert not told, f"{visit.page.url} told somebody else: {told}"


def strangers(visit: Visit, *, also: tuple[str, ...] = ()) -> list[str]:
    """Whatever the browser asked of anybody but the page's own origin (and those named)."""
    own = {_origin(visit.page.url), *also}
    return sorted({url for url in visit.asked if urlsplit(url).scheme not in {"data", "blob"}} - _of(visit, own))


def _of(visit: Visit, own: set[str]) -> set[str]:
    return {url for url in visit.asked if _origin(url) in own}


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def check_weight(visit: Visit, kind: PageKind, *, as_sent: bool = False) -> None:
    """Fail if the visit weighs more than its kind of page may (H24), squeezed as one could or as the server did."""
    weight = visit.carried() if as_sent else visit.weight()
    heavy = over_budget(kind, weight, url=visit.page.url)
    assert not heavy, "\n".join(map(str, heavy))


def check_nothing_kept(visit: Visit) -> None:
    """Fail if the page left anything in the reader's browser before a choice: cookies or storage."""
    left = kept(visit.page)
    assert not left, f"{visit.page.url} keeps {left} in the browser"


def kept(page: Page) -> list[str]:
    """The cookies that are set, and what is in the browser's storage."""
    cookies = [f"cookies: {cookie.get('name')}" for cookie in page.context.cookies()]
    return cookies + list(page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"))
