"""Ask for a link by mail: the same form at both doors, and the same answer for every address."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Response

from accessibility.forms import Form, answered
from portal.city.identity import forms
from portal.web.binding import bind
from portal.web.letterbox import has_room
from portal.web.rendering import render
from portal.web.throttling import Throttle
from portal.web.visit import Visit

links = Throttle(per_minute=3, burst=6)
letterbox = Throttle(per_minute=0.1, burst=4)


@dataclass(frozen=True, slots=True)
class Door:
    """Residents' or the desk's: its page, where its form goes, what follows, and which addresses lead back to it."""

    template: str
    send: str
    sent: str
    onward: Callable[[str], str]
    letter: Callable[..., None]  # as letters.send_link


def show(visit: Visit, door: Door) -> Response:
    """Ask for the address."""
    back = door.onward(visit.request.query_params.get("next", ""))
    return render(visit, door.template, form=_form(visit, door), onward=back)


def send(visit: Visit, door: Door) -> Response:
    """Have the link sent; the answer is the same whether or not the address is known."""
    links.take(visit.request)
    bound, back = bind(forms.Address, visit.form), door.onward(str(visit.form.get("next", "")))
    if bound.value is None:
        values = {"email": (str(bound.raw.get("email", "")),)}
        form = answered(_form(visit, door), values=values, errors=bound.problems)
        return render(visit, door.template, status=422, errors=True, form=form, onward=back)
    email = bound.value.email
    if has_room(visit, email, letterbox):
        door.letter(visit.session, visit.site.ring, email=email, locale=visit.locale.tag, onward=back)
    return visit.redirect(door.sent, query={"next": back})


def sent(visit: Visit, door: Door, template: str) -> Response:
    """Say what happens next; another link leads to the same page as the first."""
    return render(visit, template, onward=door.onward(visit.request.query_params.get("next", "")))


def _form(visit: Visit, door: Door) -> Form:
    return Form(id="sign-in", action=visit.url(door.send), parts=(forms.address_field(),))
