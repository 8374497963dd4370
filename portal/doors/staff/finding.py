"""Find what a caller names: a report or an issue, in whichever list of the desk its reference is typed."""

from portal.city.issues import addresses
from portal.city.issues import queries as issues
from portal.listen.reports import queries as reports
from portal.web.visit import Visit
from privacy.vault.codes import NotACode


def page_of(visit: Visit, typed: str) -> str | None:
    """Give the address of the report or the issue that has this reference, however it is written; else None."""
    try:
        reference = addresses.read(typed)
    except NotACode:
        return None
    if report := reports.id_of(visit.session, reference):
        return visit.url("staff:report", report=report)
    if issues.by_reference(visit.session, reference) is not None:
        return visit.url("staff:issue", reference=addresses.written(reference))
    return None
