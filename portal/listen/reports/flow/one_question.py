"""Step 1 for those who want one question at a time: the type, then the words, then the photos, in the same draft."""

from typing import Final

from fastapi import Response
from starlette.datastructures import FormData

from i18n.lazy import Lazy
from i18n.locales import shipped
from portal.ground.errors import NotFound
from portal.listen.reports.answers import forms, ways
from portal.listen.reports.flow import onward, pages, photo_step, steps
from portal.listen.reports.rules import DraftGone
from portal.listen.reports.unsent import photos
from portal.listen.reports.unsent.drafts import Answers, drafts_of
from portal.web.binding import bind
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import Visit, VisitDep

room = Room()
answering = Throttle(per_minute=30, burst=60)

ORDER: Final = ("type", "words", "photos")
ASKED: Final = {"type": "category", "words": "words"}


@room.reads("/report/{draft}/problem/{question}", name="reports:one", policy=PUBLIC)
def show(visit: VisitDep, draft: str, question: str) -> Response:
    """Ask one question of step 1."""
    _check(question)
    box = drafts_of(visit)
    answers = box.open(draft) if box.begun(draft) else Answers()
    return pages.problem(visit, token=draft, answers=answers, only=question)


@room.writes("/report/{draft}/problem/{question}", name="reports:save_one", policy=OPEN_FORM, files=True)
def save(visit: VisitDep, draft: str, question: str) -> Response:
    """Keep the answer to one question, and ask the next."""
    answering.take(visit.request)
    _check(question)
    return _save(visit, draft, question)


def _save(visit: Visit, token: str, question: str) -> Response:
    box = drafts_of(visit)
    received = photos.receive(visit.form)  # before the transaction opens
    try:
        box.begin(token)
        answers = box.open(token)
    except DraftGone:
        return pages.gone(visit, *ASKED.values())
    said = {name: str(visit.form[name]) for name in ASKED.values() if name in visit.form}
    steps.keep_problem(answers, said)
    problems = photo_step.keep(visit, box, token, answers, received) if question == "photos" else {}
    box.save(token, answers)
    refused = "photo" in problems
    if photo_step.removed(visit) and not refused:
        return visit.redirect("reports:one", draft=token, question=question, fragment="photo")
    if ways.wanted(visit) and not refused:
        return _lead(visit, token, question)
    problems |= _wrong(visit, answers, question)
    if problems:
        visit.stands_at("reports:one", draft=token, question=question)
        return pages.problem(visit, token=token, answers=answers, problems=problems, only=question)
    if question != ORDER[-1]:
        return visit.redirect("reports:one", draft=token, question=ORDER[ORDER.index(question) + 1])
    return onward.after(visit, token=token, answers=answers, step="problem")


def _wrong(visit: Visit, answers: Answers, question: str) -> dict[str, Lazy]:
    """Say what is wrong with the answer to one question; what another one lacks is said there."""
    if question not in ASKED:
        return {}
    name = ASKED[question]
    bound = bind(forms.Problem, FormData({each: answers.text(each) for each in ASKED.values()}))
    problems = dict(bound.problems) | steps.unknown_or_empty(visit, bound.value)
    return {name: problems[name]} if name in problems else {}


def _lead(visit: Visit, token: str, question: str) -> Response:
    """Go where a button leads: another language or another photo stay with the question, and Back is the one before."""
    to = ways.wanted(visit)
    if to == "add" or shipped(to):
        return visit.redirect("reports:one", language=shipped(to), draft=token, question=question)
    if to == "before" and question != ORDER[0]:
        return visit.redirect("reports:one", draft=token, question=ORDER[ORDER.index(question) - 1])
    return ways.lead(visit, token=token, step="problem")


def _check(question: str) -> None:
    """Raises NotFound for what is no question of step 1."""
    if question not in ORDER:
        raise NotFound
