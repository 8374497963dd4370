"""H12 and H13, in HTML: nothing moves the focus, the page or the text size behind the reader's back."""

import re
from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.rule import Example, Fault, Rule, page, pages

BANNED = {
    "accesskey": "a key of its own (accesskey) clashes with those of assistive technology",
    "draggable": "dragging is never needed (draggable)",
    "onpaste": "pasting is never hindered",
}
# Source: WCAG 2.2 SC 1.4.4: text can grow to 200 %.
LEAST_ZOOM = 2.0
SCALE = re.compile(r"^-?\d+(\.\d+)?")
REFRESH = re.compile(r"\s*(\d+)[\d.]*(?:[;,\s]|$)")
TWENTY_HOURS_S = 72_000  # source: WCAG 2.2 SC 2.2.1
FIXED = {"no": 0.1, "yes": 1.0, "device-width": 10.0, "device-height": 10.0}


def order_is_natural(document: Document, _: Context) -> Iterator[Fault]:
    """Find elements that put themselves before their turn, or take the focus when the page opens."""
    for each in document.elements:
        index = each.get("tabindex").strip()
        if index.isdigit() and int(index) > 0:
            yield each, f"tabindex={index} changes the order of the page"
        if each.has("autofocus") and each.tag in {"input", "select", "textarea", "button", "a"}:
            yield each, "a control takes the focus when the page opens (autofocus)"


def nothing_surprises(document: Document, _: Context) -> Iterator[Fault]:
    """Find keys, drags, scripts in attributes, tooltips and reloads."""
    for each in document.elements:
        for attribute in each.attributes:
            if attribute in BANNED:
                yield each, BANNED[attribute]
            elif attribute.startswith("on"):
                yield each, f"a script in an attribute ({attribute})"
        if each.has("title") and each.is_interactive and each.tag != "iframe":
            yield each, f"the words “{each.get('title')}” appear only on hovering (title)"
        if each.tag == "meta" and each.get("http-equiv").lower() == "refresh":
            yield each, "the page reloads or leaves by itself (meta refresh)"


def page_waits_for_its_reader(document: Document, _: Context) -> Iterator[Fault]:
    """Find pages that a reader of twenty hours would lose. Source: HTML, "shared declarative refresh steps"."""
    for each in document.all("meta"):
        found = REFRESH.match(each.get("content")) if each.get("http-equiv").lower() == "refresh" else None
        if found:
            if 0 < int(found[1]) <= TWENTY_HOURS_S:
                yield each, f"the page leaves after {found[1]} seconds"
            return  # only the first that is sound counts


def hidden_is_not_reached(document: Document, _: Context) -> Iterator[Fault]:
    """Find controls that the keyboard reaches and a screen reader does not say."""
    for each in document.elements:
        if each.is_focusable and not each.is_heard:
            yield each, "the keyboard reaches what is hidden from screen readers (aria-hidden)"


def text_can_grow(document: Document, _: Context) -> Iterator[Fault]:
    """Find pages that keep a reader from enlarging them."""
    for each in document.all("meta"):
        if each.get("name").lower() != "viewport":
            continue
        settings = {}
        for part in re.split(r"[,;]", each.get("content").lower()):
            key, _equals, value = part.partition("=")
            settings[key.strip()] = value.strip()
        scalable, most = settings.get("user-scalable"), settings.get("maximum-scale")
        if (scalable is not None and _number(scalable) < 1) or (most is not None and 0 <= _number(most) < LEAST_ZOOM):
            yield each, f"the reader cannot enlarge the page ({each.get('content')})"


def _number(value: str) -> float:
    """Read a viewport value. Source: CSS Viewport Module Level 1 §4.1: what is no number counts as 0."""
    if value in FIXED:
        return FIXED[value]
    found = SCALE.match(value)
    return float(found[0]) if found else 0.0


def _viewport(content: str) -> Example:
    return Example(page("", head=f'<title>Issues</title><meta name="viewport" content="{content}">'))


RULES = (
    Rule(
        id="H12.order",
        applies="Each element with a tabindex or with autofocus.",
        expects="The keyboard follows the order of the page, from its start.",
        check=order_is_natural,
        criteria=("2.4.3", "1.3.2", "3.2.1"),
        passed=pages('<main tabindex="-1"></main>', '<div tabindex="0"></div>', "<div autofocus tabindex=-1></div>"),
        failed=pages('<a href="/" tabindex="3">Veu</a>', "<input autofocus>"),
    ),
    Rule(
        id="H12.calm",
        applies="Each element.",
        expects="No keys, drags, tooltips, reloads or scripts in attributes.",
        check=nothing_surprises,
        criteria=("2.1.4", "2.2.1", "2.5.7", "1.4.13", "3.3.8"),
        passed=pages("<button>Send</button>", "<abbr title='Universitat'>UV</abbr>"),
        failed=pages(
            '<a href="/" accesskey="h">Veu</a>',
            '<button title="Send it now">Send</button>',
            '<div onclick="send()">Send</div>',
            '<li draggable="true">Ramps</li>',
            '<input onpaste="return false">',
            '<meta http-equiv="refresh" content="30">',
        ),
    ),
    Rule(
        id="H12.wait",
        applies="The first meta refresh of a page that a browser understands.",
        expects="The page does not leave before its reader does.",
        check=page_waits_for_its_reader,
        criteria=("2.2.1",),
        act=("bc659a",),
        passed=pages(
            '<meta http-equiv="refresh" content="0; url=/en">', '<meta http-equiv="refresh" content="0: /en">'
        ),
        failed=pages('<meta http-equiv="refresh" content="30">', '<meta http-equiv="refresh" content="72000; url=/">'),
    ),
    Rule(
        id="H12.hidden",
        applies="Each element that the keyboard reaches.",
        expects="What is hidden from screen readers cannot be reached by keyboard.",
        check=hidden_is_not_reached,
        criteria=("4.1.2", "1.3.1"),
        act=("6cfa84",),
        passed=pages('<p aria-hidden="true">1</p>', '<div aria-hidden="true"><button tabindex="-1">x</button></div>'),
        failed=pages('<div aria-hidden="true"><a href="/">Veu</a></div>', '<p tabindex="0" aria-hidden="true">1</p>'),
    ),
    Rule(
        id="H13.zoom",
        applies="Each meta viewport.",
        expects="The page can be enlarged to at least twice its size.",
        check=text_can_grow,
        criteria=("1.4.4",),
        act=("b4f0c3",),
        passed=(_viewport("width=device-width, initial-scale=1"), _viewport("maximum-scale=5"), _viewport("")),
        failed=(_viewport("user-scalable=no"), _viewport("width=device-width, maximum-scale=1")),
    ),
)
