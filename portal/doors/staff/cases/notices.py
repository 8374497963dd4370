"""What the page after an act says: read from the database, so that no address can make it say what is not so."""

from typing import Final
from uuid import UUID

from i18n.lazy import Lazy, lazy
from portal.doors.staff.cases.case import case_of
from portal.listen.reports import queries as reports
from portal.listen.reports.rules import STATUS_NAMES, Status
from portal.web.visit import Visit

SAVED: Final = lazy("Saved: %(reference)s is now “%(status)s”.")

READ: Final = lazy("The new message of %(reference)s is marked as read.")

ISSUE_NOTICES: Final[dict[str, Lazy]] = {
    "moved": lazy("Saved. Whoever reported it gets word."),
    "redacted": lazy("Saved. The public page shows the new words."),
    "hidden": lazy("The issue is hidden from everyone."),
    "shown": lazy("Everyone can see the issue again."),
}


def after_saving(visit: Visit) -> Lazy | None:
    """Say where the report stands that was decided a moment ago; the address names it by its id."""
    try:
        saved = UUID(visit.request.query_params.get("saved", ""))
    except ValueError:
        return None
    found = reports.by_id(visit.session, saved)
    if found is None:
        return None
    case = case_of(found)
    if "read" in visit.request.query_params:
        return None if case.has_news else READ.bind(reference=case.reference)
    return SAVED.bind(reference=case.reference, status=STATUS_NAMES[Status(case.status)])


def after_issue(visit: Visit) -> Lazy | None:
    """Say what was done with an issue a moment ago."""
    return ISSUE_NOTICES.get(visit.request.query_params.get("saved", ""))
