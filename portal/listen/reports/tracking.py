"""The way back to a report: the code opens an address of its own for half an hour, and every form leads back there.

The code is never in an address. The address of a case is like that of a draft: 128 bits, never stored or logged, and
dead at once when the person is done. So a reload sends nothing twice, Back works, and so does another language.
"""

from collections.abc import Mapping

from fastapi import Response

from i18n.lazy import Lazy, lazy
from i18n.scripts import language_of
from portal.ground.media.folder import media_of
from portal.listen.reports import case_address, case_page, forms, queries, service, talk
from portal.listen.reports.models import Report
from portal.listen.reports.rules import DraftGone
from portal.web.binding import bind
from portal.web.policies import OPEN_FORM, PUBLIC
from portal.web.rendering import render
from portal.web.routing import Room
from portal.web.throttling import Throttle
from portal.web.visit import Visit, VisitDep

room = Room()
looking = Throttle(per_minute=10, burst=20)

NOT_FOUND = lazy("We know no report with this code. Compare it with what you wrote down, letter by letter.")
OVER = lazy("Half an hour has passed. Write your tracking code again.")
SAID = {"said": "1"}
"""Behind the address after a message, so that the page can say that it was added."""


@room.reads("/track", name="track:show", policy=PUBLIC)
def ask(visit: VisitDep) -> Response:
    """Ask for the code."""
    return case_page.ask(visit)


@room.writes("/track", name="track:open", policy=OPEN_FORM)
def open_case(visit: VisitDep) -> Response:
    """Open the report of a code, at an address of its own."""
    looking.take(visit.request)
    bound = bind(forms.Code, visit.form)
    if bound.value is None:
        return case_page.ask(visit, bound.problems)
    report = queries.by_code(visit.session, visit.site.ring, bound.value.code)
    if report is None:
        return case_page.ask(visit, {"code": NOT_FOUND}, typed=bound.value.code)
    return visit.redirect("track:case", case=case_address.make(visit.session, visit.site.ring, report.id))


@room.reads("/track/case/{case}", name="track:case", policy=PUBLIC)
def show(visit: VisitDep, case: str) -> Response:
    """Show the report."""
    report = _report(visit, case)
    if report is None:
        return _over(visit)
    is_said = visit.request.query_params.get("said") == SAID["said"]
    return case_page.show(visit, report, token=case, notice=lazy("Your message was added.") if is_said else None)


@room.writes("/track/case/{case}", name="track:note", policy=OPEN_FORM)
def note(visit: VisitDep, case: str) -> Response:
    """Answer the city's question, or add a note."""
    report = _report(visit, case)
    if report is None:
        return _over(visit)
    bound = bind(forms.Message, visit.form)
    if bound.value is None:
        typed = str(bound.raw.get("text", ""))
        return case_page.show(visit, report, token=case, problems=bound.problems, typed=typed)
    text = bound.value.text
    talk.add_note(visit.session, report, text=text, language=language_of(text, visit.locale))
    return visit.redirect("track:case", case=case, query=SAID, fragment="talk")


@room.reads("/track/case/{case}/photo", name="track:photo", policy=PUBLIC)
def photo(visit: VisitDep, case: str) -> Response:
    """Show the photo to the person who sent it. Raises DraftGone, NotFound."""
    report = queries.by_id(visit.session, case_address.read(visit.session, visit.site.ring, case))
    return case_page.photo(visit, report)


@room.reads("/track/case/{case}/withdraw", name="track:sure", policy=PUBLIC)
def sure(visit: VisitDep, case: str) -> Response:
    """Say what goes and what stays when a report is taken back."""
    report = _report(visit, case)
    return _over(visit) if report is None else render(visit, "track/withdraw.html", token=case)


@room.writes("/track/case/{case}/withdraw", name="track:withdraw", policy=OPEN_FORM)
def withdraw(visit: VisitDep, case: str) -> Response:
    """Take the report back."""
    report = _report(visit, case)
    if report is None:
        return _over(visit)
    settings = visit.site.settings
    service.withdraw(visit.session, media_of(settings), report, zone=settings.zone)
    return visit.redirect("track:withdrawn")


@room.reads("/track/withdrawn", name="track:withdrawn", policy=PUBLIC)
def withdrawn(visit: VisitDep) -> Response:
    """Say that the report is gone."""
    return render(visit, "track/withdrawn.html")


@room.writes("/track/case/{case}/done", name="track:done", policy=OPEN_FORM)
def done(visit: VisitDep, case: str) -> Response:
    """Leave a shared device: the address ends, and the browser forgets the pages it kept."""
    case_address.end(visit.session, visit.site.ring, case)
    answer = visit.redirect("home")
    answer.headers["clear-site-data"] = '"cache"'
    return answer


def _report(visit: Visit, token: str) -> Report | None:
    """Find the report of an address; None where its half hour is over."""
    try:
        case = case_address.read(visit.session, visit.site.ring, token)
    except DraftGone:
        return None
    return queries.by_id(visit.session, case, lock=visit.writes)


def _over(visit: Visit) -> Response:
    problems: Mapping[str, Lazy] = {"code": OVER}
    return case_page.ask(visit, problems)
