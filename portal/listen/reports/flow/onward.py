"""Where a step leads: to the next one, or first to a question between the two that this draft has not answered yet."""

from fastapi import Response

from portal.listen.reports.answers import personal
from portal.listen.reports.flow import nearby
from portal.listen.reports.unsent.drafts import Answers
from portal.web.visit import Visit


def after(visit: Visit, *, token: str, answers: Answers, step: str) -> Response:
    """Go on from a step whose answers fit."""
    if personal.is_asked(answers, step):
        return visit.redirect("reports:personal", draft=token, step=step)
    return past_personal(visit, token=token, answers=answers, step=step)


def past_personal(visit: Visit, *, token: str, answers: Answers, step: str) -> Response:
    """Go on from a step about whose words everything is decided."""
    if step == "problem":
        return visit.redirect("reports:place", draft=token)
    return visit.redirect("reports:nearby" if nearby.is_asked(visit, answers) else "reports:check", draft=token)
