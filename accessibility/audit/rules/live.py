"""H19: one empty live region waits; nothing else speaks when the page opens, apart from the error summary."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.rule import Fault, Rule, pages
from accessibility.audit.rules.messages import summary
from accessibility.audit.vocabulary import words

REGION_ID = "live"
LIVE_ROLES = words("alert status log marquee timer alertdialog")
WANTED = {"role": "status", "aria-live": "polite", "aria-atomic": "true"}


def one_region_waits(document: Document, _: Context) -> Iterator[Fault]:
    """Find pages without the live region, and regions that are not empty, polite and atomic."""
    regions = [each for each in document.elements if each.id == REGION_ID]
    if len(regions) != 1:
        yield None, f"the page has {len(regions)} live regions (#{REGION_ID}), not one"
    for region in regions:
        for attribute, value in WANTED.items():
            if region.get(attribute) != value:
                yield region, f"the live region has {attribute}=“{region.get(attribute)}”, not “{value}”"
        if region.text or region.elements:
            yield region, "the live region is not empty when the page opens"
        if region.closest("main") is not None:
            yield region, "the live region stands inside main, where a swap may take it away"


def nothing_else_speaks(document: Document, _: Context) -> Iterator[Fault]:
    """Find other live regions with text in them: some screen readers shout them, others never say them."""
    box = summary(document)
    for each in document.elements:
        is_live = each.get("role") in LIVE_ROLES or each.has("aria-live") or each.tag == "output"
        is_summary = box is not None and each.parent is box
        if is_live and each.id != REGION_ID and not is_summary and each.text:
            yield each, f"“{each.text[:40]}” speaks when the page opens"


REGION = '<div id="live" role="status" aria-live="polite" aria-atomic="true"></div>'

RULES = (
    Rule(
        id="H19.region",
        applies="Each whole page.",
        expects="A page has one empty, polite live region outside main.",
        check=one_region_waits,
        criteria=("4.1.3",),
        is_of_pages=True,
        passed=pages(f"<main></main>{REGION}"),
        failed=pages(
            "<main></main>",
            REGION + REGION,
            f"<main>{REGION}</main>",
            REGION.replace("polite", "assertive"),
            REGION.replace("></div>", ">Saved</div>"),
        ),
    ),
    Rule(
        id="H19.quiet",
        applies="Each live region that is not the page's one.",
        expects="Nothing but the error summary speaks when the page opens.",
        check=nothing_else_speaks,
        criteria=("4.1.3",),
        passed=pages(
            '<div tabindex="-1" data-autofocus><div role="alert"><h2>There is a problem</h2></div></div>',
            '<p role="status"></p>',
        ),
        failed=pages('<div role="alert">Saved</div>', '<p aria-live="polite">3 reports</p>', "<output>3</output>"),
    ),
)
