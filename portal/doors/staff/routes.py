"""Where staff find the desk: the queue, one report, the issues, a report for a caller, and the record of all acts."""

from uuid import UUID

from fastapi import Response

from portal.city.identity.desk_policies import MANAGERS, STAFF_ONLY
from portal.doors.staff.cases import after_decision, calls, decision, photos, place, queue, report_page, translating
from portal.doors.staff.cases import case as cases
from portal.doors.staff.issues import happened, hiding, issue_list, issue_page, redaction
from portal.doors.staff.record import record
from portal.web.kept_words import KeepsWords
from portal.web.routing import Room
from portal.web.visit import VisitDep

room = Room(route_class=KeepsWords)


@room.reads("/queue", name="staff:queue", policy=STAFF_ONLY)
def show_queue(visit: VisitDep) -> Response:
    """List the reports that wait."""
    return queue.show(visit)


@room.reads("/report/{report}", name="staff:report", policy=STAFF_ONLY)
def show_report(visit: VisitDep, report: UUID) -> Response:
    """Show one report, and the form in which to decide."""
    return report_page.show(visit, cases.read(visit.session, report))


@room.writes("/report/{report}", name="staff:decide", policy=STAFF_ONLY)
def decide(visit: VisitDep, report: UUID) -> Response:
    """Publish, join, ask or decline; then the next report."""
    return decision.decide(visit, report)


@room.writes("/report/{report}/next", name="staff:go_on", policy=STAFF_ONLY)
def go_on(visit: VisitDep, report: UUID) -> Response:
    """Close, answer, read or reopen a report."""
    return after_decision.go_on(visit, report)


@room.reads("/report/{report}/next", name="staff:go_on_closed", policy=STAFF_ONLY)
def back_to_report(visit: VisitDep, report: UUID) -> Response:
    """Lead back to the report, where its forms stand."""
    return visit.redirect("staff:report", report=report)


@room.reads("/report/{report}/photo/{number}", name="staff:photo", policy=STAFF_ONLY)
def photo(visit: VisitDep, report: UUID, number: str) -> Response:
    """Send a photo of a report."""
    return photos.send(visit, number, photos.of_case(visit, cases.read(visit.session, report)))


@room.writes("/report/{report}/place", name="staff:place", policy=STAFF_ONLY)
def open_place(visit: VisitDep, report: UUID) -> Response:
    """Show the exact place, once, to whoever pressed for it."""
    return place.reveal(visit, report)


@room.reads("/report/{report}/place", name="staff:place_closed", policy=STAFF_ONLY)
def closed_place(visit: VisitDep, report: UUID) -> Response:
    """Lead back to the report: an address alone opens nothing."""
    return visit.redirect("staff:report", report=report)


@room.writes("/report/{report}/translation", name="staff:translation", policy=STAFF_ONLY)
def translate(visit: VisitDep, report: UUID) -> Response:
    """Show a report's words in the clerk's language, as a machine of the city's own has them."""
    return translating.show(visit, report)


@room.reads("/report/{report}/translation", name="staff:translation_gone", policy=STAFF_ONLY)
def no_translation(visit: VisitDep, report: UUID) -> Response:
    """Lead back to the report: no translation is kept."""
    return visit.redirect("staff:report", report=report)


@room.reads("/new", name="staff:new", policy=STAFF_ONLY)
def new(visit: VisitDep) -> Response:
    """Ask what a caller reports."""
    return calls.ask(visit)


@room.writes("/new", name="staff:file", policy=STAFF_ONLY)
def file(visit: VisitDep) -> Response:
    """File a report for a caller."""
    return calls.file(visit)


@room.reads("/new/{draft}", name="staff:filed", policy=STAFF_ONLY)
def filed(visit: VisitDep, draft: str) -> Response:
    """Show the reference and the code to read out, for ten minutes."""
    return calls.receipt(visit, draft)


@room.reads("/issues", name="staff:issues", policy=STAFF_ONLY)
def issues(visit: VisitDep) -> Response:
    """List issues, hidden ones as well."""
    return issue_list.show(visit)


@room.reads("/issue/{reference}", name="staff:issue", policy=STAFF_ONLY)
def show_issue(visit: VisitDep, reference: str) -> Response:
    """Show one issue with all that the desk can do with it."""
    return issue_page.show(visit, issue_page.read(visit, reference))


@room.writes("/issue/{reference}", name="staff:move", policy=STAFF_ONLY)
def move(visit: VisitDep, reference: str) -> Response:
    """Say what happened."""
    return happened.say(visit, reference)


@room.writes("/issue/{reference}/words", name="staff:redact", policy=STAFF_ONLY)
def redact(visit: VisitDep, reference: str) -> Response:
    """Change what everyone reads."""
    return redaction.redact(visit, reference)


@room.reads("/issue/{reference}/words", name="staff:words", policy=STAFF_ONLY)
def words(visit: VisitDep, reference: str) -> Response:
    """Lead back to the issue, where its words stand."""
    return visit.redirect("staff:issue", reference=reference)


@room.writes("/issue/{reference}/hide", name="staff:hide", policy=STAFF_ONLY)
def hide(visit: VisitDep, reference: str) -> Response:
    """Take an issue off every public page, at once."""
    return hiding.hide(visit, reference)


@room.writes("/issue/{reference}/show", name="staff:show", policy=STAFF_ONLY)
def show_again(visit: VisitDep, reference: str) -> Response:
    """Bring a hidden issue back."""
    return hiding.show_again(visit, reference)


@room.reads("/issue/{reference}/photo/{number}", name="staff:issue_photo", policy=STAFF_ONLY)
def issue_photo(visit: VisitDep, reference: str, number: str) -> Response:
    """Send a photo of an issue, hidden or not."""
    return photos.send(visit, number, issue_page.read(visit, reference).photos)


@room.reads("/record", name="staff:record", policy=MANAGERS)
def read_record(visit: VisitDep) -> Response:
    """Show what staff did, newest first."""
    return record.show(visit)
