"""A closed problem that somebody else sees: a new report that begins with its type and its place."""

from fastapi import Response

from portal.city.issues import addresses
from portal.city.issues import queries as issues
from portal.city.issues.queries import Shown
from portal.ground.errors import NotFound
from portal.listen.reports.unsent.drafts import Answers, drafts_of
from portal.web.policies import OPEN_FORM
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import Visit, VisitDep
from privacy.vault.codes import NotACode

room = Room()
beginning = Throttle(per_minute=12, burst=30)


@room.writes("/report/again/{reference}", name="reports:again", policy=OPEN_FORM)
def again(visit: VisitDep, reference: str) -> Response:
    """Begin a draft with what everyone can read of an issue. Raises NotFound."""
    beginning.take(visit.request)
    issue = _issue(visit, reference)
    box = drafts_of(visit)
    token, answers = box.new_address(), Answers()
    box.begin(token)
    said = {"category": issue.service_code, "place": issue.place_words, "district": issue.district_code}
    answers.keep({name: text for name, text in said.items() if text})
    box.save(token, answers)
    return visit.redirect("reports:problem", draft=token)


def _issue(visit: Visit, reference: str) -> Shown:
    try:
        issue = issues.shown(visit.session, addresses.read(reference))
    except NotACode:
        raise NotFound from None
    if issue is None:
        raise NotFound
    return issue
