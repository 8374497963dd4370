"""The questions between the steps of a report: each is asked only where there is something to ask."""

from typing import Any

from fastapi import Response

from portal.ground.errors import NotFound
from portal.listen.reports.answers import forms, nearby_answer, personal
from portal.listen.reports.answers.sending import ready
from portal.listen.reports.flow import nearby, onward, pages
from portal.listen.reports.unsent.drafts import drafts_of
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import VisitDep

room = Room()


@room.reads("/report/{draft}/personal/{step}", name="reports:personal", policy=PUBLIC)
def show_personal(visit: VisitDep, draft: str, step: str) -> Response:
    """Show what looks like personal data in a step's answers; where nothing does, go on."""
    _check(step)
    answers = drafts_of(visit).open(draft)
    fields = personal.fields(answers, step)
    found = personal.findings(answers, fields)
    if not found:
        return onward.past_personal(visit, token=draft, answers=answers, step=step)
    shown = personal.marked(visit, answers, fields)
    notice = personal.TAKEN if "taken" in visit.request.query_params else None
    facts: dict[str, Any] = {"token": draft, "step": step, "shown": shown, "found": found, "notice": notice}
    return render(visit, "reports/personal.html", section="report", inline=True, **facts)


@room.writes("/report/{draft}/personal/{step}", name="reports:decide_personal", policy=OPEN_FORM)
def decide_personal(visit: VisitDep, draft: str, step: str) -> Response:
    """Take out what was pressed, or keep it all, and go on once everything is decided."""
    _check(step)
    box = drafts_of(visit)
    answers = box.open(draft)
    personal.decide(visit, answers, personal.fields(answers, step))
    box.save(draft, answers)
    if personal.is_asked(answers, step):
        return visit.redirect("reports:personal", draft=draft, step=step, query={"taken": "1"})
    if ready(visit, answers) == "reports:problem":  # what is left says too little
        visit.stands_at("reports:problem", draft=draft)
        return pages.problem(visit, token=draft, answers=answers, problems={"words": forms.TOO_SHORT})
    return onward.past_personal(visit, token=draft, answers=answers, step=step)


@room.reads("/report/{draft}/nearby", name="reports:nearby", policy=PUBLIC)
def show_nearby(visit: VisitDep, draft: str) -> Response:
    """Ask whether it is one of the open issues near the place."""
    return nearby.show(visit, token=draft, answers=drafts_of(visit).open(draft))


@room.writes("/report/{draft}/nearby", name="reports:answer_nearby", policy=OPEN_FORM)
def answer_nearby(visit: VisitDep, draft: str) -> Response:
    """Count somebody in, or go on with a report of its own."""
    return nearby.answer(visit, token=draft)


@room.reads("/report/{draft}/joined", name="reports:joined", policy=PUBLIC)
def joined(visit: VisitDep, draft: str) -> Response:
    """Say that somebody was counted in."""
    return nearby.joined(visit, token=draft)


@room.writes("/report/{draft}/joined", name="reports:end_joined", policy=OPEN_FORM)
def end_joined(visit: VisitDep, draft: str) -> Response:
    """Throw away what was written beside an issue that somebody has joined."""
    box = drafts_of(visit)
    answers = box.open(draft)
    if nearby_answer.joined(answers):
        nearby.end(box, draft, answers)
    return visit.redirect("reports:joined", draft=draft)


def _check(step: str) -> None:
    """Raises NotFound for what is no step in which people write."""
    if step not in personal.STEPS:
        raise NotFound
