"""The exact place of a report: opened by a press, for one case at a time, and written down."""

from uuid import UUID

from fastapi import Response

from portal.city.identity import acting
from portal.doors.staff.cases import case as cases
from portal.doors.staff.cases import report_page
from portal.ground.vault import service as vault
from portal.listen.reports.filing import CREW
from portal.web.visit import Visit


def reveal(visit: Visit, report_id: UUID) -> Response:
    """Open what the crew may know of the place. The vault itself writes into the audit log who did it."""
    case = cases.read(visit.session, report_id)
    found = vault.reveal(visit.session, visit.site.ring, subject=case.id, purpose=CREW, actor=acting.actor(visit))
    opened = {each.column: each.value for each in found}
    return report_page.show(visit, case, opened=opened, fragment="staff/_place.html")
