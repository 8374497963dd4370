"""The history of an issue as its page tells it: what happened, and what is to come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from i18n.lazy import Lazy, lazy
from portal.city.issues import notes
from portal.city.issues.queries import Happening, Shown
from portal.city.issues.rules import OUTCOME_NAMES, STEP_NAMES, Outcome, Status, Step
from portal.city.wording import Wording, wording


@dataclass(frozen=True, slots=True)
class Moment:
    """One step: its heading, its day, a reviewed sentence, and a clerk's own words."""

    what: Lazy
    on: date
    said: Lazy | None = None
    words: Wording | None = None
    is_next: bool = False
    is_late: bool = False


def moments(issue: Shown, happened: Iterable[Happening], locale: str, *, today: date) -> Iterator[Moment]:
    """Tell the history in order, and whether what is to come is late.

    An imported issue has no entries: its days say enough.
    """
    yield Moment(
        lazy("Reported"),
        issue.reported_on,
        lazy("If somebody else reports the same problem, the report joins this one."),
    )
    told = tuple(happened)
    yield from (moment_of(each, locale) for each in told)
    is_closed = issue.status == Status.CLOSED
    if is_closed and issue.closed_on and not any(each.kind == Step.CLOSED for each in told):
        yield Moment(_heading(Step.CLOSED, issue.outcome), issue.closed_on)
    if not is_closed and issue.due_on:
        yield Moment(lazy("Repair or answer"), issue.due_on, is_next=True, is_late=issue.due_on < today)


def moment_of(each: Happening, locale: str) -> Moment:
    """Tell one entry of the timeline."""
    said = notes.sentence(each.note_code) if each.note_code else None
    words = wording(each.notes, locale) if each.notes else None
    return Moment(_heading(Step(each.kind), each.outcome), each.on_date, said, words)


def _heading(step: Step, outcome: str | None) -> Lazy:
    return OUTCOME_NAMES[Outcome(outcome)] if outcome else STEP_NAMES[step]
