"""Comparison across pages (S): the same frame, the same words and the same help wherever a reader goes."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from accessibility.audit.context import Context
from accessibility.audit.document import Document, parse
from accessibility.audit.element import Element
from accessibility.audit.finding import Finding
from accessibility.audit.names import name
from accessibility.audit.roles import role


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the crawl. Pages with the same `frame` (a site and a locale, such as "public en") have it in common."""

    html: str
    context: Context
    frame: str

    @property
    def document(self) -> Document:
        """The parsed page."""
        return parse(self.html)


def compare(pages: tuple[Page, ...]) -> tuple[Finding, ...]:
    """Return where pages of one frame differ in what should be the same."""
    frames: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        frames[page.frame].append(page)
    return tuple(finding for group in frames.values() for finding in _compare(tuple(group)))


def _compare(pages: tuple[Page, ...]) -> Iterator[Finding]:
    yield from _titles(pages)
    yield from _navigation(pages)
    yield from _help(pages)
    yield from _words(pages)


def _titles(pages: tuple[Page, ...]) -> Iterator[Finding]:
    """Source: WCAG 2.2 SC 2.4.2; H2."""
    seen: dict[str, str] = {}
    for page in pages:
        title, url = page.document.title, page.context.url
        first = seen.setdefault(title, url)
        if _path(first) != _path(url):
            yield Finding(rule="S.title", message=f"“{title}” is also the title of {first}", where=url)


def _navigation(pages: tuple[Page, ...]) -> Iterator[Finding]:
    """Source: WCAG 2.2 SC 3.2.3: what is repeated comes in the same order."""
    seen: dict[str, tuple[tuple[str, ...], str]] = {}
    for page in pages:
        for nav in _frame(page, "nav"):
            label = name(nav, page.document)
            items = tuple(name(link, page.document) for link in nav.find("a") if link.has("href"))
            first, where = seen.setdefault(label, (items, page.context.url))
            common = [each for each in items if each in first]
            if common != [each for each in first if each in items]:
                message = f"“{label}” has another order than on {where}: {common}"
                yield Finding(rule="S.navigation", message=message, where=page.context.url)


def _help(pages: tuple[Page, ...]) -> Iterator[Finding]:
    """Source: WCAG 2.2 SC 3.2.6: help stands in the same place of the page."""
    first: tuple[str, str] | None = None
    for page in pages:
        said = " | ".join(each.text for each in _frame(page, "footer"))
        if first is None:
            first = (said, page.context.url)
        if not said:
            yield Finding(rule="S.help", message="the page has no footer, so no help", where=page.context.url)
        elif said != first[0]:
            yield Finding(rule="S.help", message=f"the footer differs from that of {first[1]}", where=page.context.url)


def _words(pages: tuple[Page, ...]) -> Iterator[Finding]:
    """Source: WCAG 2.2 SC 3.2.4: in the frame, one target has one name, and one name one target."""
    targets: dict[tuple[str, str, str], tuple[str, str]] = {}
    names: dict[tuple[str, str, str], tuple[str, str]] = {}
    for page in pages:
        for part, link in _frame_links(page):
            said, target = name(link, page.document), _target(page, link)
            if link.has("hreflang") or not target:
                continue
            known, where = targets.setdefault((part, said, "target"), (target, page.context.url))
            if known != target:
                message = f"“{said}” leads to {target}, but to {known} on {where}"
                yield Finding(rule="S.words", message=message, where=page.context.url)
            called, where = names.setdefault((part, target, "name"), (said, page.context.url))
            if called != said:
                message = f"{target} is called “{said}”, but “{called}” on {where}"
                yield Finding(rule="S.words", message=message, where=page.context.url)


def _frame(page: Page, *tags: str) -> Iterator[Element]:
    return (each for each in page.document.all(*tags) if each.closest("main") is None and each.is_heard)


def _frame_links(page: Page) -> Iterator[tuple[str, Element]]:
    for part in _frame(page, "header", "footer"):
        for link in part.find("a"):
            if link.has("href") and role(link) == "link" and "brand" not in link.classes:  # the mark leads to the start
                yield part.tag, link


def _target(page: Page, link: Element) -> str:
    """The page a link leads to, whatever it takes along; a link inside the page itself is nobody's target."""
    address = urljoin(page.context.url, link.get("href"))
    return "" if link.get("href").startswith("#") else address.partition("?")[0]


def _path(url: str) -> str:
    return urlsplit(url).path


def fewer_ways(pages: tuple[Page, ...], *, least: int = 2) -> tuple[Finding, ...]:
    """Return the pages that fewer than `least` other pages link to. Steps of a flow are reached by the flow alone.

    Source: WCAG 2.2 SC 2.4.5.
    """
    linked: dict[str, set[str]] = defaultdict(set)
    for page in pages:
        for link in page.document.all("a"):
            if link.has("href"):
                goal = _path(urljoin(page.context.url, link.get("href")))
                if goal != _path(page.context.url):
                    linked[goal].add(_path(page.context.url))
    return tuple(
        Finding(rule="S.ways", message=f"{len(linked[path])} pages lead here, not {least}", where=page.context.url)
        for page in pages
        if not page.context.is_step and len(linked[path := _path(page.context.url)]) < least
    )
