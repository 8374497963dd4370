"""What the city says in which of our languages: each poll and each measure, with the way to what is missing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fastapi import Response

from i18n.lazy import Lazy, plazy
from i18n.locales import Locale
from portal.city.places.shell import official_of
from portal.city.wording import Wording
from portal.decide.solutions import queries as solutions
from portal.listen.voting import queries as polls
from portal.listen.voting.rules import Phase
from portal.web.language_names import NAMES
from portal.web.rendering import render
from portal.web.several_languages import official_first
from portal.web.visit import Visit


class State(StrEnum):
    """How much of a text is there in one language."""

    COMPLETE = "complete"
    PARTLY = "partly"
    MISSING = "missing"


STATE_NAMES: Final[dict[State, Lazy]] = {
    State.COMPLETE: plazy("texts in a language", "Complete"),
    State.PARTLY: plazy("texts in a language", "In part"),
    State.MISSING: plazy("texts in a language", "Missing"),
}
POLL: Final = plazy("kind of city text", "Poll")
MEASURE: Final = plazy("kind of city text", "Measure")


@dataclass(frozen=True, slots=True)
class Row:
    """One poll or measure, its state in each language, and where its words can be written."""

    title: Wording
    kind: Lazy
    published: bool
    href: str
    states: tuple[tuple[Locale, State], ...]


def show(visit: Visit) -> Response:
    """Show all of them, a column for each language, the city's own first."""
    languages = official_first(official_of(visit))
    rows = (*_polls(visit, languages), *_measures(visit, languages))
    facts = {"rows": rows, "languages": languages, "names": NAMES, "states": STATE_NAMES}
    return render(visit, "staff/city_texts.html", section="texts", facts=facts)


def state_of(texts: Sequence[Mapping[str, str]], tag: str) -> State:
    """Say how many of these texts are there in a language."""
    found = [bool(each.get(tag, "").strip()) for each in texts]
    return State.COMPLETE if all(found) else State.PARTLY if any(found) else State.MISSING


def _polls(visit: Visit, languages: Sequence[Locale]) -> Iterator[Row]:
    for poll in polls.every(visit.session):
        draft = poll.phase is Phase.DRAFT
        texts = (poll.question, poll.summary, *(each.texts for each in poll.options))
        href = visit.url("staff:poll_edit" if draft else "staff:poll", reference=poll.reference)
        yield Row(poll.question_in(visit.locale.tag), POLL, not draft, href, _states(texts, languages))


def _measures(visit: Visit, languages: Sequence[Locale]) -> Iterator[Row]:
    for each in solutions.every(visit.session):
        texts = (each.measure.titles, each.measure.summaries, each.measure.effects)
        href = visit.url("staff:solution_edit", reference=each.reference)
        yield Row(each.title_in(visit.locale.tag), MEASURE, each.published, href, _states(texts, languages))


def _states(texts: Sequence[Mapping[str, str]], languages: Sequence[Locale]) -> tuple[tuple[Locale, State], ...]:
    return tuple((each, state_of(texts, each.tag)) for each in languages)
