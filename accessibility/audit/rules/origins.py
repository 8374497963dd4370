"""H23: nobody else is told that somebody reads this page."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.rule import Example, Fault, Rule, page, pages
from accessibility.audit.vocabulary import words

LOADS = ("src", "poster", "data", "action", "formaction", "background", "xlink:href", "hx-get", "hx-post")
# A link of these kinds is an address to read, not something that the browser fetches.
ADDRESSES = words("alternate canonical license author help next prev search nofollow bookmark")
HARMLESS = words("data about blob")


def nobody_else_is_told(document: Document, context: Context) -> Iterator[Fault]:
    """Find whatever a browser would fetch from, or send to, an origin that is not the portal's."""
    for each in document.elements:
        for address in _addresses(each):
            origin = _foreign(address, context)
            if origin:
                yield each, f"the browser would tell {origin}"


def _addresses(element: Element) -> Iterator[str]:
    yield from (element.get(attribute) for attribute in LOADS if element.has(attribute))
    for candidate in element.get("srcset").split(","):
        yield candidate.strip().split(" ")[0]
    kinds = words(element.get("rel").lower())
    if element.tag == "link" and not kinds <= ADDRESSES:
        yield element.get("href")
    if element.tag in {"svg:use", "svg:image"}:
        yield element.get("href")
    yield from element.get("ping").split()


def _foreign(address: str, context: Context) -> str | None:
    parts = urlsplit(address.strip())
    if parts.scheme in HARMLESS or not parts.netloc:
        return None
    origin = f"{parts.scheme or 'https'}://{parts.netloc}"
    return None if origin in context.own_origins else origin


OWN = Context(own_origins=("https://ballot.localhost",))

RULES = (
    Rule(
        id="H23.origins",
        applies="Each address that a browser fetches from or sends to.",
        expects="Everything the page needs comes from the portal.",
        check=nobody_else_is_told,
        passed=(
            *pages(
                '<img src="/media/1.jpg" alt="">',
                '<a href="https://www.w3.org/">W3C</a>',
                '<img src="data:image/gif;base64,R0lGOD" alt="">',
            ),
            Example(page('<form action="https://ballot.localhost/b"></form>'), OWN),
            Example(page("", head='<title>Issues</title><link rel="canonical" href="https://veu.example/en">')),
        ),
        failed=(
            *pages(
                '<script src="https://cdn.example/x.js"></script>',
                '<img src="//tiles.example/1.png" alt="">',
                '<img srcset="/a.jpg 1x, https://img.example/b.jpg 2x" alt="">',
                '<form action="https://ballot.localhost/b"></form>',
            ),
            Example(page("", head='<title>Issues</title><link rel="preconnect" href="https://fonts.example">')),
        ),
    ),
)
