"""WAI-ARIA as lists: its roles, its attributes with what they may say, and what a role cannot be without."""

import re
from collections.abc import Callable

from accessibility.audit.vocabulary import words

# Source: WAI-ARIA 1.2 §5.4 (without the abstract roles), Graphics Module 1.0 §4, Digital Publishing Module 1.1 §3.
ROLES = words(
    """alert alertdialog application article banner blockquote button caption cell checkbox code columnheader combobox
    complementary contentinfo definition deletion dialog directory document emphasis feed figure form generic grid
    gridcell group heading img image insertion link list listbox listitem log main mark marquee math menu menubar
    menuitem menuitemcheckbox menuitemradio meter navigation none note option paragraph presentation progressbar radio
    radiogroup region row rowgroup rowheader scrollbar search searchbox separator slider spinbutton status strong
    subscript superscript switch tab table tablist tabpanel term textbox time timer toolbar tooltip tree treegrid
    treeitem suggestion comment graphics-document graphics-object graphics-symbol"""
) | words(
    """doc-abstract doc-acknowledgments doc-afterword doc-appendix doc-backlink doc-biblioentry doc-bibliography
    doc-biblioref doc-chapter doc-colophon doc-conclusion doc-cover doc-credit doc-credits doc-dedication doc-endnote
    doc-endnotes doc-epigraph doc-epilogue doc-errata doc-example doc-footnote doc-foreword doc-glossary doc-glossref
    doc-index doc-introduction doc-noteref doc-notice doc-pagebreak doc-pagefooter doc-pageheader doc-pagelist doc-part
    doc-preface doc-prologue doc-pullquote doc-qna doc-subtitle doc-tip doc-toc"""
)
# Source: WAI-ARIA 1.2 §6.7; a state of "undefined" is one where the specification says so.
_TRUE_FALSE = "true|false"
_UNSET = "true|false|undefined"
_TRISTATE = "true|false|mixed|undefined"
_ID = r"\S+"
_TEXT = r"[\s\S]*"
_INTEGER = r"[+-]?\d+"
_NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?"
_EFFECTS = "copy|execute|link|move|none|popup"
_CHANGES = "additions|all|removals|text"


def _list_of(tokens: str) -> str:
    return rf"({tokens})(\s+({tokens}))*"


VALUES = {
    name: re.compile(pattern)
    for pattern, names in (
        (_TRUE_FALSE, "atomic busy disabled modal multiline multiselectable readonly required"),
        (_UNSET, "expanded grabbed hidden selected"),
        (_TRISTATE, "checked pressed"),
        (_ID, "activedescendant errormessage"),
        (_TEXT, "controls describedby details flowto labelledby owns"),
        (_TEXT, "label description placeholder roledescription valuetext keyshortcuts braillelabel colindextext"),
        (_TEXT, "brailleroledescription rowindextext"),
        (_INTEGER, "colcount colindex colspan level posinset rowcount rowindex rowspan setsize"),
        (_NUMBER, "valuemax valuemin valuenow"),
        ("inline|list|both|none", "autocomplete"),
        ("page|step|location|date|time|true|false", "current"),
        (_list_of(_EFFECTS), "dropeffect"),
        (_list_of(_CHANGES), "relevant"),
        ("false|true|menu|listbox|tree|grid|dialog", "haspopup"),
        ("grammar|false|spelling|true", "invalid"),
        ("assertive|off|polite", "live"),
        ("horizontal|undefined|vertical", "orientation"),
        ("ascending|descending|none|other", "sort"),
    )
    for name in (f"aria-{each}" for each in names.split())
}
# Source: WAI-ARIA 1.2, "Required States and Properties" of each role.
REQUIRED = {
    **dict.fromkeys(("checkbox", "menuitemcheckbox", "menuitemradio", "radio", "switch"), ("aria-checked",)),
    **dict.fromkeys(("meter", "slider"), ("aria-valuenow",)),
    "combobox": ("aria-expanded", "aria-controls"),
    "heading": ("aria-level",),
    "scrollbar": ("aria-controls", "aria-valuenow"),
    "separator": ("aria-valuenow",),
}
# What is inside has no role of its own. Source: WAI-ARIA 1.2, "Children Presentational".
ONE_PIECE = words(
    """button checkbox img image math menuitemcheckbox menuitemradio meter option progressbar radio scrollbar separator
    slider switch tab"""
)
is_known: Callable[[str], bool] = VALUES.__contains__


def is_value(attribute: str, value: str) -> bool:
    """Say whether an attribute of ARIA may say this; an empty one says nothing. Raises KeyError for an unknown one."""
    return not value or VALUES[attribute].fullmatch(value) is not None
