"""The one form in which a clerk decides about a report: its questions, and what is wrong with an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import Lazy, lazy
from portal.city.issues.names import Names
from portal.city.issues.rules import LONGEST_TEXT, LONGEST_TITLE
from portal.doors.staff import languages
from portal.doors.staff.cases.case import Case
from portal.doors.staff.rules import DO_NAMES, QUESTIONS, Do
from portal.listen.reports.answers.written_in import NOT_OURS
from portal.listen.reports.rules import REASON_NAMES, Reason
from portal.web import binding, own_words
from portal.web.language_names import NAMES
from privacy.minimise.photo_grid import COARSE, FINE, Cover


class Decision(binding.Form):
    """What a clerk decided. What does not belong to the decision is left aside, not refused."""

    problems: ClassVar = {"do": lazy("Choose what should happen.")}

    do: Do
    version: str = ""
    title: str = ""
    language: str = ""
    text: str = ""
    photo_1: str = ""
    photo_2: str = ""
    photo_3: str = ""
    photo_alt_1: str = ""
    photo_alt_2: str = ""
    photo_alt_3: str = ""
    cover_1: tuple[str, ...] = ()
    cover_2: tuple[str, ...] = ()
    cover_3: tuple[str, ...] = ()
    fine_1: str = ""
    fine_2: str = ""
    fine_3: str = ""
    sure: str = ""
    ready: str = ""
    question: str = ""
    issue: str = ""
    reference: str = ""
    reason: str = ""
    category: str = ""
    district: str = ""
    written_in: str = ""

    def of_photo(self, number: int) -> "PhotoShown":
        """What was decided about one photo."""
        field = f"photo_{number}"
        alt, cover, fine = (getattr(self, f"{name}_{number}") for name in ("photo_alt", "cover", "fine"))
        return PhotoShown(field, getattr(self, field) == "yes", alt, Cover(FINE if fine else COARSE, cover))


@dataclass(frozen=True, slots=True)
class PhotoShown:
    """Whether everyone sees a photo, what it shows in words, and which parts are covered."""

    field: str
    is_shown: bool
    alt: str
    cover: Cover


FOR_EVERYONE: Final = ("title", "text", "photo_alt_1", "photo_alt_2", "photo_alt_3")
ONLY_STAFF: Final = lazy("The reporter asked that only staff see this. Choose something else.")
SHORTER: Final = lazy("Shorten the text to %(limit)s characters.")


def wrong(said: Decision, case: Case, names: Names) -> Iterator[tuple[str, Lazy]]:
    """Yield the field and the sentence for each thing to mend before this decision can be taken."""
    if said.category not in names.services:
        yield "category", lazy("Choose a type from the list.")
    if said.district not in names.districts:
        yield "district", lazy("Choose a district from the list.")
    if said.written_in not in ("", NOT_OURS) and not languages.locale_of(said.written_in):
        yield "written_in", lazy("Choose a language from the list.")
    yield from _CHECKS[said.do](said, case)


def _publishing(said: Decision, case: Case) -> Iterator[tuple[str, Lazy]]:
    if not case.may_publish:
        yield "do", ONLY_STAFF
        return  # the page of such a report has no fields for a public text
    if not said.title:
        yield "title", lazy("Write a title for the public page.")
    for name, text, limit in (
        ("title", said.title, LONGEST_TITLE),
        ("text", said.text, LONGEST_TEXT),
        *((name, getattr(said, name), LONGEST_TITLE) for name in FOR_EVERYONE[2:]),
    ):
        if len(text) > limit:
            yield name, SHORTER.bind(limit=limit)
            return
    yield from own_words.wrong(((name, getattr(said, name)) for name in FOR_EVERYONE), sure=said.sure)


def _asking(said: Decision, _case: Case) -> Iterator[tuple[str, Lazy]]:
    if said.ready not in QUESTIONS and not said.question:
        yield "ready", lazy("Choose a question, or write one.")
    if len(said.question) > LONGEST_TEXT // 2:
        yield "question", SHORTER.bind(limit=LONGEST_TEXT // 2)


def _merging(said: Decision, _case: Case) -> Iterator[tuple[str, Lazy]]:
    if bool(said.issue) == bool(said.reference):
        yield "reference", lazy("Choose one issue from the list, or write its reference.")


def _declining(said: Decision, _case: Case) -> Iterator[tuple[str, Lazy]]:
    if said.reason not in set(Reason):
        yield "reason", lazy("Choose a reason: the reporter is told.")


def _accepting(_said: Decision, case: Case) -> Iterator[tuple[str, Lazy]]:
    if case.may_publish:
        yield "do", lazy("The reporter agreed to a public page. Choose something else.")


_CHECKS: Final = {
    Do.PUBLISH: _publishing,
    Do.ASK: _asking,
    Do.MERGE: _merging,
    Do.ACCEPT: _accepting,
    Do.DECLINE: _declining,
}


def fields(case: Case, names: Names, locale: str, near: Sequence[Choice], photos: Sequence[int]) -> tuple[Field, ...]:
    """The questions, in the order in which they stand on the page; `photos` are the numbers of those that came."""
    about = (field for number in photos for field in _of_photo(number))
    return (
        _what(case),
        *_public(),
        *about,
        *_question(case),
        *_issue(near),
        _reason(),
        *_corrections(case, names, locale),
    )


def _what(case: Case) -> Field:
    left_out = Do.ACCEPT if case.may_publish else Do.PUBLISH
    offered = tuple(do for do in Do if do is not left_out)
    choices = tuple(Choice(value=do.value, label=DO_NAMES[do]) for do in offered)
    return Field(id="do", name="do", kind=Kind.RADIOS, label=lazy("What should happen?"), choices=choices)


def _public() -> Iterator[Field]:
    yield _words("title", lazy("Public title"))
    yield _select("language", lazy("Language of title and text"), languages.choices_or(""))
    hint = lazy("What looks like personal data is covered. Read it, and cover names and addresses.")
    yield Field(
        id="text", name="text", kind=Kind.TEXTAREA, label=lazy("Public text"), hint=hint, optional=True,
        autocomplete="off", direction="auto", rows=5,
    )  # fmt: skip


def _of_photo(number: int) -> Iterator[Field]:
    name = f"photo_{number}"
    yield Field(id=name, name=name, kind=Kind.CHECKBOX, label=lazy("Show photo %(n)s to everyone", n=number))
    hint = lazy("One sentence for people who cannot see it.")
    label = lazy("What does photo %(n)s show?", n=number)
    yield _words(f"photo_alt_{number}", label, hint=hint, optional=True)


def _question(case: Case) -> Iterator[Field]:
    offered = tuple(Choice(value=code, label=said) for code, said in QUESTIONS.items())
    hint = lazy("The reporter reads it in %(language)s.", language=NAMES[case.locale])
    nothing = Choice(value="", label=lazy("None of these"))
    yield _select("ready", lazy("A ready question"), (nothing, *offered), hint=hint)
    own = lazy("Your own question, in %(language)s", language=NAMES[case.locale])
    yield Field(
        id="question", name="question", kind=Kind.TEXTAREA, label=own, optional=True, autocomplete="off",
        direction="auto", rows=3,
    )  # fmt: skip


def _issue(near: Sequence[Choice]) -> Iterator[Field]:
    if near:
        yield Field(id="issue", name="issue", kind=Kind.RADIOS, label=lazy("Join it with"), choices=tuple(near))
    label = lazy("Or another issue, by its reference") if near else lazy("Reference of the issue")
    yield Field(id="reference", name="reference", label=label, optional=bool(near), autocomplete="off", direction="ltr")


def _reason() -> Field:
    offered = tuple(Choice(value=reason.value, label=said) for reason, said in REASON_NAMES.items())
    nothing = Choice(value="", label=lazy("Choose a reason"))
    hint = lazy("The reporter reads this sentence in their own language.")
    return _select("reason", lazy("Reason"), (nothing, *offered), hint=hint)


def _corrections(case: Case, names: Names, locale: str) -> Iterator[Field]:
    types = tuple(Choice(value=code, label=each.name_in(locale)) for code, each in names.services.items())
    places = tuple(Choice(value=code, label=names.district(code)) for code in names.districts)
    yield _select("category", lazy("Type"), types)
    yield _select("district", lazy("District"), places)
    if case.description:
        yield _select("written_in", lazy("The report is written in"), languages.choices_or(NOT_OURS))


def _words(name: str, label: Lazy, *, hint: Lazy | None = None, optional: bool = False) -> Field:
    return Field(id=name, name=name, label=label, hint=hint, optional=optional, autocomplete="off", direction="auto")


def _select(name: str, label: Lazy, choices: tuple[Choice, ...], *, hint: Lazy | None = None) -> Field:
    return Field(id=name, name=name, kind=Kind.SELECT, label=label, choices=choices, hint=hint)
