"""Where a resident reports a problem: three questions, a check, and the receipt. No script and no cookie is needed."""

from fastapi import Response

from portal.listen.reports import pages, steps
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import VisitDep

room = Room()
filing = Throttle(per_minute=12, burst=30)


@room.reads("/report", name="reports:new", policy=PUBLIC)
def new(visit: VisitDep) -> Response:
    """Ask what the problem is; nothing is stored before something is sent."""
    return pages.problem(visit, token=None, answers=steps.nothing_said())


@room.writes("/report", name="reports:start", policy=OPEN_FORM)
def start(visit: VisitDep) -> Response:
    """Begin a draft with what was sent, even where it has to be mended."""
    filing.take(visit.request)
    return steps.problem(visit, token=None)


@room.reads("/report/{draft}/problem", name="reports:problem", policy=PUBLIC)
def problem(visit: VisitDep, draft: str) -> Response:
    """Show step 1 again, with what was said."""
    return pages.problem(visit, token=draft, answers=steps.said(visit, draft))


@room.writes("/report/{draft}/problem", name="reports:save_problem", policy=OPEN_FORM)
def save_problem(visit: VisitDep, draft: str) -> Response:
    """Keep step 1 and go on."""
    return steps.problem(visit, token=draft)


@room.reads("/report/{draft}/photo", name="reports:photo", policy=PUBLIC)
def photo(visit: VisitDep, draft: str) -> Response:
    """Show the draft's photo to the person who has the draft's address."""
    return pages.photo(steps.drafts(visit).photo(draft))


@room.reads("/report/{draft}/place", name="reports:place", policy=PUBLIC)
def place(visit: VisitDep, draft: str) -> Response:
    """Ask where it is."""
    return pages.place(visit, token=draft, answers=steps.said(visit, draft))


@room.writes("/report/{draft}/place", name="reports:save_place", policy=OPEN_FORM)
def save_place(visit: VisitDep, draft: str) -> Response:
    """Keep step 2 and go on."""
    return steps.place(visit, token=draft)


@room.reads("/report/{draft}/streets", name="reports:streets", policy=PUBLIC)
def streets(visit: VisitDep, draft: str, letter: str = "", q: str = "") -> Response:
    """Offer the city's list of streets, by letter or by a few words."""
    steps.said(visit, draft)
    return pages.streets(visit, token=draft, letter=letter, words=q)


@room.reads("/report/{draft}/check", name="reports:check", policy=PUBLIC)
def check(visit: VisitDep, draft: str) -> Response:
    """Show what everyone will see beside what only the crew will see."""
    return steps.check(visit, token=draft)


@room.writes("/report/{draft}/check", name="reports:send", policy=OPEN_FORM)
def send(visit: VisitDep, draft: str) -> Response:
    """File the report."""
    filing.take(visit.request)
    return steps.send(visit, token=draft)


@room.reads("/report/{draft}/sent", name="reports:sent", policy=PUBLIC)
def sent(visit: VisitDep, draft: str) -> Response:
    """Show the receipt: the reference, and the tracking code for the only time."""
    return pages.sent(visit, token=draft, answers=steps.said(visit, draft, after_sending=True))


@room.writes("/report/{draft}/discard", name="reports:discard", policy=OPEN_FORM)
def discard(visit: VisitDep, draft: str) -> Response:
    """Throw the draft, or the receipt on a shared device, away."""
    steps.drafts(visit).discard(draft)
    return visit.redirect("reports:discarded")


@room.reads("/report-discarded", name="reports:discarded", policy=PUBLIC)
def discarded(visit: VisitDep) -> Response:
    """Say that nothing was kept."""
    return pages.discarded(visit)
