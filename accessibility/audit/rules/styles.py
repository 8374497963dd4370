"""H22, in HTML: how a page looks is said in the style sheets, where a reader's own settings can win."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.rule import Example, Fault, Rule, page, pages

LOOKS = ("style", "align", "bgcolor", "color", "face", "background")


def looks_are_in_sheets(document: Document, context: Context) -> Iterator[Fault]:
    """Find style attributes, and style elements where the page may not have its one."""
    for each in document.elements:
        is_drawn = each.tag == "svg" or each.tag.startswith("svg:")
        for attribute in LOOKS:
            if each.has(attribute) and not (is_drawn and attribute == "color"):
                yield each, f"the element says itself how it looks ({attribute})"
        if each.tag in {"font", "center", "big", "strike", "marquee", "blink"}:
            yield each, f"<{each.tag}> says how it looks"
    allowed = 1 if context.may_style else 0
    for each in document.all("style")[allowed:]:
        yield each, "a style element stands in a page that may not have it"


STYLED = page("", head="<title>Report</title><style>h1{margin:0}</style>")

RULES = (
    Rule(
        id="H22.sheets",
        applies="Each element, and each style element.",
        expects="Looks are in the style sheets, apart from the one hashed style of the report pages.",
        check=looks_are_in_sheets,
        criteria=("1.4.12", "1.3.1"),
        passed=(*pages('<p class="lead">Text</p>'), Example(STYLED, Context(may_style=True))),
        failed=(*pages('<p style="margin:0">Text</p>', "<center>Text</center>"), Example(STYLED)),
    ),
)
