"""What is asked about an accessibility problem, and of the clerk who answers it."""

from datetime import date
from typing import Annotated, ClassVar, Final

from pydantic import AfterValidator

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import Lazy, lazy, nlazy
from portal.listen.barriers.rules import LONGEST_ADDRESS, LONGEST_WORDS, NEEDS_WORDS, REPLY_NAMES, STEPS, Reply, Step
from portal.web import binding
from portal.web.binding import FieldProblem
from portal.web.email_addresses import reachable
from portal.web.language_names import NAMES
from privacy.minimise.characters import visible

WRITE: Final = lazy("Say in a few words what did not work.")
TOO_LONG: Final = nlazy(
    "Your text is too long. Take out %(n)s character.", "Your text is too long. Take out %(n)s characters."
)
FULL_ADDRESS: Final = lazy("Write the e-mail address in full, such as name@example.org, or leave it empty.")
SHORTER: Final = lazy("Shorten the text to %(limit)s characters.")
CHOOSE: Final = lazy("Choose an answer.")


def _words(text: str) -> str:
    if not visible(text):
        raise FieldProblem(WRITE)
    if len(text) > LONGEST_WORDS:
        raise FieldProblem(TOO_LONG.count(len(text) - LONGEST_WORDS))
    return text


def _page(text: str) -> str:
    if len(text) > LONGEST_ADDRESS:
        raise FieldProblem(SHORTER.bind(limit=LONGEST_ADDRESS))
    return text


def _email(text: str) -> str:
    return reachable(text, otherwise=FULL_ADDRESS) if text else ""


def _own(text: str) -> str:
    if len(text) > LONGEST_WORDS // 2:
        raise FieldProblem(SHORTER.bind(limit=LONGEST_WORDS // 2))
    return text


class Told(binding.Form):
    """What somebody tells the city."""

    problems: ClassVar = {"words": WRITE}

    words: Annotated[str, AfterValidator(_words)]
    where: Annotated[str, AfterValidator(_page)] = ""
    email: Annotated[str, AfterValidator(_email)] = ""


class Answering(binding.Form):
    """What a clerk answers."""

    problems: ClassVar = {"reply": CHOOSE}

    reply: Reply
    words: Annotated[str, AfterValidator(_own)] = ""


def wrong(said: Answering, *, had_first: bool) -> dict[str, Lazy]:
    """Find what a clerk has to mend before the answer can leave."""
    if had_first and said.reply in STEPS[Step.FIRST]:
        return {"reply": CHOOSE}
    if said.reply in NEEDS_WORDS and not visible(said.words):
        return {"words": lazy("Say it in your own words: this answer needs them.")}
    return {}


def told_fields() -> tuple[Field, ...]:
    """The questions of the public form."""
    return (
        Field(
            id="words", name="words", kind=Kind.TEXTAREA, label=lazy("What was the problem?"), rows=5,
            hint=lazy("Say what you wanted to do. If you can, say which device or aid you use."),
            autocomplete="off", direction="auto",
        ),
        Field(
            id="where", name="where", label=lazy("Page where it happened"), optional=True,
            hint=lazy("You can change or empty this."), autocomplete="off", direction="ltr",
        ),
        Field(
            id="email", name="email", kind=Kind.EMAIL, label=lazy("Your e-mail address, for the answer"), optional=True,
            hint=lazy("It is sealed. The staff never see it."), autocomplete="email", direction="ltr",
        ),
    )  # fmt: skip


def answer_fields(locale: str, *, had_first: bool, answered_on: date | None = None) -> tuple[Field, ...]:
    """The questions to a clerk; none once the answer is out."""
    if answered_on:
        return ()
    steps = (Step.LAST,) if had_first else (Step.FIRST, Step.LAST)
    offered = tuple(Choice(value=each.value, label=REPLY_NAMES[each]) for step in steps for each in STEPS[step])
    return (
        Field(
            id="reply", name="reply", kind=Kind.RADIOS, label=lazy("Your answer"), choices=offered,
            hint=lazy("The person reads this sentence in %(language)s.", language=NAMES[locale]),
        ),
        Field(
            id="words", name="words", kind=Kind.TEXTAREA, optional=True, autocomplete="off", direction="auto",
            label=lazy("Your own words, in %(language)s", language=NAMES[locale]),
            hint=lazy("They go into the letter. Name no person."),
        ),
    )  # fmt: skip
