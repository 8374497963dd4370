"""The public form for an accessibility problem: no account, one page, and a confirmation with reference and dates."""

from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

from fastapi import Response

from accessibility.forms import Form, answered
from i18n.lazy import Lazy
from i18n.scripts import language_of
from portal.ground.errors import NotFound
from portal.listen.barriers import addresses, forms, queries, service
from portal.listen.barriers.rules import Told
from portal.web.binding import bind
from portal.web.letterbox import has_room
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import Visit, VisitDep

room = Room()
telling = Throttle(per_minute=1, burst=5)


@room.reads("/accessibility/problem", name="barriers:new", policy=PUBLIC)
def new(visit: VisitDep) -> Response:
    """Ask what the problem was; the page where somebody comes from is filled in, and can be taken out."""
    page = addresses.page_from(visit.request.headers.get("referer", ""), own=visit.here)
    return _ask(visit, {"where": (page,) if page else ()}, once=str(uuid4()))


@room.writes("/accessibility/problem", name="barriers:tell", policy=OPEN_FORM)
def tell(visit: VisitDep) -> Response:
    """Keep what was told; in another language that was pressed, the form comes back as it is."""
    bound = bind(forms.Told, visit.form)
    typed: dict[str, tuple[str, ...]] = {name: (str(text),) for name, text in bound.raw.items()}
    once = _once(visit)
    if "go" in visit.form:
        return _ask(visit, typed, once=once)
    if bound.value is None:
        return _ask(visit, typed, once=once, problems=dict(bound.problems))
    telling.take(visit.request)
    said, email = _told(visit, bound.value, once), bound.value.email
    greets = bool(email) and has_room(visit, email)
    told = service.tell(visit.session, visit.site.ring, told=said, email=email, greets=greets)
    return visit.redirect("barriers:told", reference=told.reference)


@room.reads("/accessibility/problem/{reference}", name="barriers:told", policy=PUBLIC)
def told(visit: VisitDep, reference: str) -> Response:
    """Say what happens now, and later what has happened; never what was told or answered."""
    barrier = queries.by_reference(visit.session, reference)
    if barrier is None:
        raise NotFound
    facts: dict[str, Any] = {
        "reference": barrier.reference,
        "clock": queries.clock_of(visit.session, barrier),
        "has_contact": barrier.has_contact,
    }
    return render(visit, "barriers/told.html", **facts)


def _ask(
    visit: Visit, typed: dict[str, tuple[str, ...]], *, once: str, problems: dict[str, Lazy] | None = None
) -> Response:
    found = Form(id="barrier", action=visit.url("barriers:tell"), parts=forms.told_fields(), back=visit.url("home"))
    return render(
        visit,
        "barriers/new.html",
        status=HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK,
        errors=bool(problems),
        form=answered(found, values=typed, errors=problems),
        once=once,
        keeps="barrier",
        carried_to=visit.url("barriers:new"),
    )


def _told(visit: Visit, said: forms.Told, once: str) -> Told:
    return Told(
        once=once,
        words=said.words,
        page=addresses.plain(said.where),
        language=language_of(said.words, visit.locale),
        locale=visit.locale.tag,
        told_on=visit.today,
    )


def _once(visit: Visit) -> str:
    """The number that was drawn with the form; a new one where none came."""
    try:
        return str(UUID(str(visit.form.get("once", ""))))
    except ValueError:
        return str(uuid4())
