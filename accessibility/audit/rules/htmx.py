"""H14 and H15: htmx only shortens the way of something that works without it, and never loses the focus."""

import re
from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.rule import Fault, Rule, pages

REQUESTS = ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")
SIMPLE = re.compile(r"([a-z][a-z0-9]*)?([#.][\w-]+)?")
EVENTS_OF_ITSELF = re.compile(r"\b(load|revealed|intersect|every|change|input|keyup|keydown|mouseenter|focus|blur)\b")


def requesters(document: Document) -> tuple[Element, ...]:
    """The elements that ask for a part of a page."""
    return tuple(each for each in document.elements if any(each.has(request) for request in REQUESTS))


def target(element: Element, document: Document) -> Element | None:
    """What an answer replaces: an id, `this`, or `closest` of a simple selector; None when it cannot be told."""
    owner = next((each for each in element.lineage() if each.has("hx-target")), None)
    if owner is None:
        return element
    wanted = owner.get("hx-target").strip()
    if wanted == "this":
        return owner
    if wanted.startswith("#"):
        return document.by_id.get(wanted[1:])
    if wanted.startswith("closest "):
        selector = wanted.removeprefix("closest ").strip()
        return next((each for each in element.lineage() if _matches(each, selector)), None)
    return None


def _matches(element: Element, selector: str) -> bool:
    found = SIMPLE.fullmatch(selector)
    if not found or not selector:
        return False
    tag, mark = found[1], found[2] or ""
    is_marked = not mark or (element.id == mark[1:] if mark[0] == "#" else mark[1:] in element.classes)
    return is_marked and tag in {None, element.tag}


def swapped_keeps_focus(document: Document, _: Context) -> Iterator[Fault]:
    """Find controls inside a part that is swapped and that have no id: the focus falls to the body."""
    blamed = set()
    for each in requesters(document):
        area = target(each, document)
        if area is None:
            yield each, f"the target “{each.get('hx-target')}” cannot be told from the page: use an id"
            continue
        for control in area.walk():
            if control.is_focusable and not control.id and id(control) not in blamed:
                blamed.add(id(control))
                yield control, f"“{control.text or control.get('name')}” is swapped and has no id: the focus is lost"


def works_without_htmx(document: Document, _: Context) -> Iterator[Fault]:
    """Find requests by anything but a link, a form or its button, and requests that nobody pressed for."""
    for each in requesters(document):
        is_link = each.tag == "a" and each.has("href")
        is_form = each.tag == "form" and each.has("action")
        is_button = each.tag == "button" and each.get("type").lower() in {"", "submit"} and each.closest("form")
        if not (is_link or is_form or is_button):
            yield each, f"a {each.tag} makes a request that does nothing without script"
        if EVENTS_OF_ITSELF.search(each.get("hx-trigger")):
            yield each, f"a request is made that nobody pressed for (hx-trigger=“{each.get('hx-trigger')}”)"


RULES = (
    Rule(
        id="H14.id",
        applies="Each element that the keyboard reaches and that stands in a part that htmx swaps.",
        expects="Whatever can take the focus inside a swapped part has an id.",
        check=swapped_keeps_focus,
        criteria=("2.4.3",),
        passed=pages(
            '<div id="list"><a id="next" href="/?p=2" hx-get="/?p=2" hx-target="#list">Next</a></div>',
            '<form id="f" action="/x" hx-post="/x"><button id="b">Add</button></form><a href="/">Veu</a>',
            '<li id="p1"><form action="/x" hx-post="/x" hx-target="closest li"><button id="b">Add</button></form></li>',
        ),
        failed=pages(
            '<div id="list"><a href="/?p=2" hx-get="/?p=2" hx-target="#list">Next</a></div>',
            '<form action="/x" hx-post="/x"><button>Add</button></form>',
            '<a id="n" href="/?p=2" hx-get="/?p=2" hx-target="find .list">Next</a>',
        ),
    ),
    Rule(
        id="H15.plain",
        applies="Each element that asks htmx for something.",
        expects="Only links, forms and their buttons make requests, and only when pressed.",
        check=works_without_htmx,
        criteria=("2.1.1", "3.2.2", "2.2.2"),
        passed=pages(
            '<a id="n" href="/?p=2" hx-get="/?p=2">Next</a>',
            '<form action="/x"><button id="b" hx-post="/x">Add</button></form>',
        ),
        failed=pages(
            '<div hx-get="/more">More</div>',
            '<button type="button" hx-post="/x">Add</button>',
            '<a id="n" href="/" hx-get="/" hx-trigger="every 10s">New</a>',
            '<form action="/x" hx-get="/x" hx-trigger="change from:select"></form>',
        ),
    ),
)
