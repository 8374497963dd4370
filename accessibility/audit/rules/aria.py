"""H0, second half: roles and attributes of ARIA exist, say what they may, and hold nothing that cannot be reached."""

from collections.abc import Iterator

from accessibility.audit.aria import ONE_PIECE, REQUIRED, ROLES, is_known, is_value
from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.roles import GLOBAL_ARIA, implicit_role, role
from accessibility.audit.rule import Fault, Rule, pages


def role_exists(document: Document, _: Context) -> Iterator[Fault]:
    """Find role attributes in which no word is a role."""
    for each in document.elements:
        tokens = each.get("role").lower().split()
        if tokens and each.is_heard and not ROLES & set(tokens):
            yield each, f"“{each.get('role')}” is no role"


def attributes_exist(document: Document, _: Context) -> Iterator[Fault]:
    """Find attributes that look like ARIA and are not."""
    for each in document.elements:
        for attribute in each.attributes:
            if attribute.startswith("aria-") and not is_known(attribute):
                yield each, f"{attribute} is no attribute of ARIA"


def attributes_say_what_they_may(document: Document, _: Context) -> Iterator[Fault]:
    """Find attributes of ARIA with a value they cannot have, and required ones that point to nothing."""
    for each in document.elements:
        if each.tag == "math":
            continue
        for attribute, value in each.attributes.items():
            if is_known(attribute) and not is_value(attribute, value.strip().lower()):
                yield each, f"{attribute} cannot say “{value}”"
        targets = each.get("aria-controls").split() if role(each) == "scrollbar" else []
        if targets and not any(target in document.by_id for target in targets):
            yield each, f"aria-controls points to “{' '.join(targets)}”, which is not on the page"


def role_has_what_it_needs(document: Document, _: Context) -> Iterator[Fault]:
    """Find roles that were given by an attribute, without the states they cannot be without."""
    for each in document.elements:
        given = role(each)
        if not each.has("role") or not each.is_heard or given == implicit_role(each):
            continue
        for needed in _needed(each, given):
            if not each.get(needed).strip():
                yield each, f"a {given} has no {needed}"


def _needed(element: Element, given: str) -> tuple[str, ...]:
    if given == "separator" and not element.is_focusable:
        return ()
    if given == "combobox" and element.get("aria-expanded") == "false":  # what it controls may not be there yet
        return ("aria-expanded",)
    return REQUIRED.get(given, ())


def one_piece_holds_no_stop(document: Document, _: Context) -> Iterator[Fault]:
    """Find stops of the keyboard inside a thing that is said as one piece: a link in a button, a field in a tab."""
    for each in document.elements:
        if each.is_focusable:
            around = next((up for up in each.ancestors() if role(up) in ONE_PIECE), None)
            if around is not None:
                yield each, f"the keyboard stops inside a {role(around)}, which is said as one piece"


def decoration_is_silent(document: Document, _: Context) -> Iterator[Fault]:
    """Find what is marked as decoration and said all the same, because it has a name or a stop of the keyboard."""
    for each in document.elements:
        tokens = [token for token in each.get("role").lower().split() if token in ROLES]
        empty = each.tag == "img" and each.has("alt") and not each.get("alt") and not tokens
        if not (empty or tokens[:1] in (["none"], ["presentation"])) or not each.is_heard:
            continue
        said = sorted(name for name in GLOBAL_ARIA if each.get(name))
        if said or each.is_focusable:
            yield each, f"marked as decoration, but said because of {' '.join(said) or 'its stop of the keyboard'}"


RULES = (
    Rule(
        id="H0.role",
        applies="Each element with a role attribute that is not empty and not hidden.",
        expects="A role attribute has a word that is a role.",
        check=role_exists,
        criteria=("1.3.1", "4.1.2"),
        act=("674b10",),
        passed=pages('<div role="alert"></div>', '<input role="searchfield searchbox">', '<p role="">Text</p>'),
        failed=pages('<span role="lnik">Rules</span>', '<div role="widget"></div>'),
    ),
    Rule(
        id="H0.aria",
        applies="Each attribute that begins with aria-.",
        expects="Attributes that begin with aria- exist.",
        check=attributes_exist,
        criteria=("4.1.2",),
        act=("5f99a7",),
        passed=pages('<p aria-live="off"></p>'),
        failed=pages('<input aria-labelled="name">'),
    ),
    Rule(
        id="H0.value",
        applies="Each attribute of ARIA that is not empty, on HTML and drawings.",
        expects="Attributes of ARIA say what they may.",
        check=attributes_say_what_they_may,
        criteria=("4.1.2",),
        act=("6a7281",),
        passed=pages(
            '<p aria-relevant="additions text"></p>',
            '<a href="/" aria-current="page">Veu</a>',
            '<div role="checkbox" aria-checked></div>',
        ),
        failed=pages(
            '<a href="/" aria-current="here">Veu</a>',
            '<p aria-level="two"></p>',
            '<input aria-errormessage="a b">',
            '<div role="scrollbar" aria-controls="gone" aria-valuenow="1"></div>',
        ),
    ),
    Rule(
        id="H0.required",
        applies="Each element that is heard and whose role is another than its own.",
        expects="A role that was given has the states that it cannot be without.",
        check=role_has_what_it_needs,
        criteria=("4.1.2",),
        act=("4e8ab6",),
        passed=pages(
            '<div role="switch" aria-checked="false">Motion</div>',
            '<input type="checkbox" role="checkbox">',
            '<hr role="separator">',
            '<div role="combobox" aria-expanded="false"></div>',
        ),
        failed=pages('<div role="switch">Motion</div>', '<p role="heading">Issues</p>'),
    ),
    Rule(
        id="H12.nested",
        applies="Each element that the keyboard reaches.",
        expects="The keyboard stops nowhere inside what is said as one piece.",
        check=one_piece_holds_no_stop,
        criteria=("4.1.2", "2.1.1"),
        act=("307n5z",),
        passed=pages("<button>Save</button>", '<button><img src="/x" alt="Find"></button>'),
        failed=pages('<button>Save <span tabindex="0">more</span></button>', '<p role="tab"><a href="/">Veu</a></p>'),
    ),
    Rule(
        id="H10.decorative",
        applies="Each element that is marked as decoration and not hidden.",
        expects="What is marked as decoration is silent.",
        check=decoration_is_silent,
        criteria=("1.1.1",),
        act=("46ca7f",),
        passed=pages('<img src="/p" alt="">', '<ul role="none"><li>Ramps</li></ul>', '<img alt="" aria-hidden="true">'),
        failed=pages('<img src="/p" alt="" aria-label="Tiles">', '<a href="/" role="none">Veu</a>'),
    ),
)
