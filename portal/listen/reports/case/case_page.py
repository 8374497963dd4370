"""The page of a report for the person who sent it: what was sent, where it stands, and what the city did since."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from fastapi import Response

from accessibility.forms import Form, answered
from i18n.lazy import Lazy, lazy
from portal.city.issues import cards, timeline
from portal.city.issues import queries as issues
from portal.city.issues.rules import Status as IssueStatus
from portal.city.places import queries as places
from portal.city.services import queries as services
from portal.ground.errors import NotFound
from portal.ground.media.folder import media_of
from portal.ground.vault import service as vault
from portal.ground.vault.rules import ContentGone, VaultLocked
from portal.listen.reports import queries, rules, still_there
from portal.listen.reports.answers import questions
from portal.listen.reports.filing import CREW
from portal.listen.reports.letters import phone_offer
from portal.listen.reports.models import Report
from portal.listen.reports.rules import Status
from portal.web.assets import script_href
from portal.web.rendering import render
from portal.web.visit import Visit

RETURN: Final = "js/case.js"
"""By this script Back leads to a followed report again."""
YOUR_ANSWER = lazy("Your answer")
YOUR_NOTE = lazy("Add a note")
OVER = lazy("This page has closed. Write your newest tracking code.")
TO_THE_RESIDENT = {Status.ANSWERED: lazy("Your answer is with the city")}  # at the desk it says who answered


def ask(visit: Visit, problems: Mapping[str, Lazy] | None = None, *, typed: str = "") -> Response:
    """Ask for the code. In another language, too, this page begins with the code, which no address may hold.

    A note that came after the half hour is kept in the form, and stands on the page that the code opens. Beside it, the
    way to another language sends the form.
    """
    form = Form(id="track", action=visit.url("track:open"), parts=(questions.code_field(),))
    shown = answered(form, values={"code": (typed,)} if typed else {}, errors=problems)
    text = begun(visit)
    return render(
        visit,
        "track/ask.html",
        status=422 if problems else 200,
        errors=bool(problems),
        found_at=visit.url("track:show"),
        keeps=form.id if text else "",
        carried_to=form.action if text else "",
        scripts=(script_href(RETURN),),
        form=shown,
        text=text,
    )


def begun(visit: Visit) -> str:
    """The note that a form sent along."""
    return str(visit.form.get("text", ""))


def show(
    visit: Visit,
    report: Report,
    *,
    ticket: str,
    problems: Mapping[str, Lazy] | None = None,
    typed: str = "",
    notice: Lazy | None = None,
    status: int = 200,
    news: Form | None = None,
) -> Response:
    """Show a report; its forms carry the ticket, and so does the way to another language.

    What was typed stands in the form, or beside the reason why it cannot be added where the report has ended.
    """
    label = YOUR_ANSWER if report.status == Status.QUESTION else YOUR_NOTE
    form = Form(id="say", action=visit.url("track:open"), parts=(questions.message_field(label),))
    found = services.service_by_code(visit.session, report.service_code)
    has_ended = report.status in rules.ENDED
    today = visit.today
    return render(
        visit,
        "track/case.html",
        status=422 if (problems or news) and status == 200 else status,
        errors=bool(problems or news),
        keeps="done" if has_ended else form.id,
        carried_to=visit.url("track:open"),
        ticket=ticket,
        report=report,
        service=found.name_in(visit.locale.tag) if found else None,
        district=places.district(visit.session, report.district_code),
        said_of_place=_said_of_place(visit, report),
        photos=queries.attachments(visit.session, report.id),
        status_name=TO_THE_RESIDENT.get(Status(report.status), rules.STATUS_NAMES[Status(report.status)]),
        reason=rules.why_ended(report.status, report.reason),
        has_ended=has_ended,
        push_key=phone_offer.key(visit),
        scripts=(script_href(RETURN), *phone_offer.scripts(visit)),
        is_asked=still_there.is_asked(report, today=today),
        not_added=typed if has_ended else "",
        ended=rules.CaseClosed,
        talk=queries.messages(visit.session, report.id),
        form=answered(form, values={"text": (typed,)} if typed else {}, errors=problems),
        news=news or news_form(visit),
        notice=notice,
        is_late=report.due_on < today,
        **_since(visit, report, today),
    )


def news_form(visit: Visit, problems: Mapping[str, Lazy] | None = None, *, typed: str = "") -> Form:
    """Ask for an address for news."""
    form = Form(id="news", action=visit.url("track:start_here"), parts=(questions.news_field(),))
    return answered(form, values={"email": (typed,)} if typed else {}, errors=problems)


def photo(visit: Visit, report: Report) -> Response:
    """Send the photo of a report whose number was asked for. Raises NotFound."""
    kept = queries.attachment(visit.session, report.id, str(visit.form.get("number", "")))
    if kept is None:
        raise NotFound
    with media_of(visit.site.settings).open(kept.media_key) as file:
        return Response(file.read(), media_type="image/jpeg")


def _since(visit: Visit, report: Report, today: date) -> dict[str, Any]:
    """Tell what became of the issue that a report stands behind, as everyone can read it."""
    known = issues.by_id(visit.session, report.issue_id) if report.issue_id else None
    issue = issues.shown(visit.session, known.reference) if known else None
    tag, is_closed = visit.locale.tag, known is not None and known.status == IssueStatus.CLOSED
    if issue is None:
        is_hidden = known is not None and known.hidden
        standing = cards.status_tag(tag, known.status, known.outcome) if known and is_hidden else None
        return {"issue": None, "is_closed": is_hidden and is_closed, "unseen": known, "standing": standing}
    happened = issues.happenings(visit.session, issue.id)
    return {
        "issue": issue,
        "unseen": None,
        "is_closed": is_closed,
        "standing": cards.status_tag(tag, issue.status, issue.outcome),
        "history": [cards.moment(tag, each) for each in timeline.moments(issue, happened, tag, today=today)],
    }


def _said_of_place(visit: Visit, report: Report) -> tuple[str, ...]:
    """Open what the person said of the place, for that person; empty where it was shredded or no key can be read."""
    try:
        kept = vault.export(visit.session, visit.site.ring, subject=report.id, purpose=CREW)
    except (ContentGone, VaultLocked):
        return ()
    said = {each.column: each.value for each in kept}
    return tuple(said[name] for name in ("place", "landmark") if name in said)
