"""H25: every page has the same frame: a skip link first, one main part, and landmarks with names of their own."""

from collections import Counter
from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.names import name
from accessibility.audit.roles import role
from accessibility.audit.rule import Fault, Rule, pages

LANDMARKS = ("navigation", "complementary", "region", "form", "search")
# More stops before the content than this tire a keyboard user.
HEADER_STOPS = 8


def skip_link_is_first(document: Document, _: Context) -> Iterator[Fault]:
    """Find pages whose first stop is not a link to the content, or whose content cannot take the focus."""
    first = next((each for each in document.elements if each.is_focusable), None)
    if first is None or first.tag != "a" or not first.get("href").startswith("#"):
        yield first, "the first stop of the keyboard is no link to the content"
        return
    goal = document.by_id.get(first.get("href")[1:])
    if goal is None or goal.tag != "main":
        yield first, "the skip link does not lead to main"
    elif goal.get("tabindex") != "-1":
        yield goal, 'main cannot take the focus (tabindex="-1")'


def landmarks_are_clear(document: Document, _: Context) -> Iterator[Fault]:
    """Find pages without one main part, and landmarks of a kind that cannot be told apart."""
    mains = document.all("main")
    if len(mains) != 1:
        yield None, f"the page has {len(mains)} main parts, not one"
    for kind in LANDMARKS:
        found = [each for each in document.elements if role(each) == kind and each.is_heard]
        names = Counter(name(each, document) for each in found)
        for each in found:
            if kind in {"navigation", "region"} and not name(each, document):
                yield each, f"a {kind} has no name"
            elif names[name(each, document)] > 1:
                yield (
                    each,
                    f"{names[name(each, document)]} parts of the kind {kind} are called “{name(each, document)}”",
                )


def header_is_short(document: Document, _: Context) -> Iterator[Fault]:
    """Find headers with more keyboard stops than a person should press through; closed details count as one."""
    for header in document.all("header"):
        if header.closest("main") is None:
            stops = [each for each in header.walk() if each.is_focusable and not _is_folded(each)]
            if len(stops) > HEADER_STOPS:
                yield header, f"the header has {len(stops)} keyboard stops, more than {HEADER_STOPS}"


def _is_folded(element: Element) -> bool:
    """Say whether it stands in closed details, where the keyboard does not stop."""
    fold = element.closest("details")
    return element.tag != "summary" and fold is not None and not fold.has("open")


NAMED = '<nav aria-label="Main"></nav><main></main><nav aria-label="Languages"></nav>'
SKIP = '<a href="#main">Skip to the content</a>'

RULES = (
    Rule(
        id="H25.skip",
        applies="Each whole page.",
        expects="The first stop leads to the content.",
        check=skip_link_is_first,
        criteria=("2.4.1",),
        is_of_pages=True,
        passed=pages(f'{SKIP}<a href="/">Veu</a><main id="main" tabindex="-1"></main>'),
        failed=pages(
            '<a href="/">Veu</a><main id="main" tabindex="-1"></main>',
            f'{SKIP}<main id="main"></main>',
            f'{SKIP}<div id="main" tabindex="-1"></div>',
            "<main></main>",
        ),
    ),
    Rule(
        id="H25.landmarks",
        applies="Each landmark of a whole page.",
        expects="There is one main part, and parts of one kind have different names.",
        check=landmarks_are_clear,
        criteria=("1.3.1", "2.4.1"),
        is_of_pages=True,
        passed=pages(NAMED),
        failed=pages("<p>Text</p>", "<main></main><nav></nav>", NAMED.replace("Languages", "Main")),
    ),
    Rule(
        id="H25.header",
        applies="Each header of a page.",
        expects="The header has few keyboard stops.",
        check=header_is_short,
        criteria=("2.4.3",),
        is_of_pages=True,
        passed=pages(
            f'<header><details><summary>English</summary>{"<a href=/>x</a>" * 9}</details><a href="/">Veu</a></header>'
        ),
        failed=pages(f"<header>{'<a href=/>x</a>' * 9}</header>"),
    ),
)
