"""H11: a table says what it is about, and each heading says what it is the heading of."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.names import name
from accessibility.audit.roles import role
from accessibility.audit.rule import Fault, Rule, pages
from accessibility.audit.vocabulary import words

SCOPES = words("col row colgroup rowgroup")


def table_has_caption_and_headings(document: Document, _: Context) -> Iterator[Fault]:
    """Find tables without caption or headings, and headings without scope."""
    for table in document.all("table"):
        if not any(each.tag == "caption" and each.text for each in table.elements):
            yield table, "a table has no caption"
        headings = tuple(table.find("th"))
        if not headings:
            yield table, "a table has no heading cell (th)"
        for each in headings:
            if each.get("scope") not in SCOPES:
                yield each, f"the heading “{each.text}” does not say what it heads (scope)"


def headers_are_of_the_table(document: Document, _: Context) -> Iterator[Fault]:
    """Find cells whose headers attribute names no other cell of the same table."""
    for table in document.all("table"):
        if not table.is_heard or role(table) != "table":
            continue
        cells = {each.id: each for each in table.find("td", "th") if each.id}
        for each in table.find("td", "th"):
            for target in each.get("headers").split():
                if cells.get(target) in {None, each}:
                    yield each, f"headers names “{target}”, which is no other cell of this table"


def wide_table_can_be_reached(document: Document, _: Context) -> Iterator[Fault]:
    """Find scrolling boxes round tables that the keyboard cannot reach, or that have no name."""
    for each in document.elements:
        if "tw" not in each.classes:
            continue
        if each.get("role") != "region" or not name(each, document) or each.get("tabindex") != "0":
            yield each, 'a scrolling box needs role="region", a name and tabindex="0"'


def _table(cells: str, caption: str = "<caption>Open issues</caption>") -> str:
    return f"<table>{caption}<tbody>{cells}</tbody></table>"


ROW = '<tr><th scope="row">Mercat</th><td>488</td></tr>'


def _scroller(attributes: str) -> str:
    return f'<div class="tw" {attributes}><table><caption id="c">Issues</caption><tbody>{ROW}</tbody></table></div>'


RULES = (
    Rule(
        id="H11.table",
        applies="Each table.",
        expects="A table has a caption, and heading cells with scope.",
        check=table_has_caption_and_headings,
        criteria=("1.3.1",),
        passed=pages(_table(ROW)),
        failed=pages(_table(ROW, caption=""), _table("<tr><td>488</td></tr>"), _table("<tr><th>Mercat</th></tr>")),
    ),
    Rule(
        id="H11.headers",
        applies="Each cell with a headers attribute, in a table that is heard as one.",
        expects="The headers attribute names cells of the same table.",
        check=headers_are_of_the_table,
        criteria=("1.3.1",),
        act=("a25f45",),
        passed=pages(_table('<tr><th id="a" scope="row">Mercat</th><td headers="a">488</td></tr>')),
        failed=pages(
            _table('<tr><td headers="b">488</td></tr>'),
            _table('<tr><td id="a" headers="a">488</td></tr>'),
        ),
    ),
    Rule(
        id="H11.scroll",
        applies="Each box that scrolls sideways (class tw).",
        expects="A box that scrolls sideways can be reached and has a name.",
        check=wide_table_can_be_reached,
        criteria=("2.1.1", "4.1.2"),
        passed=pages(_scroller('role="region" aria-labelledby="c" tabindex="0"')),
        failed=pages(_scroller(""), _scroller('role="region" tabindex="0"'), _scroller('role="region" tabindex="-1"')),
    ),
)
