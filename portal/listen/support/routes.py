"""Where the button of an issue leads. The answer is always the issue's page, whether or not the voice was new."""

from functools import partial
from typing import Final

from fastapi import Response

from portal.city.identity.queries import SignedIn
from portal.city.issues import addresses
from portal.city.issues import queries as issues
from portal.city.issues.own_support import Remembering, Support
from portal.city.issues.queries import Shown
from portal.ground.errors import NotFound
from portal.listen.support import queries, rules, service
from portal.listen.support.voter import Voter, with_secret
from portal.web.policies import OPEN_FORM
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import Visit, VisitDep
from privacy.dp.weeks import week_of
from privacy.vault.codes import NotACode

room = Room()
pressing = Throttle(per_minute=10, burst=20)

JUST_SAID: Final = {"mine": "1"}
TAKEN_BACK: Final = {"mine": "0"}
"""Behind the address after a press, so that the page can say what was done, even to a browser that keeps no cookie."""


@room.writes("/issues/{reference}/mine", name="support:press", policy=OPEN_FORM)
def press(visit: VisitDep, reference: str) -> Response:
    """Say that an issue is the visitor's too, or take it back."""
    pressing.take(visit.request)
    issue, voter = _issue(visit, reference), _voter_of(visit)
    if visit.form.get("want") != "yes":
        service.take_back(visit.session, issue=issue, voter=voter)
        return _back(visit, issue, TAKEN_BACK)
    return _give(visit, issue, voter)(_back(visit, issue, JUST_SAID))


def count_in(visit: Visit, issue: Shown) -> Remembering:
    """Count somebody in who was about to report the same: the application puts this on `app.state.count_in`."""
    pressing.take(visit.request)
    return _give(visit, issue, _voter_of(visit))


def support_of(visit: Visit, issue: Shown) -> Support:
    """Say what the button offers to this visitor: the application puts this on `app.state.support_of`."""
    voter = _voter_of(visit)
    if queries.is_given(visit.session, issue_id=issue.id, marks=voter.marks_on(issue.id)):
        return Support.GIVEN
    done = visit.request.query_params.get("mine")
    if done == TAKEN_BACK["mine"]:
        return Support.TAKEN_BACK
    return Support.COUNTED if done == JUST_SAID["mine"] and not voter.secrets else Support.OFFERED


def _voter_of(visit: Visit) -> Voter:
    """Recognise the visitor; somebody without account and cookie has no secret yet."""
    visitor = visit.visitor
    cookie = visit.request.cookies.get(rules.COOKIE, "")
    known = (cookie,) if rules.is_ours(cookie) else ()
    if isinstance(visitor, SignedIn):
        return Voter((visitor.unit(rules.PROCESS).hex, *known), visitor.unit)
    return Voter(known)


def _give(visit: Visit, issue: Shown, voter: Voter) -> Remembering:
    voter = with_secret(voter)
    week = week_of(visit.today)
    service.give(visit.session, issue=issue, voter=voter, week=week)
    return partial(_remembered, voter=voter)


def _issue(visit: Visit, reference: str) -> Shown:
    try:
        issue = issues.shown(visit.session, addresses.read(reference))
    except NotACode:
        issue = None
    if issue is None:
        raise NotFound
    return issue


def _back(visit: Visit, issue: Shown, query: dict[str, str]) -> Response:
    address = addresses.written(issue.reference)
    return visit.redirect("issues:show", fragment="support", reference=address, query=query)


def _remembered(answer: Response, voter: Voter) -> Response:
    """Set the cookie of somebody new. It is named beside the button: pressing is the choice."""
    if voter.fresh is not None:
        lifetime = rules.COOKIE_LIFETIME_S
        answer.set_cookie(
            rules.COOKIE, voter.fresh, max_age=lifetime, path="/", secure=True, httponly=True, samesite="lax"
        )
    return answer
