"""What a clerk may do with a decided report: say how it ended, write to the reporter, take the decision back."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Final

from accessibility.fields import Choice, Field, Kind
from accessibility.forms import Form
from i18n.lazy import Lazy, lazy, plazy
from portal.city.issues.rules import OUTCOME_NAMES, UNDONE
from portal.doors.staff.cases.case import Case
from portal.doors.staff.cases.decision_form import SHORTER
from portal.listen.reports.rules import LONGEST_TEXT, OUTCOMES, REOPENINGS, Status
from portal.web import binding
from portal.web.language_names import NAMES


class Deed(StrEnum):
    """What a clerk does with a report beside deciding."""

    FINISH = "finish"
    REPLY = "reply"
    REOPEN = "reopen"
    READ = "read"


class AfterDecision(binding.Form):
    """What a clerk sent; each deed reads its own fields."""

    problems: ClassVar = {}

    deed: str = ""
    version: str = ""
    outcome: str = ""
    told: str = ""
    word: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the forms, with its heading, its button, and what follows from pressing it."""

    deed: Deed
    title: Lazy
    button: Lazy
    form: Form
    hint: Lazy | None = None


TAKEN_OFF: Final = lazy(
    "The reporter’s words and photo leave the public page. If no other report stands behind the page, it is hidden."
)


def offered(case: Case) -> tuple[Deed, ...]:
    """List what can be done with a report as it stands."""
    deeds = {
        Deed.FINISH: case.status == Status.ACCEPTED,
        Deed.REPLY: case.is_decided,
        Deed.REOPEN: case.is_decided,
        Deed.READ: case.has_news,
    }
    return tuple(deed for deed, fits in deeds.items() if fits)


def wrong(said: AfterDecision) -> Iterator[tuple[str, Lazy]]:
    """Yield the field and the sentence for each thing to mend."""
    if said.deed == Deed.FINISH and said.outcome not in set(OUTCOMES):
        yield "outcome", lazy("Choose how it ended: the reporter is told.")
    elif said.deed == Deed.FINISH and said.outcome in UNDONE and not said.told:
        yield "told", lazy("Write why: the reporter reads it.")
    if said.deed == Deed.REPLY and not said.word:
        yield "word", lazy("Write what the reporter should read.")
    if said.deed == Deed.REOPEN and said.why not in set(REOPENINGS):
        yield "why", lazy("Choose a reason: the reporter is told.")
    for name, text in (("told", said.told), ("word", said.word)):
        if len(text) > LONGEST_TEXT // 2:
            yield name, SHORTER.bind(limit=LONGEST_TEXT // 2)


def panels(case: Case, action: str) -> Iterator[Panel]:
    """Give the forms of a report's page in order; reading a message has a button of its own beside it."""
    made = {Deed.FINISH: _finish, Deed.REPLY: _reply, Deed.REOPEN: _reopen}
    return (made[deed](case, action) for deed in offered(case) if deed in made)


def _finish(case: Case, action: str) -> Panel:
    choices = tuple(Choice(value=each.value, label=OUTCOME_NAMES[each]) for each in OUTCOMES)
    ended = Field(id="outcome", name="outcome", kind=Kind.RADIOS, label=lazy("How did it end?"), choices=choices)
    told = _text("told", lazy("What the reporter should know, in %(language)s", language=_spoken(case)), optional=True)
    form = Form(id="finish", action=action, parts=(ended, told))
    return Panel(Deed.FINISH, lazy("Close this report"), lazy("Close it and tell the reporter"), form)


def _reply(case: Case, action: str) -> Panel:
    word = _text("word", lazy("Your message, in %(language)s", language=_spoken(case)))
    form = Form(id="reply", action=action, parts=(word,))
    hint = lazy("The reporter reads it with the tracking code. Nobody else does.")
    return Panel(Deed.REPLY, lazy("Write to the reporter"), plazy("a message", "Send it"), form, hint)


def _reopen(case: Case, action: str) -> Panel:
    nothing = Choice(value="", label=lazy("Choose a reason"))
    reasons = tuple(Choice(value=why.value, label=said) for why, said in REOPENINGS.items())
    why = Field(
        id="why", name="why", kind=Kind.SELECT, label=lazy("Reason"), choices=(nothing, *reasons),
        hint=lazy("The reporter reads this sentence in their own language."),
    )  # fmt: skip
    form = Form(id="reopen", action=action, parts=(why,))
    hint = TAKEN_OFF if case.status == Status.PUBLISHED else None
    return Panel(Deed.REOPEN, lazy("Take the decision back"), lazy("Decide about it again"), form, hint)


def _spoken(case: Case) -> Lazy:
    return NAMES[case.locale]


def _text(name: str, label: Lazy, *, optional: bool = False) -> Field:
    return Field(
        id=name, name=name, kind=Kind.TEXTAREA, label=label, optional=optional, autocomplete="off", direction="auto",
        rows=3,
    )  # fmt: skip
