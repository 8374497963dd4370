"""The acceptance criteria of the accessibility contract, by id: each is a defect that somebody met in another portal.

A test says which it proves at the start of its docstring, "AC-ERR-1: …"; tests/accessibility/test_acceptance.py keeps
the two lists whole.
"""

import ast
import re
from collections import defaultdict
from pathlib import Path

TESTS = Path(__file__).parent
NAMED = re.compile(r"AC-[A-Z0-9]+-\d+")
FIRST = re.compile(r"(AC-[A-Z0-9]+-\d+(?:,\s+)?)+:")

CRITERIA = {
    "AC-LOC-1": "With keyboard and screen reader alone, a report with a place is sent without opening the map.",
    "AC-LOC-2": "The way without a map is visible without focus, hover or script, above the link to the map.",
    "AC-LOC-3": "Who knows no street and refuses to be located can choose from a map or use words.",
    "AC-LOC-4": "“Use my location” is a button after the heading; its result is text in a field and one live message.",
    "AC-LOC-5": "Every pin of the map is a list item before it, named with its place in the list.",
    "AC-ERR-1": "Each error names the field and the way to mend it; no catalogue says that something is just invalid.",
    "AC-ERR-2": "An error is tied to its field, and no status message is fired while the focus is elsewhere.",
    "AC-ERR-3": "After a refused form the focus is on the summary, the title tells of it, each message is heard once.",
    "AC-ERR-4": "After a refused form the photo and all text are still there.",
    "AC-FORM-1": "Radios are in a fieldset with a legend; each label points to an id.",
    "AC-FORM-2": "What may be left out is said in words before the form.",
    "AC-CNT-1": "Typing 30 characters gives at most one counter announcement, after a pause, and none below 75 %.",
    "AC-UPL-1": "The upload is reached by Tab, has a role and a name, works by keys and voice, in the page's language.",
    "AC-UPL-2": "Start and end of an upload are said once each; removing names the photo and leads the focus on.",
    "AC-UPL-3": "File names are never the text of an image.",
    "AC-LIVE-1": "A message after a redirect is heard by focus or heading, not by an alert that is there at load.",
    "AC-LIVE-2": "A filter or sort says the new number of results once.",
    "AC-FOC-1": "After every swap the focus is on something, not on the body.",
    "AC-FOC-2": "Back restores address, title and content, the focus at the top; no page is kept in the browser.",
    "AC-FOC-3": "The focus ring has 3:1 on every background, is whole on all sides, in forced colours too.",
    "AC-FOC-4": "The focused element is never covered at 320 by 256.",
    "AC-MENU-1": "Menus are disclosures: Tab leaves them, Esc closes them, the focus returns.",
    "AC-DRAG-1": "Nothing is dragged; what has an order is ordered by single taps and by keyboard.",
    "AC-RANK-1": "No interactive element stands inside another.",
    "AC-VOTE-1": "Vote buttons are buttons that name the thing; their state is text; who cannot press learns why.",
    "AC-PB-1": "After Add or Remove, the money left is said once with its currency and is on screen as text.",
    "AC-PB-2": "Over budget says by how much and what to remove; the ballot can be changed until it closes.",
    "AC-FILT-1": "Filters have one submit button and are not sent by a change.",
    "AC-STR-1": "One h1, real headings, landmarks unique and named, aria-current on the active link.",
    "AC-LANG-1": "All text in another language carries it, and so do the entries of the language menu.",
    "AC-LANG-2": "The language switch is in the header of all pages, works by keyboard and keeps the place.",
    "AC-RTL-1": "In Arabic everything mirrors, on the staff's pages too; e-mail, phone and address keep their order.",
    "AC-I18N-1": "No untranslated text, seen or heard, in any language.",
    "AC-CON-1": "Text has 4.5:1 in every theme, icons of votes 3:1.",
    "AC-DATE-1": "Dates are typed; each part has its label; nothing pops up.",
    "AC-ACT-1": "axe runs after each act of a flow, not only when a page opens.",
    "AC-LINK-1": "A list that suggests while somebody types, if there ever is one, says its count and can be reached.",
    "AC-OFF-1": "A report written offline is sent exactly once, with its photo; its state can be seen and heard.",
    "AC-PERF-1": "A report step weighs 14 KB at most and shows its largest part within 2.0 s at 400 kbit/s and 400 ms.",
    "AC-DLG-1": "A dialog, if there ever is one, has a name, a named way out, and gives the focus back.",
}
# Whose tests are not there yet. Empty when the contract is whole.
AWAITED: frozenset[str] = frozenset()


def named_in(source: str) -> dict[str, list[str]]:
    """The criteria that the tests of a file prove: those at the start of a docstring."""
    found = defaultdict(list)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            start = FIRST.match(ast.get_docstring(node) or "")
            for each in NAMED.findall(start[0]) if start else ():
                found[each].append(node.name)
    return found


def proofs() -> dict[str, list[str]]:
    """The tests that prove each criterion, as file::function."""
    found: dict[str, list[str]] = defaultdict(list)
    for path in TESTS.rglob("test_*.py"):
        for each, names in named_in(path.read_text(encoding="utf-8")).items():
            found[each] += [f"{path.relative_to(TESTS)}::{name}" for name in names]
    return found
