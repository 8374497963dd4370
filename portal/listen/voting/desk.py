"""Where staff make polls, look them over, and publish them. Nobody sees a count before the close, here neither."""

from fastapi import Response

from accessibility.forms import Form, answered
from i18n.lazy import Lazy
from portal.city.identity.rules import STAFF
from portal.city.places import queries as places
from portal.ground import clock
from portal.ground.audit_log.service import record
from portal.ground.errors import NotFound
from portal.listen.voting import drafting, forms, queries, rules, service
from portal.listen.voting.queries import PollView
from portal.web.keeping import KeepsWords
from portal.web.policies import role
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep
from privacy.dp.weeks import local_day

room = Room(route_class=KeepsWords)
STAFF_ONLY = role(*STAFF)


@room.reads("/polls", name="staff:polls", policy=STAFF_ONLY)
def index(visit: VisitDep) -> Response:
    """List all polls."""
    found = queries.every(visit.session)
    return render(visit, "staff/polls.html", section="polls", polls=found, names=rules.PHASE_NAMES)


@room.reads("/polls/new", name="staff:poll_new", policy=STAFF_ONLY)
def new(visit: VisitDep) -> Response:
    """Ask for a poll's question, options and days."""
    return _ask(visit)


@room.writes("/polls/new", name="staff:poll_draft", policy=STAFF_ONLY)
def draft(visit: VisitDep) -> Response:
    """Keep a poll as a draft that only the desk sees."""
    zone, now = visit.site.settings.zone, clock.now()
    drafted, problems = drafting.read(visit.form, official=_official(visit), zone=zone, now=now)
    if drafted is None:
        return _ask(visit, problems)
    poll = service.draft(visit.session, poll=drafted, zone=zone)
    _note(visit, "poll.draft", poll.reference)
    return visit.redirect("staff:poll", reference=poll.reference)


@room.reads("/polls/{reference}", name="staff:poll", policy=STAFF_ONLY)
def show(visit: VisitDep, reference: str) -> Response:
    """Show a poll as residents will see it, and what can be done with it."""
    poll = _poll(visit, reference)
    name, today = rules.PHASE_NAMES[poll.phase], local_day(clock.now(), visit.site.settings.zone)
    return render(visit, "staff/poll.html", section="polls", poll=poll, phase_name=name, today=today)


@room.writes("/polls/{reference}/publish", name="staff:poll_publish", policy=STAFF_ONLY)
def publish(visit: VisitDep, reference: str) -> Response:
    """Show the poll to everyone; its settings are frozen when it opens."""
    service.publish(visit.session, _poll(visit, reference).id)
    _note(visit, "poll.publish", reference)
    return visit.redirect("staff:poll", reference=reference)


@room.writes("/polls/{reference}/withdraw", name="staff:poll_withdraw", policy=STAFF_ONLY)
def withdraw(visit: VisitDep, reference: str) -> Response:
    """Take a poll back that has not opened yet."""
    service.withdraw(visit.session, _poll(visit, reference).id)
    _note(visit, "poll.withdraw", reference)
    return visit.redirect("staff:poll", reference=reference)


def _note(visit: Visit, act: str, reference: str) -> None:
    record(
        visit.session, actor=f"staff:{visit.person.reference}".replace(" ", "-"), act=act, object=f"poll:{reference}"
    )


def _poll(visit: Visit, reference: str) -> PollView:
    poll = queries.by_reference(visit.session, reference, drafts=True)
    if poll is None:
        raise NotFound
    return poll


def _official(visit: Visit) -> tuple[str, ...]:
    city = places.jurisdiction(visit.session)
    return city.official_languages if city else (visit.site.default_locale.tag,)


def _ask(visit: Visit, problems: dict[str, Lazy] | None = None) -> Response:
    fields = forms.draft_fields(_official(visit))
    form = Form(id="poll", action=visit.url("staff:poll_draft"), parts=fields, back=visit.url("staff:polls"))
    values = {field.name: (str(visit.form.get(field.name, "")),) for field in fields if visit.form.get(field.name)}
    shown = answered(form, values=values, errors=problems)
    status = 422 if problems else 200
    return render(visit, "staff/poll_new.html", section="polls", status=status, errors=bool(problems), form=shown)
