"""Where staff sign in and out: a new link by mail for whoever was invited before, and a way back to their work.

Nobody learns here who works for the city: the answer is the same for every address.
"""

from fastapi import Response

from portal.city.identity import asking, letters
from portal.city.identity.routes import end, enter, leave, start
from portal.city.identity.rules import STAFF_SITE
from portal.web.onward import to_the_desk
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room()
root = Room()
DOOR = asking.Door(
    "identity/staff_sign_in.html", "staff:send_link", "staff:link_sent", to_the_desk, letters.ask_staff_link
)
room.reads("/sign-in/{secret}", name="staff:enter", policy=PUBLIC)(enter)
room.reads("/sign-out", name="staff:sign_out", policy=PUBLIC)(leave)


@root.reads("/{locale:locale}", name="staff:door", policy=PUBLIC)
def desk_without_slash(visit: VisitDep) -> Response:
    """Lead to the desk whoever leaves the slash out."""
    return visit.redirect("staff:home")


@root.reads("/", name="staff:root", policy=PUBLIC)
@room.reads("/", name="staff:home", policy=PUBLIC)
def come_in(visit: VisitDep) -> Response:
    """Lead to the work, or to the sign-in page."""
    return visit.redirect(_work(visit) if visit.visitor else "staff:sign_in")


@room.reads("/sign-in", name="staff:sign_in", policy=PUBLIC)
def sign_in(visit: VisitDep) -> Response:
    """Say how somebody gets a new link, and ask for the address."""
    return asking.show(visit, DOOR)


@room.writes("/sign-in", name="staff:send_link", policy=OPEN_FORM)
def send_link(visit: VisitDep) -> Response:
    """Have a link sent where the address is one of the staff's; the answer is the same for every address."""
    return asking.send(visit, DOOR)


@room.reads("/sign-in-link-sent", name="staff:link_sent", policy=PUBLIC)
def link_sent(visit: VisitDep) -> Response:
    """Say what happens next, if anything does."""
    return asking.sent(visit, DOOR, "identity/staff_link_sent.html")


@room.writes("/sign-in/{secret}", name="staff:open", policy=PUBLIC)
def open_session(visit: VisitDep, secret: str) -> Response:
    """Sign in somebody of the staff, and lead back to where they were."""
    return start(visit, secret, site=STAFF_SITE, to=_work(visit))


@room.writes("/sign-out", name="staff:close", policy=OPEN_FORM)
def sign_out(visit: VisitDep) -> Response:
    """Sign out somebody of the staff."""
    return end(visit)


def _work(visit: Visit) -> str:
    return "staff:queue" if visit.has("staff:queue") else "staff:polls"
