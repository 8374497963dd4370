"""One report as the desk reads it: a copy of its facts, apart from the row that only its own room changes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlmodel import Session

from portal.ground.errors import NotFound
from portal.listen.reports import queries as reports
from portal.listen.reports.rules import DECIDED, Status, is_waiting


@dataclass(frozen=True, slots=True)
class Case:
    """A report: what was said, where it stands, and what may be known of its place. No contact, no exact place."""

    id: UUID
    reference: str
    status: str
    service_code: str
    district_code: str
    description: str
    language: str
    locale: str
    street_id: int | None
    public_cell: int | None
    may_publish: bool
    has_contact: bool
    channel: str
    filed_at: datetime
    due_on: date
    publish_after: datetime
    issue_id: int | None
    reason: str
    has_news: bool
    version: int

    @property
    def waits(self) -> bool:
        """Whether a clerk still has to decide."""
        return is_waiting(self.status)

    @property
    def is_decided(self) -> bool:
        """Whether there is a decision that a clerk may take back."""
        return self.status in DECIDED

    @property
    def is_gone(self) -> bool:
        """Whether the resident took it back, so that its words are no longer there."""
        return self.status == Status.WITHDRAWN


def case_of(report: object) -> Case:
    """Copy the facts of a report's row."""
    return Case(**{name: getattr(report, name) for name in Case.__dataclass_fields__})


def read(session: Session, report_id: UUID, *, lock: bool = False) -> Case:
    """Read one report; `lock` keeps other clerks from deciding meanwhile. Raises NotFound."""
    found = reports.by_id(session, report_id, lock=lock)
    if found is None:
        raise NotFound
    return case_of(found)
