"""Take an issue off every public page with one press, and bring it back with another. No version: it cannot wait."""

from fastapi import Response

from portal.city.identity import acting
from portal.city.issues import queries, service
from portal.doors.staff.issues import issue_page
from portal.doors.staff.issues.issue import read
from portal.doors.staff.issues.issue_forms import CHOOSE_REASON, Reason
from portal.doors.staff.issues.issue_page import Typed
from portal.doors.staff.rules import HideReason, ShowReason
from portal.ground.audit_log.acts import Act
from portal.ground.errors import NotFound
from portal.web.binding import bind
from portal.web.visit import Visit


def hide(visit: Visit, address: str) -> Response:
    """Hide an issue, for a reason that the audit log keeps."""
    return _set(visit, address, hidden=True)


def show_again(visit: Visit, address: str) -> Response:
    """Show a hidden issue again."""
    return _set(visit, address, hidden=False)


def _set(visit: Visit, address: str, *, hidden: bool) -> Response:
    issue = read(visit, address)
    row = queries.by_id(visit.session, issue.id)
    said = bind(Reason, visit.form).value
    reasons: type[HideReason | ShowReason] = HideReason if hidden else ShowReason
    if row is None:
        raise NotFound
    if said is None or said.reason not in {each.value for each in reasons}:
        return issue_page.show(visit, issue, typed=Typed("sight", {}, {"reason": CHOOSE_REASON}))
    (service.hide if hidden else service.unhide)(visit.session, row)
    acting.note(visit, Act.HIDE if hidden else Act.SHOW, f"issue:{issue.address}", reason=said.reason)
    return visit.redirect("staff:issue", reference=issue.address, query={"saved": "hidden" if hidden else "shown"})
