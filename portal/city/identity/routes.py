"""Where people sign in and out: one address to type, one link to follow, one button to press.

Following a link changes nothing, because mail scanners follow links too; the button on its page does.
"""

from fastapi import Response
from starlette.responses import RedirectResponse

from portal.city.identity import asking, letters, service
from portal.city.identity.rules import LIFETIMES, PUBLIC_SITE, STAFF_COOKIE, STAFF_SITE
from portal.web.cookies import forget_cookie, set_cookie
from portal.web.onward import onward, to_the_desk
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room()
DOOR = asking.Door("identity/sign_in.html", "identity:send_link", "identity:link_sent", onward, letters.send_link)


@room.reads("/sign-in", name="identity:sign_in", policy=PUBLIC)
def sign_in(visit: VisitDep) -> Response:
    """Ask for the address; say to somebody who is signed in that they are."""
    return asking.show(visit, DOOR)


@room.writes("/sign-in", name="identity:send_link", policy=OPEN_FORM)
def send_link(visit: VisitDep) -> Response:
    """Send the link; the answer is the same for every address."""
    return asking.send(visit, DOOR)


@room.reads("/sign-in-link-sent", name="identity:link_sent", policy=PUBLIC)
def link_sent(visit: VisitDep) -> Response:
    """Say what happens next."""
    return asking.sent(visit, DOOR, "identity/link_sent.html")


@room.reads("/sign-in/{secret}", name="identity:enter", policy=PUBLIC)
def enter(visit: VisitDep, secret: str) -> Response:
    """Show the button that signs in, while the link works."""
    for_staff = visit.site.session_cookie == STAFF_COOKIE
    service.open_link(visit.session, visit.site.ring, secret=secret, site=STAFF_SITE if for_staff else PUBLIC_SITE)
    name = "staff:open" if for_staff else "identity:open"
    return render(visit, "identity/enter.html", action=visit.url(name, secret=secret))


@room.writes("/sign-in/{secret}", name="identity:open", policy=PUBLIC)
def open_session(visit: VisitDep, secret: str) -> Response:
    """Sign in a resident."""
    return start(visit, secret, site=PUBLIC_SITE, to="identity:sign_in")


@room.reads("/sign-out", name="identity:sign_out", policy=PUBLIC)
def leave(visit: VisitDep) -> Response:
    """Show the button that signs out, as a link must never do it by itself; or say that nobody is signed in."""
    name = "staff:close" if visit.site.session_cookie == STAFF_COOKIE else "identity:close"
    return render(visit, "identity/leave.html", action=visit.url(name))


@room.writes("/sign-out", name="identity:close", policy=OPEN_FORM)
def sign_out(visit: VisitDep) -> Response:
    """Sign out a resident."""
    return end(visit)


def start(visit: Visit, secret: str, *, site: str, to: str) -> Response:
    """Use a link up, and lead on with the session's cookie to where the person came from, or to page `to`."""
    opened, for_staff = service.sign_in(visit.session, visit.site.ring, secret=secret, site=site), site == STAFF_SITE
    back = to_the_desk(opened.onward) if for_staff else onward(opened.onward)
    answer = RedirectResponse(back or visit.url(to), status_code=303)
    lifetime = LIFETIMES[site].absolute
    set_cookie(answer, visit.site.session_cookie, opened.cookie, lifetime=lifetime, strict=for_staff)
    return answer


def end(visit: Visit) -> Response:
    """End the session, have the browser forget, and say that it is done.

    What a resident's phone keeps stays: a report that is not sent yet, and a code that nobody has written down.
    """
    if visit.visitor is not None:
        service.sign_out(visit.session, session_id=visit.visitor.session_id)
    is_staff = visit.site.session_cookie == STAFF_COOKIE
    answer = visit.redirect("staff:sign_out" if is_staff else "identity:sign_out")
    forget_cookie(answer, visit.site.session_cookie)
    answer.headers["clear-site-data"] = '"cache", "cookies"' + (', "storage"' if is_staff else "")
    return answer
