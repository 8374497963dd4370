"""H1: one main heading, no level left out, and every heading says something."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.names import name
from accessibility.audit.roles import role
from accessibility.audit.rule import Fault, Rule, pages

LEVELS = {f"h{level}": level for level in range(1, 7)}


def _headings(document: Document) -> tuple[Element, ...]:
    return tuple(each for each in document.all(*LEVELS) if each.is_heard)


def one_main_heading(document: Document, _: Context) -> Iterator[Fault]:
    """Find pages with no h1 or with several."""
    found = [each for each in _headings(document) if each.tag == "h1"]
    if len(found) != 1:
        yield (found[1] if found else None, f"the page has {len(found)} main headings (h1), not one")


def no_level_skipped(document: Document, _: Context) -> Iterator[Fault]:
    """Find headings more than one level below the one before; the error summary stands above the order."""
    before = 0
    for each in _headings(document):
        if any(above.get("role") == "alert" for above in each.ancestors()):
            continue
        level = LEVELS[each.tag]
        if level > before + 1:
            yield (
                each,
                f"heading “{each.text}” is an {each.tag} after an h{before}"
                if before
                else (f"the first heading “{each.text}” is an {each.tag}, not an h1"),
            )
        before = level


def heading_has_name(document: Document, _: Context) -> Iterator[Fault]:
    """Find headings that say nothing."""
    for each in document.elements:
        if role(each) == "heading" and each.is_heard and not name(each, document):
            yield each, "a heading says nothing"


RULES = (
    Rule(
        id="H1.one",
        applies="Each whole page.",
        expects="A page has one h1.",
        check=one_main_heading,
        criteria=("1.3.1", "2.4.6"),
        is_of_pages=True,
        passed=pages("<h1>Issues in the city</h1><h2>Open</h2>"),
        failed=pages("<h2>Issues in the city</h2>", "<h1>Issues</h1><h1>Figures</h1>", "<h1 hidden>Issues</h1>"),
    ),
    Rule(
        id="H1.order",
        applies="Each heading h1 to h6 that is heard, outside the error summary.",
        expects="No heading level is left out on the way down.",
        check=no_level_skipped,
        criteria=("1.3.1",),
        is_of_pages=True,
        passed=pages(
            "<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>",
            '<div role="alert"><h2>There is a problem</h2></div><h1>Where is it?</h1><h2>Other ways</h2>',
        ),
        failed=pages("<h1>Your ballot</h1><h3>Ramps</h3>", "<h2>Open</h2><h1>Issues</h1>"),
    ),
    Rule(
        id="H1.name",
        applies="Each element that is heard as a heading.",
        expects="Every heading has a name.",
        check=heading_has_name,
        criteria=("1.3.1", "2.4.6"),
        act=("ffd0e9",),
        passed=pages("<h1>Issues</h1>", '<h1><img src="/mark.svg" alt="Veu"></h1>', '<h2 aria-hidden="true"></h2>'),
        failed=pages("<h1></h1>", '<h1><img src="/mark.svg" alt=""></h1>', "<h2><br></h2>"),
    ),
)
