"""The sentences that the desk answers with, side by side in two languages: they come with the portal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Response

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import Lazy, lazy, plazy
from i18n.locales import ENGLISH, Locale, shipped
from i18n.translator import translator
from portal.city.issues.notes import NOTES
from portal.city.issues.rules import OUTCOME_NAMES
from portal.city.places.shell import official_of
from portal.city.texts.rules import STATE_NAMES, State
from portal.doors.staff.rules import QUESTIONS
from portal.listen.barriers.rules import REPLY_NAMES
from portal.listen.reports.rules import REASON_NAMES
from portal.web.language_names import NAMES
from portal.web.rendering import render
from portal.web.several_languages import official_first
from portal.web.visit import Visit

SETS: Final[tuple[tuple[Lazy, Mapping[Any, Lazy]], ...]] = (
    (lazy("What happened with an issue"), NOTES),
    (lazy("How an issue ended"), OUTCOME_NAMES),
    (lazy("What the desk asks a reporter"), QUESTIONS),
    (lazy("Why a report is declined"), REASON_NAMES),
    (lazy("What is answered about accessibility"), REPLY_NAMES),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence: as the clerk reads it, as somebody else does, and whether it is there."""

    said: Lazy
    elsewhere: str
    state: State


def show(visit: Visit) -> Response:
    """Show all of them beside one other language; without a choice, the first one of the city's own."""
    languages = official_first(official_of(visit))
    others = [each for each in languages if each.tag != visit.locale.tag]
    other = shipped(visit.request.query_params.get("language", "")) or others[0]
    choices = tuple(Choice(value=each.tag, label=NAMES[each.tag]) for each in languages)
    asked = Field(
        id="language", name="language", kind=Kind.SELECT, label=plazy("column", "Language"), choices=choices,
        values=(other.tag,),
    )  # fmt: skip
    facts: dict[str, Any] = {
        "sets": tuple((said, tuple(_lines(sentences, other))) for said, sentences in SETS),
        "other": other,
        "fields": (asked,),
        "states": STATE_NAMES,
    }
    return render(visit, "staff/sentences.html", section="texts", **facts)


def _lines(sentences: Mapping[Any, Lazy], other: Locale) -> Iterator[Line]:
    there, english = translator(other), translator(ENGLISH)
    for said in sentences.values():
        words = there.gettext.text(said)
        missing = other.tag != ENGLISH.tag and words == english.gettext.text(said)
        yield Line(said, words, State.MISSING if missing else State.REVIEWED)
