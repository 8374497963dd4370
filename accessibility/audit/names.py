"""The name a screen reader says for an element: the part of the W3C's computation that HTML alone decides."""

from accessibility.audit.document import Document
from accessibility.audit.element import HIDDEN_TEXT, Element
from accessibility.audit.roles import NO_ROLE, role
from accessibility.audit.vocabulary import words

# Source: Accessible Name and Description Computation 1.2 §4.3.2, step 2F: roles that take their name from content.
FROM_CONTENT = words(
    """button cell checkbox columnheader gridcell heading link menuitem menuitemcheckbox menuitemradio option radio row
    rowheader switch tab tooltip treeitem"""
)
LABELABLE = frozenset({"input", "select", "textarea", "meter", "output", "progress", "button"})
FIELDS = words("input select textarea")
BUTTON_TYPES = {"submit": "Submit", "reset": "Reset", "button": ""}
TITLE_ELEMENT = {"svg": "svg:title", "fieldset": "legend", "table": "caption", "figure": "figcaption"}


def name(element: Element, document: Document) -> str:
    """The accessible name, white space collapsed; empty when there is none. Source: accname 1.2."""
    return (
        referenced(element, document)
        or _tidy(element.get("aria-label"))
        or _native(element, document)
        or (content(element, document) if role(element) in FROM_CONTENT else "")
        or ("" if element.tag.startswith("svg") else _tidy(element.get("title")))
        or (_tidy(element.get("placeholder")) if element.tag in {"input", "textarea"} else "")
    )


def referenced(element: Element, document: Document) -> str:
    """The text that aria-labelledby points to; hidden text counts, since it was pointed to on purpose."""
    targets = (document.by_id.get(each) for each in element.get("aria-labelledby").split())
    return _tidy(" ".join(_tidy(each.get("aria-label")) or each.text for each in targets if each is not None))


def labels_of(element: Element, document: Document) -> tuple[Element, ...]:
    """The labels of a control: those that point to it, and the one around it."""
    if element.tag not in LABELABLE:
        return ()
    pointing = tuple(document.labels.get(element.id, ())) if element.id else ()
    around = element.closest("label")
    return pointing + ((around,) if around is not None and not around.has("for") else ())


def content(element: Element, document: Document) -> str:
    """What the inside of an element says: its text and the names of its images, without what is hidden."""
    return _tidy("".join(_inside(element, document)))


def _inside(element: Element, document: Document) -> list[str]:
    said = []
    for child in element.children:
        if isinstance(child, str):
            said.append(child)
        elif child.tag not in HIDDEN_TEXT | FIELDS and child.is_heard:
            own = referenced(child, document) or _tidy(child.get("aria-label")) or _shown(child, document)
            said.extend([f" {own} "] if own else _inside(child, document))
    return said


def _shown(element: Element, document: Document) -> str:
    """What a thing without text says inside a longer name: an image its text, a field nothing."""
    if element.tag in {"img", "svg"}:
        return _native(element, document) or (_tidy(element.get("title")) if role(element) not in NO_ROLE else "")
    return ""


def _native(element: Element, document: Document) -> str:
    kind = element.get("type").lower()
    if element.tag == "input" and kind in BUTTON_TYPES:
        return _tidy(element.get("value")) if element.has("value") else BUTTON_TYPES[kind]
    if element.tag in {"img", "area"} or (element.tag == "input" and kind == "image"):
        return "" if role(element) in NO_ROLE else _tidy(element.get("alt"))
    titled_by = "svg:title" if element.tag.startswith("svg:") else TITLE_ELEMENT.get(element.tag)
    if titled_by is not None:
        titles = (each.text for each in element.elements if each.tag == titled_by)
        return next(titles, "")
    return _tidy(" ".join(content(label, document) for label in labels_of(element, document)))


def _tidy(text: str) -> str:
    return " ".join(text.split())
