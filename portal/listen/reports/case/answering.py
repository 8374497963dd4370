"""Where the question "Is it solved?" is answered: on the page of the report, or by the link in the letter, once.

The link works without the code, so its pages say nothing of the report but its reference. Following it changes nothing:
mail scanners follow too.
"""

from datetime import date
from typing import Final

from fastapi import Response

from i18n.lazy import Lazy, lazy
from portal.ground.errors import NotFound
from portal.listen.reports import still_there
from portal.listen.reports.case import case_page, case_ticket
from portal.listen.reports.letters import letter_links
from portal.listen.reports.letters.letter_links import Link
from portal.listen.reports.still_there import Answer
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room()

SAID: Final[dict[Answer, Lazy]] = {
    Answer.SOLVED: lazy("Thank you. Nothing else is needed."),
    Answer.OPEN_AGAIN: lazy("Thank you. It is open again, and a person from the city looks at it."),
    Answer.CLERK_DECIDES: lazy("Thank you. It was opened again twice before, so a person from the city decides now."),
}
ANSWERED: Final = lazy("This question is answered, or its time is over.")


class AnswerOver(NotFound):
    """The question was answered, or nobody waits for an answer any more."""

    code = "answer-over"
    title = lazy("This link no longer works")
    advice = lazy("The question was answered, or 4 weeks have passed. If the problem is still there, report it again.")


@room.writes("/track/answer", name="track:answer", policy=OPEN_FORM)
def answer(visit: VisitDep) -> Response:
    """Take the answer of somebody who has the page of the report open, and show the page again."""
    ticket = str(visit.form.get("ticket", ""))
    report = case_ticket.read(visit.session, visit.site.ring, ticket)
    if report is None:
        return case_page.ask(visit, {"code": case_page.OVER})
    given = still_there.answer(visit.session, report, is_solved=_is_solved(visit), today=_today(visit))
    visit.session.flush()  # the page reads the talk again
    return case_page.show(visit, report, ticket=ticket, notice=SAID[given] if given else ANSWERED)


@room.reads("/track/solved/{ticket}", name="track:solved", policy=PUBLIC)
def ask(visit: VisitDep, ticket: str) -> Response:
    """Ask whether the problem is solved."""
    report = letter_links.read(visit.session, visit.site.ring, ticket, Link.SOLVED)
    if report is None or not still_there.is_asked(report, today=_today(visit)):
        raise AnswerOver
    return render(visit, "track/solved.html", reference=report.reference, ticket=ticket)


@room.writes("/track/solved/{ticket}", name="track:say_solved", policy=OPEN_FORM)
def say(visit: VisitDep, ticket: str) -> Response:
    """Take the answer; the link is dead then."""
    report = letter_links.read(visit.session, visit.site.ring, ticket, Link.SOLVED)
    given = report and still_there.answer(visit.session, report, is_solved=_is_solved(visit), today=_today(visit))
    if not given:
        raise AnswerOver
    return visit.redirect("track:answered", said=given.value)


@room.reads("/track/answered/{said}", name="track:answered", policy=PUBLIC)
def answered(visit: VisitDep, said: str) -> Response:
    """Thank for the answer, and say what happens next. Raises NotFound."""
    if said not in set(Answer):
        raise NotFound
    return render(visit, "track/answered.html", said=SAID[Answer(said)], is_solved=said == Answer.SOLVED)


def _is_solved(visit: Visit) -> bool:
    return visit.form.get("answer") == "solved"


def _today(visit: Visit) -> date:
    return visit.today
