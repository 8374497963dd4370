"""What the city says in which of our languages: each text, how far it is, and the way to where it is written."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Response

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import Lazy, lazy, plazy
from i18n.locales import Locale
from portal.city.places.shell import official_of
from portal.city.texts.rules import STATE_NAMES, State
from portal.city.texts.rules import Kind as TextKind
from portal.city.wording import Wording
from portal.decide.solutions import queries as solutions
from portal.doors.staff.texts.texts_units import KIND_NAMES, every
from portal.listen.voting import queries as polls
from portal.listen.voting.rules import Phase
from portal.web.language_names import NAMES
from portal.web.rendering import render
from portal.web.several_languages import official_first
from portal.web.visit import Visit

POLL: Final = plazy("kind of city text", "Poll")
MEASURE: Final = plazy("kind of city text", "Measure")


@dataclass(frozen=True, slots=True)
class Cell:
    """How far a text is in one language, and where it can be written, unless that is where all its languages are."""

    locale: Locale
    state: State
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One text, in each language."""

    title: Wording
    kind: Lazy
    is_public: bool
    href: str
    cells: tuple[Cell, ...]

    def lacks(self, state: str, tag: str) -> bool:
        """Say whether it has this state (without one: anything but reviewed) in this language, or in any."""
        asked = [each.state for each in self.cells if not tag or each.locale.tag == tag]
        return any(each == state if state else each is not State.REVIEWED for each in asked)


def show(visit: Visit) -> Response:
    """Show all of them, or those that lack something, a column for each language, the city's own first."""
    languages = official_first(official_of(visit))
    rows = (*_units(visit, languages), *_polls(visit, languages), *_measures(visit, languages))
    query = visit.request.query_params
    state, tag = query.get("state", ""), query.get("language", "")
    shown = tuple(row for row in rows if row.lacks("" if state == "any" else state, tag)) if state else rows
    facts: dict[str, Any] = {
        "rows": shown,
        "are_any": bool(rows),
        "languages": languages,
        "totals": _totals(rows, languages),
        "names": NAMES,
        "states": STATE_NAMES,
        "fields": _fields(state, tag, languages),
    }
    return render(visit, "staff/city_texts.html", section="texts", facts=facts)


def _totals(rows: Sequence[Row], languages: Sequence[Locale]) -> tuple[tuple[Locale, tuple[int, ...]], ...]:
    counted = Counter((cell.locale.tag, cell.state) for row in rows for cell in row.cells)
    return tuple((each, tuple(counted[each.tag, state] for state in State)) for each in languages)


def _fields(state: str, tag: str, languages: Sequence[Locale]) -> tuple[Field, ...]:
    states = (
        Choice(value="", label=lazy("All texts")),
        Choice(value="any", label=lazy("What is not reviewed")),
        *(Choice(value=each.value, label=STATE_NAMES[each]) for each in State if each is not State.REVIEWED),
    )
    tags = (
        Choice(value="", label=lazy("Any language")),
        *(Choice(value=each.tag, label=NAMES[each.tag]) for each in languages),
    )
    return (
        Field(id="state", name="state", kind=Kind.SELECT, label=lazy("Status"), choices=states, values=(state,)),
        Field(
            id="language",
            name="language",
            kind=Kind.SELECT,
            label=plazy("column", "Language"),
            choices=tags,
            values=(tag,),
        ),
    )


def state_of(texts: Sequence[Mapping[str, str]], tag: str) -> State:
    """Say how far the texts of a poll or a measure are: they are read as a whole, and published as a whole."""
    return State.REVIEWED if all(each.get(tag, "").strip() for each in texts) else State.MISSING


def _units(visit: Visit, languages: Sequence[Locale]) -> Iterator[Row]:
    for each in every(visit):
        unit, code = each.unit, each.unit.key.code
        at: dict[str, Any] = {"kind": unit.key.kind.value, "code": code}
        cells = tuple(
            Cell(one, unit.state(one.tag), visit.url("staff:text", **at, language_tag=one.tag)) for one in languages
        )
        href = visit.url("staff:page", page=code) if unit.key.kind is TextKind.PAGE else cells[0].href
        yield Row(each.title, KIND_NAMES[unit.key.kind], each.is_public, href, cells)


def _polls(visit: Visit, languages: Sequence[Locale]) -> Iterator[Row]:
    for poll in polls.every(visit.session):
        draft = poll.phase is Phase.DRAFT
        texts = (poll.question, poll.summary, *(each.texts for each in poll.options))
        href = visit.url("staff:poll_edit" if draft else "staff:poll", reference=poll.reference)
        yield _row(poll.question_in(visit.locale.tag), POLL, texts, languages, href, is_public=not draft)


def _measures(visit: Visit, languages: Sequence[Locale]) -> Iterator[Row]:
    for each in solutions.every(visit.session):
        texts = (each.measure.titles, each.measure.summaries, each.measure.effects)
        href = visit.url("staff:solution_edit", reference=each.reference)
        yield _row(each.title_in(visit.locale.tag), MEASURE, texts, languages, href, is_public=each.published)


def _row(
    title: Wording,
    kind: Lazy,
    texts: Sequence[Mapping[str, str]],
    languages: Sequence[Locale],
    href: str,
    *,
    is_public: bool,
) -> Row:
    """A poll or a measure: what it says in a language can count as reviewed only once it is public."""
    cells = []
    for each in languages:
        state = state_of(texts, each.tag)
        cells.append(Cell(each, State.DRAFT if state is State.REVIEWED and not is_public else state))
    return Row(title, kind, is_public, href, tuple(cells))
