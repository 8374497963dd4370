"""H18: forms carry the session's field exactly where there is a session, and every step has a way back."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.element import Element
from accessibility.audit.rule import Example, Fault, Rule, page


def _carries(form: Element, context: Context) -> bool:
    return any(each.get("name") == context.session_field and each.get("value") for each in form.find("input"))


def session_field_is_right(document: Document, context: Context) -> Iterator[Fault]:
    """Find forms that lack the session's field, that carry it without a session, or that put it into an address.

    Public forms are guarded by fetch metadata and Origin; a field stands only where a session exists.
    """
    for form in document.all("form"):
        changes = form.get("method").lower() == "post"
        carries = _carries(form, context)
        if carries and not changes:
            yield form, "a form that only asks would put the session's field into the address"
        elif carries and not context.has_session:
            yield form, "a form carries the field of a session that does not exist"
        elif changes and context.has_session and not carries:
            yield form, f"a form that changes something does not carry the session's field “{context.session_field}”"


def step_has_way_back(document: Document, context: Context) -> Iterator[Fault]:
    """Find forms of several steps without a way to the step before, after their button: a link, or a named button."""
    if not context.is_step:
        return
    forms = [form for form in document.all("form") if form.closest("main") and form.get("method").lower() == "post"]
    for form in forms or [form for form in document.all("form") if form.closest("main")]:
        inside = [each for each in form.walk() if _sends(each) or (each.tag == "a" and each.has("href"))]
        buttons = [at for at, each in enumerate(inside) if _sends(each) and not each.has("name")]
        back = [at for at, each in enumerate(inside) if each.tag == "a" or each.has("name")]
        if buttons and not any(at > buttons[0] for at in back):
            yield form, "a step has no way back after its button"


def _sends(element: Element) -> bool:
    return element.tag == "button" and element.get("type").lower() in {"", "submit"}


SIGNED_IN = Context(has_session=True)
STEP = Context(is_step=True)
FIELD = '<input type="hidden" name="csrf" value="b7">'


def _form(inside: str, method: str = "post") -> str:
    return page(f'<main><form method="{method}" action="/x">{inside}<button>Continue</button></form></main>')


def _step(end: str) -> str:
    return page(f'<main><form method="post" action="/x"><button>Continue</button>{end}</form></main>')


RULES = (
    Rule(
        id="H18.session",
        applies="Each form.",
        expects="Forms that change something carry the session's field where there is a session, and nowhere else.",
        check=session_field_is_right,
        passed=(Example(_form(FIELD), SIGNED_IN), Example(_form("")), Example(_form("", "get"), SIGNED_IN)),
        failed=(Example(_form(""), SIGNED_IN), Example(_form(FIELD)), Example(_form(FIELD, "get"), SIGNED_IN)),
    ),
    Rule(
        id="H18.back",
        applies="Each form of a step.",
        expects="Each step has a way to the one before, after its button.",
        check=step_has_way_back,
        criteria=("3.3.4",),
        passed=(
            Example(_step('<a href="/1">Back</a>'), STEP),
            Example(_step('<button name="go" value="1">Back</button>'), STEP),
            Example(_step("")),
        ),
        failed=(Example(_step(""), STEP),),
    ),
)
