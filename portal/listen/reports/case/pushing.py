"""Told on this phone: where a city has switched it on, a browser that asks for it learns that there is news.

What it is told is one sentence in the person's language: no words of the report, no reference, no code. Where it is
reached is sealed in the vault as an address is, and opened by the worker alone.
"""

from fastapi import Response

from i18n.lazy import lazy
from portal.ground.errors import NotFound
from portal.ground.mail import pushes
from portal.ground.mail.pushes import Subscription
from portal.ground.vault import service as vault
from portal.ground.vault.rules import PUSH, PrivateField
from portal.listen.reports import queries, rules
from portal.listen.reports.case import case_page, case_ticket
from portal.listen.reports.case.tracking import looking
from portal.listen.reports.letters import phone_news
from portal.listen.reports.models import Report
from portal.web.policies import OPEN_FORM
from portal.web.routing import Room
from portal.web.visit import Visit, VisitDep
from privacy.push.messages import NoSubscription

room = Room()


@room.writes("/track/push", name="track:push", policy=OPEN_FORM)
def begin(visit: VisitDep) -> Response:
    """Keep where a browser waits, for the script of the page: 204, or 422 where it cannot be used."""
    report = _report(visit)
    if report is None or report.status in rules.ENDED:
        return Response(status_code=422)
    said = (str(visit.form.get(name, "")) for name in ("endpoint", "p256dh", "auth"))
    try:
        subscription = pushes.checked(Subscription(*said), visit.site.settings)
    except NoSubscription:
        return Response(status_code=422)
    place = PrivateField("listen_report", "push", report.id, subscription.written(), PUSH)
    vault.put(visit.session, visit.site.ring, subject=report.id, fields=(place,))
    report.has_push = True
    return Response(status_code=204)


@room.writes("/track/push-off", name="track:push_off", policy=OPEN_FORM)
def end(visit: VisitDep) -> Response:
    """Forget the browser."""
    report = _report(visit)
    if report is None:
        return case_page.ask(visit, {"code": case_page.OVER})
    phone_news.forget(visit.session, report)
    ticket = str(visit.form.get("ticket", ""))
    return case_page.show(visit, report, ticket=ticket, notice=lazy("Your phone is not told any more."))


def _report(visit: Visit) -> Report | None:
    """Find the report of the form's ticket or code. Raises NotFound where this is switched off, and TooOften."""
    if not visit.site.settings.push:
        raise NotFound
    if "code" in visit.form:  # where it was just sent
        looking.take(visit.request)
        found = queries.by_code(visit.session, visit.site.ring, str(visit.form.get("code", "")))
        return queries.by_id(visit.session, found.id, lock=True) if found else None
    return case_ticket.read(visit.session, visit.site.ring, str(visit.form.get("ticket", "")), lock=True)
