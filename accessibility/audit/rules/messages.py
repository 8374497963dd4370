"""H7 and H8: hints and errors belong to their field, and the summary above says the same as the fields do."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.rule import Example, Fault, Rule, page, pages

# What describes a field, in the order it is heard: by the ends of their ids.
PARTS = ("hint", "count", "error")
REFERENCES = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-details", "aria-errormessage", "for")


def references_lead_somewhere(document: Document, _: Context) -> Iterator[Fault]:
    """Find attributes that point to ids which do not exist."""
    for each in document.elements:
        for attribute in REFERENCES:
            for target in each.get(attribute).split():
                if target not in document.by_id:
                    yield each, f"{attribute} points to “{target}”, which is not on the page"


def field_is_described(document: Document, _: Context) -> Iterator[Fault]:
    """Find fields whose hint, count or error is not tied to them, or in another order than it is heard."""
    for each in document.all("input", "select", "textarea", "fieldset"):
        wanted = [f"{each.id}-{part}" for part in PARTS if each.id and f"{each.id}-{part}" in document.by_id]
        found = [target for target in each.get("aria-describedby").split() if target in wanted]
        if found != wanted:
            yield each, f"aria-describedby says “{' '.join(found)}”, not “{' '.join(wanted)}”"
        is_wrong = f"{each.id}-error" in document.by_id
        if each.tag != "fieldset" and is_wrong != (each.get("aria-invalid") == "true"):
            yield each, f"aria-invalid and the error of “{each.id}” do not agree"


def summary(document: Document) -> Element | None:
    """The error summary: a focusable box around role="alert" that is focused when the page opens."""
    for each in document.elements:
        above = each.parent
        if each.get("role") == "alert" and above is not None and above.has("data-autofocus"):
            return above
    return None


def summary_stands(document: Document, context: Context) -> Iterator[Fault]:
    """Find pages whose errors have no summary, summaries without errors, and summaries in the wrong place."""
    box = summary(document)
    errors = _errors(document)
    if box is None:
        if context.has_errors or errors:
            yield None, "the page has errors and no summary"
        return
    if not context.has_errors:
        yield box, "the page has an error summary and no errors"
    if box.get("tabindex") != "-1":
        yield box, 'the summary cannot take the focus (tabindex="-1")'
    if not any(box.find("h2")):
        yield box, "the summary has no heading (h2)"
    heading = next(iter(document.all("h1")), None)
    if heading is not None and document.elements.index(box) > document.elements.index(heading):
        yield box, "the summary stands below the main heading"


def summary_says_the_same(document: Document, _: Context) -> Iterator[Fault]:
    """Find links of the summary that lead nowhere, and words that differ from those beside the fields."""
    box = summary(document)
    if box is None:
        return
    links = tuple(box.find("a"))
    for link in links:
        target = document.by_id.get(link.get("href").removeprefix("#"))
        if not link.get("href").startswith("#") or target is None:
            yield link, f"the summary's link “{link.text}” leads to “{link.get('href')}”, which is not on the page"
        elif target.tag not in {"input", "select", "textarea", "button", "summary", "a"}:
            yield link, f"the summary's link “{link.text}” leads to a {target.tag}, which takes no focus"
    above = [link.seen_text for link in links]
    beside = [each.seen_text for each in _errors(document)]
    said = [text if text in beside else text.rpartition(" (")[0] for text in above]  # the question may stand behind
    own = [text for text in said if text in beside]
    if own != beside:
        yield box, f"the summary says {above}, the fields say {beside}"


def _errors(document: Document) -> tuple[Element, ...]:
    return tuple(each for each in document.elements if each.id.endswith("-error") and not each.is_hidden)


WRONG = Context(has_errors=True)
MESSAGE = "Say where it is"
FIELD = (
    f'<label for="place">Place</label><p id="place-hint">For example</p><p id="place-error"><span class="vh">Error:'
    f'</span> {MESSAGE}</p><input id="place" aria-describedby="place-hint place-error" aria-invalid="true">'
)


def _box(links: str) -> str:
    return (
        '<div class="errors" tabindex="-1" data-autofocus><div role="alert"><h2>There is a problem</h2>'
        f"<ul>{links}</ul></div></div>"
    )


GOOD_BOX = _box(f'<li><a href="#place">{MESSAGE}</a></li>')

RULES = (
    Rule(
        id="H7.references",
        applies="Each attribute that points to an id.",
        expects="Whatever an attribute points to is on the page.",
        check=references_lead_somewhere,
        criteria=("1.3.1", "4.1.2"),
        passed=pages('<p id="h">Hint</p><input aria-describedby="h">'),
        failed=pages('<input aria-describedby="h">', '<label for="place">Place</label>'),
    ),
    Rule(
        id="H7.described",
        applies="Each field and set of answers with a hint, a count or an error.",
        expects="A field is described by its hint, count and error in this order, and an error makes it invalid.",
        check=field_is_described,
        criteria=("1.3.1", "3.3.1", "3.3.2"),
        passed=pages(FIELD, '<fieldset id="t" aria-describedby="t-error"><p id="t-error">Choose</p></fieldset>'),
        failed=pages(
            '<p id="a-hint">Hint</p><input id="a">',
            '<p id="a-hint">H</p><p id="a-error">E</p><input id="a" aria-invalid="true"'
            ' aria-describedby="a-error a-hint">',
            '<p id="a-error">E</p><input id="a" aria-describedby="a-error">',
            '<input id="a" aria-invalid="true">',
        ),
    ),
    Rule(
        id="H8.summary",
        applies="Each page that was refused, and each page with an error or a summary.",
        expects="A page with errors, and no other, has a summary above its main heading.",
        check=summary_stands,
        criteria=("3.3.1", "2.4.3"),
        passed=(Example(page(f"{GOOD_BOX}<h1>Where is it?</h1>{FIELD}"), WRONG), *pages("<h1>Where is it?</h1>")),
        failed=(
            Example(page(f"<h1>Where is it?</h1>{FIELD}"), WRONG),
            Example(page(f"<h1>Where is it?</h1>{GOOD_BOX}{FIELD}"), WRONG),
            Example(page(f"{GOOD_BOX}<h1>Where is it?</h1>")),
            Example(page(GOOD_BOX.replace(' tabindex="-1"', "") + FIELD), WRONG),
            Example(page(GOOD_BOX.replace("h2>", "p>") + FIELD), WRONG),
        ),
    ),
    Rule(
        id="H8.same",
        applies="Each error summary.",
        expects="The summary links to each field in error, in order, in the same words.",
        check=summary_says_the_same,
        criteria=("3.3.1", "3.3.3"),
        passed=(
            Example(page(GOOD_BOX + FIELD), WRONG),
            Example(page(_box(f'<li>Somebody changed it</li><li><a href="#place">{MESSAGE}</a></li>') + FIELD), WRONG),
        ),
        failed=(
            Example(page(_box(f'<li><a href="#nowhere">{MESSAGE}</a></li>') + FIELD), WRONG),
            Example(page(_box('<li><a href="#place">This field is invalid</a></li>') + FIELD), WRONG),
            Example(page(_box(f'<li><a href="#place-hint">{MESSAGE}</a></li>') + FIELD), WRONG),
            Example(page(_box("") + FIELD), WRONG),
        ),
    ),
)
