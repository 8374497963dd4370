"""What looks like personal data in a draft: shown with marks before it is sent, taken out by one press, or kept.

Nobody is held up: what a resident has decided to keep is not asked about again.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from i18n.lazy import Lazy, lazy
from i18n.scripts import language_of
from portal.listen.reports.unsent.drafts import Answers
from portal.web import marks
from portal.web.visit import Visit
from privacy.minimise.candidates import Kind
from privacy.minimise.text import find, without

STEPS: Final = ("problem", "place")
PLACES: Final = ("place", "landmark")
_QUESTIONS: Final = {
    "words": lazy("Describe it in your own words"),
    "place": lazy("Street and number, or a place nearby"),
    "landmark": lazy("How can the crew find it?"),
}
TAKEN: Final = lazy("It was taken out. The rest is as you wrote it.")
_KEPT: Final = "kept_personal"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that looks like personal data, as it was written."""

    text: str
    kind: Lazy


@dataclass(frozen=True, slots=True)
class Marked:
    """An answer with what was found in it marked."""

    question: Lazy
    shown: Markup


def fields(answers: Answers, step: str = "") -> tuple[str, ...]:
    """Name the answers of a step in which people write, or those of all steps."""
    of_problem = ("words", *(photo.words_name for photo in answers.photos))
    return {"problem": of_problem, "place": PLACES}.get(step, (*of_problem, *PLACES))


def findings(answers: Answers, among: Iterable[str]) -> tuple[Finding, ...]:
    """List what was found in these answers, each text once. Where the place is asked, an address is no finding."""
    return tuple({each.text: each for each in _findings(answers, among)}.values())


def in_text(text: str) -> tuple[Finding, ...]:
    """List what was found in one text."""
    return findings(Answers({"words": text}), ("words",))


def marked(visit: Visit, answers: Answers, among: Iterable[str]) -> tuple[Marked, ...]:
    """Show the answers in which something was found."""
    return tuple(
        Marked(_question(answers, name), marks.marked(text, language_of(text, visit.locale), visit.locale))
        for name in among
        if findings(answers, (name,)) and (text := answers.text(name))
    )


def is_asked(answers: Answers, step: str) -> bool:
    """Whether there is something in a step's answers that its writer has not decided about."""
    kept = set(answers.text(_KEPT).split("\v"))
    return any(each.text not in kept for each in findings(answers, fields(answers, step)))


def wanted(visit: Visit) -> bool:
    """Whether a button was pressed that takes something out."""
    return "take" in visit.form or visit.form.get("all") == "take"


def decide(visit: Visit, answers: Answers, among: Iterable[str]) -> None:
    """Do what was pressed: take out one find or all, or keep them."""
    if wanted(visit):
        for name in among:
            answers.keep({name: rest(visit, answers.text(name), place=name in PLACES)})
    else:
        kept = dict.fromkeys((*answers.text(_KEPT).split("\v"), *(each.text for each in findings(answers, among))))
        answers.keep({_KEPT: "\v".join(filter(None, kept))})


def rest(visit: Visit, text: str, *, place: bool = False) -> str:
    """Give a text without what the pressed button takes out of it."""
    one = visit.form.get("take")
    only = [str(one)] if one is not None else [each.text for each in findings(Answers({"place": text}), ("place",))]
    if one is None and not place:
        return without(text)
    for each in only:
        text = without(text, only=each)
    return text


def _question(answers: Answers, name: str) -> Lazy:
    numbers = {photo.words_name: number for number, photo in enumerate(answers.photos, start=1)}
    return _QUESTIONS[name] if name in _QUESTIONS else lazy("What does photo %(n)s show?", n=numbers[name])


def _findings(answers: Answers, among: Iterable[str]) -> Iterator[Finding]:
    for name in among:
        text = answers.text(name)
        for span in find(text):
            if not (name in PLACES and span.kind is Kind.HOME):
                yield Finding(text[span.start : span.end], marks.KIND_NAMES[span.kind])
