"""Where a resident reports a problem: three questions, a check, and the receipt. No script and no cookie is needed."""

from fastapi import Response

from portal.listen.reports.flow import covering, pages, photo_step, steps, which
from portal.listen.reports.place import place_map, street_list
from portal.listen.reports.unsent.drafts import drafts_of
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import VisitDep

room = Room()
filing = Throttle(per_minute=12, burst=30)


@room.reads("/report", name="reports:new", policy=PUBLIC)
def new(visit: VisitDep) -> Response:
    """Lead to an address of one's own, so that Back and another language find the draft; nothing is stored yet."""
    return visit.redirect("reports:problem", draft=drafts_of(visit).new_address())


@room.writes("/report", name="reports:start", policy=OPEN_FORM, files=True)
def start(visit: VisitDep) -> Response:
    """Begin a draft with what was sent by somebody who has no address for it yet."""
    filing.take(visit.request)
    return steps.problem(visit, token=drafts_of(visit).new_address())


@room.reads("/report/{draft}/problem", name="reports:problem", policy=PUBLIC)
def problem(visit: VisitDep, draft: str) -> Response:
    """Ask what the problem is, or show what was said."""
    return steps.first(visit, token=draft)


@room.writes("/report/{draft}/problem", name="reports:save_problem", policy=OPEN_FORM, files=True)
def save_problem(visit: VisitDep, draft: str) -> Response:
    """Keep step 1 and go on."""
    filing.take(visit.request)
    return steps.problem(visit, token=draft)


@room.reads("/report/{draft}/photo/{photo}", name="reports:photo", policy=PUBLIC)
def photo(visit: VisitDep, draft: str, photo: str) -> Response:
    """Show a photo of the draft to the person who has the draft's address."""
    return pages.photo(photo_step.kept(visit, token=draft, name=photo))


@room.reads("/report/{draft}/photo/{photo}/cover", name="reports:cover", policy=PUBLIC)
def cover(visit: VisitDep, draft: str, photo: str) -> Response:
    """Show a photo of the draft under a grid of parts."""
    return covering.show(visit, token=draft, name=photo)


@room.writes("/report/{draft}/photo/{photo}/cover", name="reports:save_cover", policy=OPEN_FORM)
def save_cover(visit: VisitDep, draft: str, photo: str) -> Response:
    """Cover parts of a photo for good."""
    filing.take(visit.request)
    return covering.cover(visit, token=draft, name=photo)


@room.reads("/report/{draft}/place", name="reports:place", policy=PUBLIC)
def place(visit: VisitDep, draft: str) -> Response:
    """Ask where it is."""
    return pages.place(visit, token=draft, answers=drafts_of(visit).open(draft))


@room.writes("/report/{draft}/place", name="reports:save_place", policy=OPEN_FORM)
def save_place(visit: VisitDep, draft: str) -> Response:
    """Keep step 2 and go on."""
    return steps.place(visit, token=draft)


@room.reads("/report/{draft}/streets", name="reports:streets", policy=PUBLIC)
def streets(visit: VisitDep, draft: str, letter: str = "", q: str = "") -> Response:
    """Offer the city's list of streets, by letter or by a few words."""
    return street_list.show(visit, token=draft, letter=letter, words=q)


@room.writes("/report/{draft}/streets", name="reports:choose_street", policy=OPEN_FORM)
def choose_street(visit: VisitDep, draft: str) -> Response:
    """Answer step 2 with a street of the list."""
    return street_list.choose(visit, token=draft)


@room.reads("/report/{draft}/map", name="reports:map", policy=PUBLIC)
def show_map(visit: VisitDep, draft: str) -> Response:
    """Offer a map to choose the place on."""
    return place_map.show(visit, token=draft)


@room.writes("/report/{draft}/map", name="reports:press_map", policy=OPEN_FORM)
def press_map(visit: VisitDep, draft: str) -> Response:
    """Move the map, put the pin, or answer step 2 with it."""
    return place_map.press(visit, token=draft)


@room.reads("/report/{draft}/which", name="reports:which", policy=PUBLIC)
def which_place(visit: VisitDep, draft: str) -> Response:
    """Ask which place is meant, where the words name several or none."""
    return which.show(visit, token=draft)


@room.writes("/report/{draft}/which", name="reports:choose_which", policy=OPEN_FORM)
def choose_which(visit: VisitDep, draft: str) -> Response:
    """Answer step 2 with one of them, with own words, or with a district."""
    return which.choose(visit, token=draft)


@room.reads("/report/{draft}/check", name="reports:check", policy=PUBLIC)
def check(visit: VisitDep, draft: str) -> Response:
    """Show what everyone will see beside what only the crew will see."""
    return steps.check(visit, token=draft)


@room.writes("/report/{draft}/check", name="reports:send", policy=OPEN_FORM)
def send(visit: VisitDep, draft: str) -> Response:
    """File the report."""
    filing.take(visit.request)
    return steps.send(visit, token=draft)
