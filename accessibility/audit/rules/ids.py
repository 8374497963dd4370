"""H0 and H9: the HTML is sound, and each id is there once."""

from collections import Counter
from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.rule import Example, Fault, Rule, page, pages


def html_is_sound(document: Document, _: Context) -> Iterator[Fault]:
    """Find whatever a strict parser of HTML5 calls an error."""
    for fault in document.faults:
        yield None, f"not sound HTML: {fault}"


def ids_are_unique(document: Document, _: Context) -> Iterator[Fault]:
    """Find ids that are used twice, are empty or contain white space."""
    counts = Counter(each.id for each in document.elements if each.has("id"))
    for each in document.elements:
        if each.has("id") and (not each.id or each.id != "".join(each.id.split())):
            yield each, f"“{each.id}” is no id"
        elif counts[each.id] > 1 and each is not document.by_id.get(each.id):
            yield each, f"the id “{each.id}” is used {counts[each.id]} times"


RULES = (
    Rule(
        id="H0.html",
        applies="The page or the part of one as it was sent.",
        expects="The page is sound HTML5.",
        check=html_is_sound,
        criteria=("4.1.2",),
        passed=pages("<p>Text</p>", "<ul><li>One<li>Two</ul>"),
        failed=(
            *pages("<p>Text</div>", '<p id="a" id="b">', "<table><p>Text</p></table>", "<b><p>Text</b></p>"),
            Example("<p>No doctype</p>"),
            Example(page("<div>")),
        ),
    ),
    Rule(
        id="H9.unique",
        applies="Each id.",
        expects="Each id is there once.",
        check=ids_are_unique,
        criteria=("1.3.1", "4.1.2"),
        passed=pages('<p id="a"></p><p id="b"></p>'),
        failed=pages('<p id="a"></p><p id="a"></p>', '<p id=""></p>', '<p id="a b"></p>'),
    ),
)
