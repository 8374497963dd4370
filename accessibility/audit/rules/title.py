"""H2: the title says which page this is, on which site, and whether something is wrong."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.rule import Example, Fault, Rule, page, pages

SEPARATOR = " – "
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))  # a title isolates values by characters, a heading by <bdi>


def title_is_there(document: Document, _: Context) -> Iterator[Fault]:
    """Find pages without a title, or whose first title is empty."""
    if not document.title:
        yield None, "the page has no title"


def title_is_page_and_site(document: Document, context: Context) -> Iterator[Fault]:
    """Find titles that do not start with the main heading or do not end with the site."""
    title = document.title
    start = title.removeprefix(f"{_prefix(context)} ")
    heading = next((each.text for each in document.all("h1") if each.is_heard), None)
    if heading is not None and not start.translate(_ISOLATES).startswith(heading.translate(_ISOLATES)):
        yield None, f"the title “{title}” does not start with the main heading “{heading}”"
    if context.site is not None and not title.endswith(SEPARATOR + context.site):
        yield None, f"the title “{title}” does not end with “{SEPARATOR}{context.site}”"


def title_tells_errors(document: Document, context: Context) -> Iterator[Fault]:
    """Find pages with errors whose title keeps quiet, and quiet pages whose title speaks of one."""
    told = document.title.startswith(_prefix(context))
    if told != context.has_errors:
        wanted = "starts" if context.has_errors else "does not start"
        yield None, f"the title “{document.title}” of this page {wanted} with “{context.error_prefix}”"


def _prefix(context: Context) -> str:
    """Write "Error:" with plain spaces, as a title is read: French has a no-break space before its colon."""
    return " ".join(context.error_prefix.split())


VEU = Context(site="Veu")
WRONG = Context(has_errors=True)

RULES = (
    Rule(
        id="H2.title",
        applies="Each whole page.",
        expects="A page has a title that is not empty.",
        check=title_is_there,
        criteria=("2.4.2",),
        act=("2779a5",),
        is_of_pages=True,
        passed=pages("<h1>Issues</h1>"),
        failed=(Example(page("", head="<title></title>")), Example(page("<svg><title>Bin</title></svg>", head=""))),
    ),
    Rule(
        id="H2.parts",
        applies="The title of each whole page that has a main heading or a site.",
        expects="The title starts with the main heading and ends with the site.",
        check=title_is_page_and_site,
        criteria=("2.4.2",),
        is_of_pages=True,
        passed=(
            Example(page("<h1>Where is it?</h1>", head="<title>Where is it? – Veu</title>"), VEU),
            Example(page("<h1>Where is it?</h1>", head="<title>Error: Where is it? – Veu</title>"), VEU),
            Example(page("<h1>Issues</h1>", head="<title>Issues, page 2 – Veu</title>"), VEU),
            Example(page("<h1>Report <bdi>7</bdi></h1>", head="<title>Report \u20687\u2069 – Veu</title>"), VEU),
        ),
        failed=(
            Example(page("<h1>Where is it?</h1>", head="<title>Report – Veu</title>"), VEU),
            Example(page("<h1>Where is it?</h1>", head="<title>Where is it?</title>"), VEU),
        ),
    ),
    Rule(
        id="H2.error",
        applies="The title of each whole page.",
        expects="The title starts with “Error:” exactly when the page shows errors.",
        check=title_tells_errors,
        criteria=("2.4.2", "3.3.1"),
        is_of_pages=True,
        passed=(
            Example(page("", head="<title>Error: Where is it? – Veu</title>"), WRONG),
            Example(page("", head="<title>Where is it? – Veu</title>")),
            Example(page("", head="<title>خطأ: أين هي؟ – Veu</title>"), Context(has_errors=True, error_prefix="خطأ:")),
        ),
        failed=(
            Example(page("", head="<title>Where is it? – Veu</title>"), WRONG),
            Example(page("", head="<title>Error: Where is it? – Veu</title>")),
        ),
    ),
)
