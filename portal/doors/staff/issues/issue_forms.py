"""What a clerk may say about an issue: what happened, other words for it, and why it is hidden or shown."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import Lazy, lazy
from portal.city.issues.notes import NOTES
from portal.city.issues.rules import (
    LONGEST_TEXT,
    LONGEST_TITLE,
    OUTCOME_NAMES,
    STEP_NAMES,
    TRANSITIONS,
    UNDONE,
    Note,
    Outcome,
    Standing,
    Status,
    Step,
)
from portal.doors.staff import languages
from portal.doors.staff.cases.decision_form import SHORTER
from portal.doors.staff.issues.issue import DeskIssue
from portal.doors.staff.rules import HideReason
from portal.web import binding, own_words

LONGEST_OWN: Final = 500
NOTHING_NEW: Final = lazy("Only news: the status stays")

_STEPS: Final = {
    Status.OPEN: Step.REOPENED,
    Status.SCHEDULED: Step.SCHEDULED,
    Status.IN_PROGRESS: Step.IN_PROGRESS,
}


class Happened(binding.Form):
    """What happened: one choice of status and outcome together, and what the city says about it."""

    problems: ClassVar = {"standing": lazy("Choose what happened.")}

    standing: str
    ready: str = ""
    own: str = ""
    own_language: str = ""
    duplicate: str = ""
    sure: str = ""

    @property
    def to(self) -> Standing | None:
        """Where the issue is to stand; None where the choice is not understood."""
        status, _, outcome = self.standing.partition(".")
        locale = languages.locale_of(self.own_language)
        texts = {locale.tag: self.own} if self.own and locale else {}
        note = Note(self.ready if self.ready in NOTES else "", texts)
        if status not in set(Status) or (outcome and outcome not in set(Outcome)):
            return None
        return Standing(Status(status), Outcome(outcome) if outcome else None, note)


class Wording(binding.Form):
    """Other words for an issue."""

    problems: ClassVar = {"title": lazy("Write a title for the public page.")}

    title: str
    title_language: str = ""
    text: str = ""
    drop_photo_1: str = ""
    drop_photo_2: str = ""
    drop_photo_3: str = ""

    @property
    def drop_photos(self) -> tuple[int, ...]:
        """The numbers of the photos that go."""
        ticked = (self.drop_photo_1, self.drop_photo_2, self.drop_photo_3)
        return tuple(number for number, each in enumerate(ticked, start=1) if each)

    sure: str = ""


CHOOSE_REASON = lazy("Choose a reason")


class Reason(binding.Form):
    """Why an issue is hidden or shown again."""

    problems: ClassVar = {}

    reason: str = ""


def wrong_step(said: Happened, issue: DeskIssue) -> Iterator[tuple[str, Lazy]]:
    """Yield what has to be mended before this can be said."""
    to = said.to
    if to is None or said.standing not in dict(_standings(issue)):
        yield "standing", Happened.problems["standing"]
        return
    if to.status == issue.status and not issue.is_closed and not to.note:
        yield "ready", lazy("Choose a sentence or write one: without news nothing changes.")
    elif to.outcome in UNDONE and not said.own and not to.note:
        yield "ready", lazy("Choose a sentence or write one: residents read why.")
    if len(said.own) > LONGEST_OWN:
        yield "own", SHORTER.bind(limit=LONGEST_OWN)
    elif said.own and not to.note.texts:
        yield "own_language", lazy("Choose the language of your sentence.")
    else:
        yield from own_words.wrong((("own", said.own),), sure=said.sure)
    if to.outcome is Outcome.DUPLICATE and not said.duplicate:
        yield "duplicate", lazy("Write the reference of the other issue.")
    elif said.duplicate and to.outcome is not Outcome.DUPLICATE:
        yield "duplicate", lazy("Write the reference of the other issue only if this one is the same.")


def wrong_words(said: Wording) -> Iterator[tuple[str, Lazy]]:
    """Yield what has to be mended before these words can stand."""
    for name, text, limit in (("title", said.title, LONGEST_TITLE), ("text", said.text, LONGEST_TEXT)):
        if len(text) > limit:
            yield name, SHORTER.bind(limit=limit)
            return
    yield from own_words.wrong((("title", said.title), ("text", said.text)), sure=said.sure)


def happened_fields(issue: DeskIssue) -> tuple[Field, ...]:
    """The questions of "what happened"."""
    steps = tuple(Choice(value=value, label=said) for value, said in _standings(issue))
    ready = (Choice(value="", label=lazy("None of these")), *_choices(NOTES))
    hint = lazy("It is there in all languages.")
    other = lazy("Only if it is the same as another issue.")
    return (
        Field(id="standing", name="standing", kind=Kind.RADIOS, label=lazy("What happened?"), choices=steps),
        Field(id="ready", name="ready", kind=Kind.SELECT, label=lazy("A ready sentence"), hint=hint, choices=ready),
        _text("own", lazy("Your own sentence"), rows=2),
        _language("own_language", lazy("Language of your sentence"), languages.choices()),
        Field(
            id="duplicate", name="duplicate", label=lazy("Reference of the other issue"), hint=other, optional=True,
            autocomplete="off", direction="ltr",
        ),
    )  # fmt: skip


def word_fields(issue: DeskIssue) -> tuple[Field, ...]:
    """The questions of the public words."""
    title = Field(id="title", name="title", label=lazy("Public title"), autocomplete="off", direction="auto")
    fields = (
        title,
        _language("title_language", lazy("Language of title and text"), languages.choices_or("")),
        _text("text", lazy("Public text"), rows=5),
    )
    return (*fields, *(_drop(photo.number) for photo in issue.photos))


def _drop(number: int) -> Field:
    label = lazy("Take photo %(n)s off", n=number)
    return Field(id=f"drop_photo-{number}", name=f"drop_photo_{number}", kind=Kind.CHECKBOX, label=label)


def reason_field(names: Mapping[Any, Lazy]) -> Field:
    """The question why. To hide, "to be looked into" is chosen beforehand: one press is enough, and says what is so."""
    nothing = () if HideReason.FIRST in names else (Choice(value="", label=CHOOSE_REASON),)
    choices = (*nothing, *_choices(names))
    return Field(id="reason", name="reason", kind=Kind.SELECT, label=lazy("Reason"), choices=choices)


def _standings(issue: DeskIssue) -> Iterator[tuple[str, Lazy]]:
    """Offer each standing that this issue may go to, in the order of its life."""
    status = Status(issue.status)
    if status is not Status.CLOSED:
        yield status.value, NOTHING_NEW
    for to, step in _STEPS.items():
        if to in TRANSITIONS[status] and to is not status:
            yield to.value, STEP_NAMES[step]
    for outcome, said in OUTCOME_NAMES.items():
        if Status.CLOSED in TRANSITIONS[status] and outcome != issue.outcome:
            yield f"{Status.CLOSED.value}.{outcome.value}", said


def _choices(names: Mapping[Any, Lazy]) -> tuple[Choice, ...]:
    return tuple(Choice(value=str(code), label=said) for code, said in names.items())


def _text(name: str, label: Lazy, *, rows: int) -> Field:
    return Field(
        id=name, name=name, kind=Kind.TEXTAREA, label=label, optional=True, autocomplete="off", direction="auto",
        rows=rows,
    )  # fmt: skip


def _language(name: str, label: Lazy, choices: tuple[Choice, ...]) -> Field:
    return Field(id=name, name=name, kind=Kind.SELECT, label=label, choices=choices)
