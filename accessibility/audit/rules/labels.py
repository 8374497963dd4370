"""H5 and H6: each question is a visible label, each set of answers has a legend, and the browser asks nothing."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.rule import Fault, Rule, pages
from accessibility.audit.vocabulary import words

NOT_ASKED = words("hidden submit button reset image")
# Pickers and sliders of browsers are uneven with assistive technology; the portal asks in words and digits.
PICKERS = words("date datetime-local month week time range color number")
OWN_MESSAGES = ("required", "pattern", "min", "max", "minlength", "maxlength")


def controls(document: Document) -> Iterator[Element]:
    """Yield the controls that a person fills in."""
    for each in document.all("input", "select", "textarea"):
        if each.get("type").lower() not in NOT_ASKED and not each.is_hidden:
            yield each


def control_has_label(document: Document, _: Context) -> Iterator[Fault]:
    """Find controls that no visible label points to."""
    for each in controls(document):
        if not each.id or not any(label.seen_text for label in document.labels.get(each.id, ())):
            yield each, f"no visible label points to the field {each.get('name') or each.id}"


def control_has_no_aria_label(document: Document, _: Context) -> Iterator[Fault]:
    """Find controls whose visible label is replaced by a hidden one."""
    for each in controls(document):
        if each.has("aria-label"):
            yield each, f"the field {each.get('name')} has an aria-label in place of its visible label"


def answers_have_legend(document: Document, _: Context) -> Iterator[Fault]:
    """Find radios, and boxes of one name, that stand in no fieldset with a legend."""
    several = [(each.get("type").lower(), each.get("name"), each.closest("form")) for each in controls(document)]
    seen: set[tuple[str, str]] = set()
    for each in controls(document):
        kind, named = each.get("type").lower(), each.get("name")
        is_set = kind == "radio" or (
            kind == "checkbox" and several.count(("checkbox", named, each.closest("form"))) > 1
        )
        if is_set and (kind, named) not in seen and not _legend(each):
            seen.add((kind, named))
            yield each, f"the answers “{named}” are in no fieldset with a legend"


def _legend(element: Element) -> str:
    fieldset = element.closest("fieldset")
    first = fieldset.elements[0] if fieldset is not None and fieldset.elements else None
    return first.text if first is not None and first.tag == "legend" else ""


def browser_asks_nothing(document: Document, _: Context) -> Iterator[Fault]:
    """Find controls that make the browser speak for itself, or cut what is typed."""
    for each in controls(document):
        for attribute in OWN_MESSAGES:
            if each.has(attribute):
                yield each, f"the field {each.get('name')} has “{attribute}”: the server says what is wrong, in words"
        if each.get("type").lower() in PICKERS:
            yield each, f"the field {each.get('name')} opens a picker (type={each.get('type')})"
    asked = {id(each.closest("form")) for each in controls(document)}
    for each in document.all("form"):
        if id(each) in asked and each.get("method").lower() == "post" and not each.has("novalidate"):
            yield each, "a form that changes something has no novalidate"


LABEL = '<label for="place">Street and number</label>'
RADIOS = (
    '<input type="radio" name="type" id="type-light"><label for="type-light">Lamp</label>'
    '<input type="radio" name="type" id="type-step"><label for="type-step">Step</label>'
)

RULES = (
    Rule(
        id="H5.label",
        applies="Each field that somebody fills in and that is not hidden.",
        expects="A visible label points to every field.",
        check=control_has_label,
        criteria=("1.3.1", "3.3.2", "2.4.6"),
        passed=pages(f'{LABEL}<input id="place" name="place">'),
        failed=pages(
            '<input id="place" placeholder="Street and number">',
            '<label>Place <input name="place"></label>',
            '<label for="place"><span class="vh">Place</span></label><input id="place">',
        ),
    ),
    Rule(
        id="H5.aria-label",
        applies="Each field that somebody fills in.",
        expects="No hidden label replaces the visible one.",
        check=control_has_no_aria_label,
        criteria=("2.5.3",),
        passed=pages(f'{LABEL}<input id="place">'),
        failed=pages(f'{LABEL}<input id="place" aria-label="Enter a postcode">'),
    ),
    Rule(
        id="H6.legend",
        applies="Each radio, and each box that shares its name with another.",
        expects="A set of radios or boxes has a legend.",
        check=answers_have_legend,
        criteria=("1.3.1", "3.3.2"),
        passed=pages(
            f"<fieldset><legend>Choose the type</legend>{RADIOS}</fieldset>",
            '<label for="news">Send me news</label><input type="checkbox" id="news" name="news">',
        ),
        failed=pages(RADIOS, f"<fieldset>{RADIOS}</fieldset>", f"<fieldset><legend></legend>{RADIOS}</fieldset>"),
    ),
    Rule(
        id="H5.plain",
        applies="Each field that somebody fills in, and each form that changes something.",
        expects="The portal, not the browser, says what is wrong and how to fill a field.",
        check=browser_asks_nothing,
        criteria=("3.3.1", "3.3.3"),
        passed=pages(
            f'<form method="post" action="/x" novalidate>{LABEL}<input id="place"></form>',
            f'<form action="/find">{LABEL}<input id="place"></form>',
        ),
        failed=pages(
            f'<form method="post" action="/x">{LABEL}<input id="place"></form>',
            f'{LABEL}<input id="place" required>',
            f'{LABEL}<textarea id="place" maxlength="500"></textarea>',
            f'{LABEL}<input id="place" type="date">',
        ),
    ),
)
