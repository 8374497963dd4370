"""News by e-mail, wanted after the report was sent: the address goes into the vault, and is read nowhere again."""

from typing import Final

from fastapi import Response

from i18n.lazy import lazy
from portal.ground.vault import service as vault
from portal.ground.vault.rules import CONTACT, PrivateField
from portal.listen.reports import rules
from portal.listen.reports.answers import forms
from portal.listen.reports.case import case_page, case_ticket
from portal.listen.reports.models import Report
from portal.web.binding import bind
from portal.web.policies import OPEN_FORM
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep

room = Room()
DONE: Final = lazy("We send news about this report to your e-mail address.")


@room.writes("/track/letters", name="track:start_here", policy=OPEN_FORM)
def start_here(visit: VisitDep) -> Response:
    """Keep an address for letters, for somebody who has the page of the report open."""
    ticket = str(visit.form.get("ticket", ""))
    report = case_ticket.read(visit.session, visit.site.ring, ticket, lock=True)
    if report is None:
        return case_page.ask(visit, {"code": case_page.OVER})
    return _start(visit, report, ticket)


def _start(visit: Visit, report: Report, ticket: str) -> Response:
    bound = bind(forms.Letters, visit.form)
    if bound.value is None:
        news = case_page.news_form(visit, bound.problems, typed=str(visit.form.get("email", "")))
        return case_page.show(visit, report, ticket=ticket, news=news)
    if report.status in rules.ENDED or report.has_contact:
        return case_page.show(visit, report, ticket=ticket)
    field = PrivateField("listen_report", "email", report.id, bound.value.email, CONTACT)
    vault.put(visit.session, visit.site.ring, subject=report.id, fields=[field])
    report.has_contact, report.locale = True, visit.locale.tag
    visit.session.add(report)
    return case_page.show(visit, report, ticket=ticket, notice=DONE)
