"""Where staff make polls, change drafts, and publish them. Nobody sees a count before the close, here neither."""

from fastapi import Response

from i18n.locales import locale
from portal.city.identity import acting
from portal.city.identity.desk_policies import STAFF_ONLY
from portal.ground.audit_log.acts import Act
from portal.ground.errors import NotFound
from portal.listen.voting import asking, queries, rules, service
from portal.listen.voting.queries import PollView
from portal.listen.voting.rules import Phase, PollFrozen
from portal.web.kept_words import KeepsWords
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room(route_class=KeepsWords)


@room.reads("/polls", name="staff:polls", policy=STAFF_ONLY)
def index(visit: VisitDep) -> Response:
    """List all polls."""
    found = queries.every(visit.session)
    return render(visit, "staff/polls.html", section="polls", polls=found, names=rules.PHASE_NAMES)


@room.reads("/polls/new", name="staff:poll_new", policy=STAFF_ONLY)
def new(visit: VisitDep) -> Response:
    """Ask for a poll's question, options and days."""
    return asking.ask(visit)


@room.writes("/polls/new", name="staff:poll_draft", policy=STAFF_ONLY)
def draft(visit: VisitDep) -> Response:
    """Keep a poll as a draft that only the desk sees."""
    drafted, problems = asking.read(visit)
    if drafted is None:
        return asking.ask(visit, problems=problems)
    poll = service.draft(visit.session, poll=drafted, zone=visit.site.settings.zone)
    _note(visit, Act.POLL_DRAFT, poll.reference)
    return visit.redirect("staff:poll", reference=poll.reference)


@room.reads("/polls/{reference}", name="staff:poll", policy=STAFF_ONLY)
def show(visit: VisitDep, reference: str) -> Response:
    """Show a poll as residents will see it, and what can be done with it."""
    poll = _poll(visit, reference)
    name, today = rules.PHASE_NAMES[poll.phase], visit.today
    others = tuple(locale(tag) for tag in poll.question if tag != poll.question_in(visit.locale.tag).locale)
    return render(visit, "staff/poll.html", section="polls", poll=poll, phase_name=name, today=today, others=others)


@room.reads("/polls/{reference}/edit", name="staff:poll_edit", policy=STAFF_ONLY)
def edit(visit: VisitDep, reference: str) -> Response:
    """Show a draft's words and days, to be changed. Raises PollFrozen where everyone sees the poll."""
    return asking.ask(visit, poll=_draft(visit, reference))


@room.writes("/polls/{reference}/edit", name="staff:poll_change", policy=STAFF_ONLY)
def change(visit: VisitDep, reference: str) -> Response:
    """Write a draft anew; a clerk who was not the first gets what was typed back."""
    poll = _draft(visit, reference)
    if acting.version(visit) != poll.version:
        return asking.ask(visit, poll=poll, is_late=True)
    drafted, problems = asking.read(visit)
    if drafted is None:
        return asking.ask(visit, poll=poll, problems=problems)
    service.change(visit.session, poll.id, poll=drafted, version=poll.version, zone=visit.site.settings.zone)
    _note(visit, Act.POLL_CHANGE, reference)
    return visit.redirect("staff:poll", reference=reference)


@room.writes("/polls/{reference}/delete", name="staff:poll_delete", policy=STAFF_ONLY)
def delete(visit: VisitDep, reference: str) -> Response:
    """Throw a draft away."""
    service.delete_draft(visit.session, _poll(visit, reference).id, version=acting.version(visit))
    _note(visit, Act.POLL_DELETE, reference)
    return visit.redirect("staff:polls")


@room.writes("/polls/{reference}/publish", name="staff:poll_publish", policy=STAFF_ONLY)
def publish(visit: VisitDep, reference: str) -> Response:
    """Show the poll to everyone; its settings are frozen when it opens."""
    service.publish(visit.session, _poll(visit, reference).id, version=acting.version(visit))
    _note(visit, Act.POLL_PUBLISH, reference)
    return visit.redirect("staff:poll", reference=reference)


@room.writes("/polls/{reference}/withdraw", name="staff:poll_withdraw", policy=STAFF_ONLY)
def withdraw(visit: VisitDep, reference: str) -> Response:
    """Take a poll back that has not opened yet."""
    service.withdraw(visit.session, _poll(visit, reference).id)
    _note(visit, Act.POLL_WITHDRAW, reference)
    return visit.redirect("staff:poll", reference=reference)


def _note(visit: Visit, act: Act, reference: str) -> None:
    acting.note(visit, act, f"poll:{reference}")


def _poll(visit: Visit, reference: str) -> PollView:
    poll = queries.by_reference(visit.session, reference, drafts=True)
    if poll is None:
        raise NotFound
    return poll


def _draft(visit: Visit, reference: str) -> PollView:
    poll = _poll(visit, reference)
    if poll.phase is not Phase.DRAFT:
        raise PollFrozen
    return poll
