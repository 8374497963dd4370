"""Deciding about a report as a clerk does, and where it then stands."""

from portal.ground.database import Database
from tests.portal.doors.staff.reports import Given
from tests.tables import rows
from tests.visitor import Page, Visitor

REPORT = "SELECT status, reason, issue_id, version, service_code, district_code FROM listen_report WHERE reference = :r"


def decide(clerk: Visitor, given: Given, status: int = 200, **said: str | list[str]) -> Page:
    """Open the report's page and save a decision."""
    return clerk.submit(clerk.get(given.path), "decision-form", status=status, **said)


def stands(city: Database, given: Given) -> tuple[object, ...]:
    """Where a report stands: status, reason, issue, version, type, district."""
    (row,) = rows(city, REPORT, r=given.reference)
    return row
