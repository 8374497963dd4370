"""The way back to a report: the code opens it, and a ticket in the page's forms keeps it open for half an hour.

Neither is ever in an address, a cookie or a log. A page that answers a form can be sent again by a reload, so nothing
here is done twice: the same note is one note, and a report is withdrawn once.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from i18n.lazy import Lazy, lazy
from i18n.scripts import language_of
from portal.ground.errors import TooOften
from portal.ground.media.folder import media_of
from portal.listen.reports import queries, rules, service, talk
from portal.listen.reports.answers import forms
from portal.listen.reports.case import case_page, case_personal, case_ticket, wrong_code
from portal.listen.reports.models import Report
from portal.listen.reports.rules import CaseClosed, Status
from portal.web.assets import script_href
from portal.web.binding import bind
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import Visit, VisitDep
from privacy.minimise.characters import visible

room = Room()
looking = Throttle(per_minute=10, burst=20)
noting = Throttle(per_minute=2, burst=10)


@room.reads("/track", name="track:show", policy=PUBLIC)
def ask(visit: VisitDep) -> Response:
    """Ask for the code."""
    return case_page.ask(visit)


@room.writes("/track", name="track:open", policy=OPEN_FORM)
def open_case(visit: VisitDep) -> Response:
    """Show the report of a code, or go on with that of a ticket: the page stands here, in every language."""
    if "ticket" in visit.form:
        return _go_on(visit)
    if "go" in visit.form:  # another language was pressed beside a note that is kept
        return case_page.ask(visit, typed=str(visit.form.get("code", "")))
    return _open(visit)


@room.writes("/track/photo", name="track:photo", policy=OPEN_FORM)
def photo(visit: VisitDep) -> Response:
    """Show the photo to the person who sent it. Raises NotFound."""
    report = _report(visit)
    return _over(visit) if report is None else case_page.photo(visit, report)


@room.writes("/track/withdraw", name="track:sure", policy=OPEN_FORM)
def sure(visit: VisitDep) -> Response:
    """Say what goes and what stays when a report is taken back; a note that was begun waits on this page."""
    report = _report(visit)
    if report is None:
        return _over(visit)
    facts: dict[str, Any] = {
        "carried_to": visit.url("track:sure"),
        "ticket": _ticket(visit),
        "text": case_page.begun(visit),
        "has_contact": report.has_contact,
        "may_have_page": report.may_publish and report.status not in (*rules.ENDED, Status.ACCEPTED),
    }
    return render(visit, "track/withdraw.html", keeps="keep", scripts=(script_href(case_page.RETURN),), **facts)


@room.writes("/track/withdrawn", name="track:withdraw", policy=OPEN_FORM)
def withdraw(visit: VisitDep) -> Response:
    """Take the report back."""
    report = _report(visit, lock=True)
    if report is None:
        return _over(visit)
    settings = visit.site.settings
    service.withdraw(visit.session, media_of(settings), report, zone=settings.zone)
    return visit.redirect("track:withdrawn")


@room.reads("/track/withdrawn", name="track:withdrawn", policy=PUBLIC)
def withdrawn(visit: VisitDep) -> Response:
    """Say that the report is gone."""
    return render(visit, "track/withdrawn.html")


@room.writes("/track/done", name="track:done", policy=OPEN_FORM)
def done(visit: VisitDep) -> Response:
    """Leave a shared device: the ticket ends, and the browser forgets the pages it kept."""
    case_ticket.end(visit.session, visit.site.ring, _ticket(visit))
    answer = visit.redirect("home")
    answer.headers["clear-site-data"] = '"cache"'
    return answer


def _open(visit: Visit) -> Response:
    """Look for the report of a code, as often as somebody may who guesses."""
    looking.take(visit.request)
    bound = bind(forms.Code, visit.form)
    if bound.value is None:
        return case_page.ask(visit, bound.problems)
    report = queries.by_code(visit.session, visit.site.ring, bound.value.code)
    if report is None:
        return case_page.ask(visit, {"code": wrong_code.why_unknown(visit, bound.value.code)}, typed=bound.value.code)
    ticket = case_ticket.make(visit.session, visit.site.ring, report)
    return case_page.show(visit, report, ticket=ticket, typed=case_page.begun(visit))


def _go_on(visit: Visit) -> Response:
    """Add what was written to the talk; who pressed something else first finds it as it was begun."""
    adds = "text" in visit.form and "go" not in visit.form
    report, ticket = _report(visit, lock=adds), _ticket(visit)
    if report is None:
        return _over(visit)
    if not adds:
        return case_page.show(visit, report, ticket=ticket, typed=case_page.begun(visit))
    bound = bind(forms.Message, visit.form)
    if bound.value is None:
        return case_page.show(visit, report, ticket=ticket, problems=bound.problems, typed=case_page.begun(visit))
    text = case_personal.settled(visit, bound.value.text)
    if text is None:
        return case_personal.ask(visit, bound.value.text, ticket=ticket)
    if not visible(text):
        return case_page.show(visit, report, ticket=ticket, problems={"text": forms.WRITE_SOMETHING})
    return _add(visit, report, text=text)


def _add(visit: Visit, report: Report, *, text: str) -> Response:
    """Add a note. Where there are too many of one case, or it has ended meanwhile, the page shows what was typed."""
    ticket, language = _ticket(visit), language_of(text, visit.locale)
    try:
        noting.take(visit.request, about=report.reference)
        talk.add_note(visit.session, report, text=text, language=language, seen=_seen(visit))
    except TooOften as wait:
        problems = {"text": wait.advice}
        return case_page.show(visit, report, ticket=ticket, problems=problems, typed=text, status=wait.status)
    except CaseClosed as closed:
        return case_page.show(visit, report, ticket=ticket, typed=text, status=closed.status)
    visit.session.flush()  # the page reads the talk again
    return case_page.show(visit, report, ticket=ticket, notice=lazy("Your message was added."))


def _ticket(visit: Visit) -> str:
    return str(visit.form.get("ticket", ""))


def _seen(visit: Visit) -> int:
    """How many messages the page showed on which a note was written."""
    said = str(visit.form.get("seen", ""))
    return int(said) if said.isdecimal() and len(said) < len("10000") else 0


def _report(visit: Visit, *, lock: bool = False) -> Report | None:
    """Find the report of the form's ticket; None where its half hour is over, or the code is no longer the newest."""
    return case_ticket.read(visit.session, visit.site.ring, _ticket(visit), lock=lock)


def _over(visit: Visit) -> Response:
    problems: Mapping[str, Lazy] = {"code": case_page.OVER}
    return case_page.ask(visit, problems)
