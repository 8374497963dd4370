"""The desk's queue of accessibility problems, and the form in which they are answered."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import Response

from accessibility.forms import Form, answered
from i18n.lazy import Lazy
from i18n.locales import locale
from portal.city.identity import acting
from portal.city.identity.desk_policies import STAFF_ONLY
from portal.ground.audit_log.acts import Act
from portal.ground.errors import NotFound
from portal.listen.barriers import forms, queries, service
from portal.listen.barriers.models import Barrier
from portal.listen.barriers.queries import Clock
from portal.listen.barriers.rules import REPLY_NAMES, STEP_NAMES, Reply, Step, step_of
from portal.web.binding import bind
from portal.web.kept_words import KeepsWords
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep
from privacy.minimise.text import mask

room = Room(route_class=KeepsWords)
SECTION = "barriers"
MOST = 200
ACTS = {Step.FIRST: Act.BARRIER_FIRST, Step.LAST: Act.BARRIER_LAST}
LONGEST_LINE = 160


@dataclass(frozen=True, slots=True)
class Line:
    """One problem in the queue; what looks like personal data is covered there."""

    reference: str
    words: str
    language: str
    page: str
    clock: Clock
    is_late: bool


@room.reads("/accessibility", name="staff:barriers", policy=STAFF_ONLY)
def index(visit: VisitDep) -> Response:
    """List what waits, the oldest first, and what was answered last."""
    waiting = tuple(_lines(visit, queries.waiting(visit.session, limit=MOST)))
    facts: dict[str, Any] = {
        "waiting": waiting,
        "answered": tuple(_lines(visit, queries.answered_lately(visit.session))),
    }
    return render(visit, "staff/barriers.html", section=SECTION, late=sum(each.is_late for each in waiting), **facts)


@room.reads("/accessibility/{reference}", name="staff:barrier", policy=STAFF_ONLY)
def show(visit: VisitDep, reference: str) -> Response:
    """Show one problem, and the form in which to answer."""
    return _show(visit, _barrier(visit, reference))


@room.writes("/accessibility/{reference}", name="staff:barrier_answer", policy=STAFF_ONLY)
def answer(visit: VisitDep, reference: str) -> Response:
    """Answer for the first time, or for good."""
    barrier, bound = _barrier(visit, reference, lock=True), bind(forms.Answering, visit.form)
    problems = dict(bound.problems)
    if said := bound.value:
        problems = forms.wrong(said, had_first=barrier.first_on is not None)
    if said is None or problems:
        return _show(visit, barrier, problems=problems, typed=bound.raw)
    read, today = acting.version(visit), visit.today
    service.answer(visit.session, barrier, reply=said.reply, words=said.words, version=read, today=today)
    acting.note(visit, ACTS[step_of(said.reply)], f"barrier:{barrier.reference}", reply=said.reply)
    return visit.redirect("staff:barrier", reference=reference)


def _show(visit: Visit, barrier: Barrier, *, problems: dict[str, Lazy] | None = None, typed: Any = None) -> Response:
    asked = forms.answer_fields(barrier.locale, had_first=barrier.first_on is not None, answered_on=barrier.answered_on)
    action = visit.url("staff:barrier_answer", reference=barrier.reference)
    form = Form(id="answer", action=action, parts=asked, back=visit.url("staff:barriers"))
    values = {name: (str(text),) for name, text in (typed or {}).items()}
    said = queries.answers(visit.session, barrier.id).values()
    return render(
        visit,
        "staff/barrier.html",
        section=SECTION,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        errors=bool(problems),
        barrier=barrier,
        clock=queries.clock_of(visit.session, barrier),
        reader=locale(barrier.locale),
        answers=[(STEP_NAMES[Step(each.step)], REPLY_NAMES[Reply(each.reply)], each) for each in said],
        is_late=queries.clock_of(visit.session, barrier).is_late(visit.today),
        form=answered(form, values=values, errors=problems),
    )


def _lines(visit: Visit, found: Iterable[Barrier]) -> Iterator[Line]:
    for each in found:
        covered, clock_now = mask(each.words), queries.clock_of(visit.session, each)
        words = covered if len(covered) <= LONGEST_LINE else covered[:LONGEST_LINE].rstrip() + "…"
        yield Line(each.reference, words, each.language, each.page, clock_now, clock_now.is_late(visit.today))


def _barrier(visit: Visit, reference: str, *, lock: bool = False) -> Barrier:
    found = queries.by_reference(visit.session, reference, lock=lock)
    if found is None:
        raise NotFound
    return found
