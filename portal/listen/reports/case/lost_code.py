"""A new code for somebody who lost theirs: a link in a letter to the contact that the vault keeps, good for one use.

The question is answered alike whatever was written, so nobody learns whether a report exists or has a contact. The
link is signed with the code it replaces, so it ends with it. Following it changes nothing: mail scanners follow too.
"""

from fastapi import Response
from sqlmodel import Session

from accessibility.forms import Form, answered
from i18n.lazy import lazy
from portal.city.places import queries as places
from portal.ground import clock
from portal.ground.errors import NotFound
from portal.ground.jobs import queue
from portal.listen.reports import queries
from portal.listen.reports.answers import forms, questions
from portal.listen.reports.letters import code_letter
from portal.listen.reports.models import Report
from portal.listen.reports.rules import Receipt
from portal.listen.reports.unsent.drafts import drafts_of
from portal.web.binding import bind
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import Visit, VisitDep
from privacy.vault.codes import NotACode, new_tracking_code, read_reference
from privacy.vault.keys import KeyRing
from privacy.vault.tickets import InvalidTicket, TicketExpired, claimed_case, read_ticket

room = Room()
asking = Throttle(per_minute=1, burst=5)
letterbox = Throttle(per_minute=0.1, burst=4)


class LinkOver(NotFound):
    """The link was used, is too old, or never was one."""

    code = "link-over"
    title = lazy("This link no longer works")
    advice = lazy("A link works once, for 1 hour. Ask for another one.")


@room.reads("/track/lost-code", name="track:lost", policy=PUBLIC)
def lost(visit: VisitDep) -> Response:
    """Ask for the reference."""
    return render(visit, "track/lost.html", form=_form(visit))


@room.writes("/track/lost-code", name="track:send_link", policy=OPEN_FORM)
def send_link(visit: VisitDep) -> Response:
    """Have a letter sent where there is somewhere to send it; say the same in every case."""
    asking.take(visit.request)
    typed = str(bind(forms.Reference, visit.form).raw.get("reference", ""))
    city = places.jurisdiction(visit.session)
    try:
        reference = read_reference(typed, prefix=city.prefix if city else "")
    except NotACode:
        form = answered(_form(visit), values={"reference": (typed,)}, errors=forms.Reference.problems)
        return render(visit, "track/lost.html", status=422, errors=True, form=form)
    if letterbox.spares(visit.request, reference):
        asked = {"reference": reference.replace(" ", "-"), "locale": visit.locale.tag}
        queue.enqueue(visit.session, code_letter.KIND, asked)
    return visit.redirect("track:link_sent")


@room.reads("/track/lost-code-sent", name="track:link_sent", policy=PUBLIC)
def link_sent(visit: VisitDep) -> Response:
    """Say what happens now, if anything can."""
    return render(visit, "track/link_sent.html")


@room.reads("/track/new-code/{ticket}", name="track:renew", policy=PUBLIC)
def renew(visit: VisitDep, ticket: str) -> Response:
    """Show the button that ends the old code."""
    _report_of(visit.session, visit.site.ring, ticket)
    return render(visit, "track/renew.html", action=visit.url("track:new_code", ticket=ticket))


@room.writes("/track/new-code/{ticket}", name="track:new_code", policy=OPEN_FORM)
def new_code(visit: VisitDep, ticket: str) -> Response:
    """Give the report a new code; the old one and this link are dead."""
    report = _report_of(visit.session, visit.site.ring, ticket, lock=True)
    box = drafts_of(visit)
    code, token = new_tracking_code(), box.new_address()
    report.tracking = queries.tracking_name(visit.site.ring, code)
    visit.session.add(report)
    box.keep_receipt(token, {"kind": Receipt.RENEWED, "reference": report.reference, "code": code})
    return visit.redirect("track:fresh", draft=token)


@room.reads("/track/code/{draft}", name="track:fresh", policy=PUBLIC)
def fresh(visit: VisitDep, draft: str) -> Response:
    """Show the new code, for ten minutes. Raises DraftGone."""
    return render(visit, "track/new_code.html", receipt=drafts_of(visit).receipt(draft, Receipt.RENEWED))


def _report_of(session: Session, ring: KeyRing, ticket: str, *, lock: bool = False) -> Report:
    try:
        report = queries.by_id(session, claimed_case(ticket), lock=lock)
        if report is not None:
            read_ticket(ticket, purpose=code_letter.PURPOSE, key=code_letter.key_of(ring, report), now=clock.now())
            return report
    except (InvalidTicket, TicketExpired):
        pass
    raise LinkOver


def _form(visit: Visit) -> Form:
    return Form(
        id="lost",
        action=visit.url("track:send_link"),
        parts=(questions.reference_field(),),
        back=visit.url("track:show"),
    )
