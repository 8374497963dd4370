"""Where residents read polls, vote, and see what came of it."""

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from accessibility.fields import Choice
from accessibility.forms import Form, answered
from i18n.lazy import Lazy
from portal.city.places import queries as places
from portal.ground.errors import NotFound, SignInNeeded
from portal.listen.voting import forms, held, queries, rules, service
from portal.listen.voting.queries import PollView
from portal.listen.voting.rules import Phase, PollClosed
from portal.web.binding import bind
from portal.web.policies import CACHED, OPEN_FORM, PUBLIC, SIGNED_IN
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import Visit, VisitDep

room = Room()
voting = Throttle(per_minute=10, burst=20)


@room.reads("/decide", name="decide:polls", policy=CACHED)
def index(visit: VisitDep) -> Response:
    """List the polls, open ones first."""
    found = queries.published(visit.session)
    return render(visit, "voting/index.html", section="decide", polls=found, names=rules.PHASE_NAMES)


@room.reads("/decide/{reference}", name="polls:show", policy=PUBLIC)
def show(visit: VisitDep, reference: str) -> Response:
    """Show a poll: its ballot to whoever is signed in, its result once it has closed."""
    return _show(visit, _poll(visit, reference))


@room.writes("/decide/{reference}", name="polls:check", policy=OPEN_FORM)
def check(visit: VisitDep, reference: str) -> Response:
    """Lead to the page that shows what was chosen, before it counts."""
    poll = _poll(visit, reference)
    bound = bind(forms.Choosing, visit.form)
    if bound.value is None or poll.option(bound.value.option) is None:
        return _show(visit, poll, problems=bound.problems or {"option": forms.Choosing.problems["option"]})
    said = bound.value.model_dump()
    choice = held.sealed(visit.site.ring, visit.cookie or "", poll=poll.id, **said)
    return visit.redirect("polls:checked", reference=reference, query={"choice": choice})


@room.reads("/decide/{reference}/check", name="polls:checked", policy=SIGNED_IN)
def checked(visit: VisitDep, reference: str) -> Response:
    """Show what was chosen, before it counts."""
    poll = _poll(visit, reference)
    said = visit.request.query_params.get("choice", "")
    choice = held.opened(visit.site.ring, visit.cookie or "", said, poll=poll.id)
    if choice is None or poll.phase is not Phase.OPEN:
        return visit.redirect("polls:show", reference=reference)
    option, district = poll.option(choice[0]), places.district(visit.session, choice[1])
    before = _chosen(visit, poll)
    facts: dict[str, Any] = {"poll": poll, "option": option, "district": district, "has_voted": before is not None}
    return render(visit, "voting/check.html", section="decide", **facts)


@room.writes("/decide/{reference}/vote", name="polls:vote", policy=OPEN_FORM)
def vote(visit: VisitDep, reference: str) -> Response:
    """Count the ballot; a later one takes its place."""
    voting.take(visit.request)
    poll = _poll(visit, reference)
    bound = bind(forms.Choosing, visit.form)
    if bound.value is None:
        return _show(visit, poll, problems=bound.problems)
    known = places.district(visit.session, bound.value.district)
    chosen = {"option": bound.value.option, "district": known.code if known else ""}
    service.vote(visit.session, poll_id=poll.id, voter=visit.person.unit, **chosen)
    return visit.redirect("polls:voted", reference=reference)


@room.reads("/decide/{reference}/voted", name="polls:voted", policy=SIGNED_IN)
def voted(visit: VisitDep, reference: str) -> Response:
    """Say that the ballot counts, and until when it can be changed."""
    poll = _poll(visit, reference)
    chosen = _chosen(visit, poll)
    if chosen is None:
        return visit.redirect("polls:show", reference=reference)
    return render(visit, "voting/voted.html", section="decide", poll=poll, option=poll.option(chosen))


def _poll(visit: Visit, reference: str) -> PollView:
    """Find the poll; to vote it must be open, which is said before anybody signs in for nothing."""
    poll = queries.by_reference(visit.session, reference)
    if poll is None:
        raise NotFound
    if visit.writes and poll.phase is not Phase.OPEN:
        raise PollClosed
    if visit.writes and visit.visitor is None:
        raise SignInNeeded
    return poll


def _chosen(visit: Visit, poll: PollView) -> str | None:
    """What the person who looks has chosen so far. Asking makes no key, so it can be asked of a closed poll."""
    if visit.visitor is None or poll.phase is not Phase.OPEN:
        return None
    return queries.choice_of(visit.session, poll.id, visit.person.unit(rules.key_of(poll.id)).hex)


def _show(visit: Visit, poll: PollView, *, problems: Mapping[str, Lazy] | None = None) -> Response:
    tag = visit.locale.tag
    options = [Choice(value=each.code, label=each.name_in(tag)) for each in poll.options]
    districts = [Choice(value=each.code, label=each.wording) for each in places.districts(visit.session)]
    action = visit.url("polls:check", reference=poll.reference)
    form = Form(id="ballot", action=action, parts=(forms.option_field(options), forms.district_field(districts)))
    chosen = visit.form.get("option") or _chosen(visit, poll)
    values = {"option": (str(chosen),)} if chosen else {}
    shown = answered(form, values=values, errors=problems)
    return render(
        visit,
        "voting/show.html",
        section="decide",
        status=422 if problems else 200,
        errors=bool(problems),
        poll=poll,
        phase_name=rules.PHASE_NAMES[poll.phase],
        form=shown,
        has_voted=bool(_chosen(visit, poll)),
        today=visit.today,
    )
