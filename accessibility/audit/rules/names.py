"""H5 and H10, first half: whatever can be used or seen has a name that a screen reader can say."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.names import name
from accessibility.audit.roles import FIELD_ROLES, implicit_role, role
from accessibility.audit.rule import Fault, Rule, pages


def _nameless(document: Document, roles: frozenset[str]) -> Iterator[Element]:
    return (
        each for each in document.elements if role(each) in roles and each.is_heard and not name(each, document).strip()
    )


def field_has_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find fields that a screen reader cannot name."""
    for each in _nameless(document, FIELD_ROLES):
        yield each, f"the field {each.get('name') or each.tag} has no name"


def button_has_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find buttons that a screen reader cannot name."""
    for each in _nameless(document, frozenset({"button"})):
        if each.tag != "summary":
            yield each, "a button has no name"


def image_button_has_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find pictures to press that a screen reader cannot name."""
    for each in _nameless(document, frozenset({"button"})):
        if each.tag == "input" and each.get("type").lower() == "image":
            yield each, "a picture to press has no name"


def menu_item_has_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find items of a menu that a screen reader cannot name."""
    for each in _nameless(document, frozenset({"menuitem"})):
        yield each, "an item of a menu has no name"


def summary_has_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find the opening lines of details that a screen reader cannot name."""
    for each in _nameless(document, frozenset({"button"})):
        fold = each.parent if each.tag == "summary" else None
        if fold is not None and fold.tag == "details" and next(fold.find("summary")) is each:  # the others open nothing
            yield each, "a summary has no name"


def link_has_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find links that a screen reader cannot name."""
    for each in _nameless(document, frozenset({"link"})):
        yield each, f"the link to {each.get('href')} has no name"


def image_has_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find images that are neither named nor marked as decoration."""
    for each in _nameless(document, frozenset({"img"})):
        if each.tag != "svg" and not each.tag.startswith("svg:"):
            yield each, f"the image {each.get('src')} has no text and is not marked as decoration"


def frame_has_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find frames that a screen reader cannot name."""
    for each in document.all("iframe"):
        if each.is_heard and not each.get("tabindex").startswith("-") and not name(each, document):
            yield each, "a frame has no name"


def label_is_in_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find links and buttons whose hidden name leaves out the words that can be seen."""
    for each in document.elements:
        if not (each.has("aria-label") or each.has("aria-labelledby")) or implicit_role(each) not in {"link", "button"}:
            continue
        seen = each.seen_text.casefold()
        if seen and each.is_heard and seen not in name(each, document).casefold():
            yield each, f"the words “{each.seen_text}” are not in the name “{name(each, document)}”"


RULES = (
    Rule(
        id="H5.name",
        applies="Each element that is heard as a field.",
        expects="Every field has a name.",
        check=field_has_name,
        criteria=("4.1.2", "1.3.1"),
        act=("e086e5",),
        passed=pages(
            '<label for="place">Place</label><input id="place">',
            "<label>Place <select><option>Centre</select></label>",
            '<input type="hidden" name="csrf">',
        ),
        failed=pages("<input>", '<label for="other">Place</label><textarea id="place"></textarea>'),
    ),
    Rule(
        id="H5.button",
        applies="Each element that is heard as a button, apart from summaries.",
        expects="Every button has a name.",
        check=button_has_name,
        criteria=("4.1.2",),
        act=("97a4e1",),
        passed=pages("<button>Send</button>", '<input type="submit">', '<button><img src="/x" alt="Find"></button>'),
        failed=pages("<button></button>", '<button><svg aria-hidden="true"></svg></button>'),
    ),
    Rule(
        id="H10.button",
        applies="Each input of the type image that is heard.",
        expects="Every picture to press has a name.",
        check=image_button_has_name,
        criteria=("1.1.1", "4.1.2"),
        act=("59796f",),
        passed=pages('<input type="image" src="/s.svg" alt="Find">', "<button>Find</button>"),
        failed=pages('<input type="image" src="/s.svg" name="find">', '<input type="image" src="/s.svg" alt="">'),
    ),
    Rule(
        id="H5.menuitem",
        applies="Each element that is heard as an item of a menu.",
        expects="Every item of a menu has a name.",
        check=menu_item_has_name,
        criteria=("4.1.2",),
        act=("m6b1q3",),
        passed=pages('<ul role="menu"><li role="menuitem">New</li></ul>'),
        failed=pages('<ul role="menu"><li role="menuitem"></li></ul>'),
    ),
    Rule(
        id="H5.summary",
        applies="The first summary of each details that is heard.",
        expects="The opening line of details has a name.",
        check=summary_has_name,
        criteria=("4.1.2",),
        act=("2t702h",),
        passed=pages("<details><summary>English</summary><p>Languages</p></details>"),
        failed=pages("<details><summary></summary><p>Languages</p></details>"),
    ),
    Rule(
        id="H5.in-name",
        applies="Each link and button with words to see and a name of its own (aria-label, aria-labelledby).",
        expects="The words that can be seen are part of the name.",
        check=label_is_in_name,
        criteria=("2.5.3",),
        passed=pages("<button>Add</button>", '<a href="/p/3" aria-label="Page 3">3</a>'),
        failed=pages('<button aria-label="Ramps">Add</button>'),
    ),
    Rule(
        id="H20.name",
        applies="Each element that is heard as a link.",
        expects="Every link has a name.",
        check=link_has_name,
        criteria=("2.4.4", "4.1.2"),
        act=("c487ae",),
        passed=pages('<a href="/en">Veu</a>', '<a href="/en"><img src="/mark.svg" alt="Veu"></a>'),
        failed=pages('<a href="/en"></a>', '<a href="/en"><img src="/mark.svg" alt=""></a>'),
    ),
    Rule(
        id="H10.name",
        applies="Each element that is heard as an image, apart from drawings.",
        expects="An image has a text, or is marked as decoration.",
        check=image_has_name,
        criteria=("1.1.1",),
        act=("23a2a8",),
        passed=pages('<img src="/p" alt="Five tiles are missing.">', '<img src="/p" alt="">'),
        failed=pages('<img src="/p">', '<img src="/p" alt=" ">', '<div role="img"></div>'),
    ),
    Rule(
        id="H10.frame",
        applies="Each frame that is heard and that the keyboard reaches.",
        expects="A frame has a name.",
        check=frame_has_name,
        criteria=("4.1.2",),
        act=("cae760",),
        passed=pages('<iframe src="/map" title="Map of the districts"></iframe>'),
        failed=pages('<iframe src="/map"></iframe>'),
    ),
)
