"""Where staff sign in and out: a new link by mail for whoever was invited before, and a way back to their work.

Nobody learns here who works for the city: the answer is the same for every address.
"""

from fastapi import Response

from accessibility.forms import Form, answered
from portal.city.identity import forms, letters
from portal.city.identity.routes import end, enter, has_room, leave, links, start
from portal.city.identity.rules import STAFF_SITE
from portal.web.binding import bind
from portal.web.onward import to_the_desk
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room()
root = Room()
room.reads("/sign-in/{secret}", name="staff:enter", policy=PUBLIC)(enter)
room.reads("/sign-out", name="staff:sign_out", policy=PUBLIC)(leave)


@root.reads("/", name="staff:root", policy=PUBLIC)
@room.reads("/", name="staff:home", policy=PUBLIC)
def come_in(visit: VisitDep) -> Response:
    """Lead to the work, or to the sign-in page."""
    return visit.redirect(_work(visit) if visit.visitor else "staff:sign_in")


@room.reads("/sign-in", name="staff:sign_in", policy=PUBLIC)
def sign_in(visit: VisitDep) -> Response:
    """Say how somebody gets a new link, and ask for the address."""
    back = to_the_desk(visit.request.query_params.get("next", ""))
    return render(visit, "identity/staff_sign_in.html", form=_form(visit), onward=back)


@room.writes("/sign-in", name="staff:send_link", policy=OPEN_FORM)
def send_link(visit: VisitDep) -> Response:
    """Have a link sent where the address is one of the staff's; the answer is the same for every address."""
    links.take(visit.request)
    bound, back = bind(forms.Address, visit.form), to_the_desk(str(visit.form.get("next", "")))
    if bound.value is None:
        values = {"email": (str(bound.raw.get("email", "")),)}
        form = answered(_form(visit), values=values, errors=bound.problems)
        return render(visit, "identity/staff_sign_in.html", status=422, errors=True, form=form, onward=back)
    email, locale = bound.value.email, visit.locale.tag
    if has_room(visit, email):
        letters.ask_staff_link(visit.session, visit.site.ring, email=email, locale=locale, onward=back)
    return visit.redirect("staff:link_sent")


@room.reads("/sign-in-link-sent", name="staff:link_sent", policy=PUBLIC)
def link_sent(visit: VisitDep) -> Response:
    """Say what happens next, if anything does."""
    return render(visit, "identity/staff_link_sent.html")


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


def _form(visit: Visit) -> Form:
    return Form(id="sign-in", action=visit.url("staff:send_link"), parts=(forms.address_field(),))
