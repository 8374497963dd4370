"""The way back to a report: the code opens it, and a ticket in the page's form keeps it open for half an hour.

The code is never in an address. The ticket names one case, ends by itself, and opens nothing else.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import Response

from accessibility.forms import Form, answered
from i18n.lazy import Lazy, lazy
from i18n.scripts import language_of
from portal.city.issues import queries as issues
from portal.city.services import queries as services
from portal.ground import clock
from portal.ground.media.folder import media_of
from portal.listen.reports import forms, queries, questions, rules, service
from portal.listen.reports.models import Report
from portal.listen.reports.rules import Status
from portal.web.binding import bind
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import Visit, VisitDep
from privacy.vault.tickets import InvalidTicket, TicketExpired, new_ticket, read_ticket

room = Room()
looking = Throttle(per_minute=10, burst=20)

NOT_FOUND = lazy("We know no report with this code. Compare it with what you wrote down, letter by letter.")
TICKET_OVER = lazy("Half an hour has passed. Write your tracking code again.")
YOUR_ANSWER = lazy("Your answer")
YOUR_NOTE = lazy("Add a note")


@room.reads("/track", name="track:show", policy=PUBLIC)
def ask(visit: VisitDep) -> Response:
    """Ask for the code."""
    return _ask(visit)


@room.writes("/track", name="track:open", policy=OPEN_FORM)
def open_case(visit: VisitDep) -> Response:
    """Show the report of a code, or of a ticket: who did not withdraw a report sees it again."""
    looking.take(visit.request)
    if visit.form.get("ticket"):
        report = _of_ticket(visit)
        return _ask(visit, {"code": TICKET_OVER}) if report is None else _case(visit, report)
    bound = bind(forms.Code, visit.form)
    if bound.value is None:
        return _ask(visit, bound.problems)
    report = queries.by_code(visit.session, visit.site.ring, bound.value.code)
    if report is None:
        return _ask(visit, {"code": NOT_FOUND}, typed=bound.value.code)
    return _case(visit, report)


@room.writes("/track/note", name="track:note", policy=OPEN_FORM)
def note(visit: VisitDep) -> Response:
    """Answer the city's question, or add a note."""
    report = _of_ticket(visit)
    if report is None:
        return _ask(visit, {"code": TICKET_OVER})
    bound = bind(forms.Message, visit.form)
    if bound.value is None:
        return _case(visit, report, problems=bound.problems, typed=str(bound.raw.get("text", "")))
    service.add_note(visit.session, report, text=bound.value.text, language=language_of(bound.value.text, visit.locale))
    visit.session.flush()  # the page below reads the talk again
    return _case(visit, report, notice=lazy("Your message was added."))


@room.writes("/track/withdraw", name="track:withdraw", policy=OPEN_FORM)
def withdraw(visit: VisitDep) -> Response:
    """Take the report back, after one page that says what goes and what stays."""
    report = _of_ticket(visit)
    if report is None:
        return _ask(visit, {"code": TICKET_OVER})
    if not visit.form.get("sure"):
        return _show(visit, "withdraw", report=report, ticket=_ticket(visit, report))
    settings = visit.site.settings
    service.withdraw(visit.session, media_of(settings), report, zone=settings.zone)
    return _show(visit, "withdrawn", report=report)


@room.writes("/track/done", name="track:done", policy=OPEN_FORM)
def done(visit: VisitDep) -> Response:
    """Leave a shared device: the browser forgets the pages it kept."""
    answer = visit.redirect("home")
    answer.headers["clear-site-data"] = '"cache"'
    return answer


def _ask(visit: Visit, problems: Mapping[str, Lazy] | None = None, *, typed: str = "") -> Response:
    form = Form(id="track", action=visit.url("track:open"), parts=(questions.code_field(),))
    shown = answered(form, values={"code": (typed,)} if typed else {}, errors=problems)
    return _show(visit, "ask", status=422 if problems else 200, errors=bool(problems), form=shown)


def _show(visit: Visit, name: str, **context: Any) -> Response:
    """Show a page of the track; in another language it begins with the code, which no address may hold."""
    return render(visit, f"track/{name}.html", found_at=visit.url("track:show"), **context)


def _case(
    visit: Visit,
    report: Report,
    *,
    problems: Mapping[str, Lazy] | None = None,
    typed: str = "",
    notice: Lazy | None = None,
) -> Response:
    label = YOUR_ANSWER if report.status == Status.QUESTION else YOUR_NOTE
    form = Form(id="say", action=visit.url("track:note"), parts=(questions.message_field(label),))
    found = services.service_by_code(visit.session, report.service_code)
    return _show(
        visit,
        "case",
        status=422 if problems else 200,
        errors=bool(problems),
        report=report,
        service=found.name_in(visit.locale.tag) if found else None,
        status_name=rules.STATUS_NAMES[Status(report.status)],
        reason=rules.REASON_NAMES[rules.Reason(report.reason)] if report.reason else None,
        has_ended=report.status in rules.ENDED,
        issue=issues.visible_reference(visit.session, report.issue_id) if report.issue_id else None,
        talk=queries.messages(visit.session, report.id),
        form=answered(form, values={"text": (typed,)} if typed else {}, errors=problems),
        ticket=_ticket(visit, report),
        notice=notice,
    )


def _ticket(visit: Visit, report: Report) -> str:
    return new_ticket(report.id, purpose="case", key=visit.site.ring.named("ticket"), now=clock.now())


def _of_ticket(visit: Visit) -> Report | None:
    key = visit.site.ring.named("ticket")
    try:
        case = read_ticket(str(visit.form.get("ticket", "")), purpose="case", key=key, now=clock.now())
    except (InvalidTicket, TicketExpired):
        return None
    return queries.by_id(visit.session, case, lock=True)
