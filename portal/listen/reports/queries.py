"""What can be asked about reports: by the person who has the code, and by the desk."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import select
from sqlmodel import Session, col

from portal.listen.reports import rules
from portal.listen.reports.models import Attachment, CaseMessage, DraftPhoto, Report
from privacy.vault.codes import NotACode, read_tracking_code, stored_form
from privacy.vault.keys import KeyRing

MOST_COUNTED = 200  # the desk sees that there is much to do, never a figure about the city
PAGE = 25


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """Which reports a clerk wants to see; empty means all that wait. `has_news` asks in every status."""

    status: str = ""
    category: str = ""
    district: str = ""
    language: str = ""
    older_than: datetime | None = None
    has_news: bool = False


def by_code(session: Session, ring: KeyRing, typed: str) -> Report | None:
    """Find the report of a tracking code, as people type it; None where there is none."""
    try:
        name = tracking_name(ring, typed)
    except NotACode:
        return None
    return session.scalars(select(Report).where(col(Report.tracking) == name)).first()


def tracking_name(ring: KeyRing, code: str) -> str:
    """The form in which the database holds a tracking code, however it is written. Raises NotACode."""
    return stored_form(read_tracking_code(code), key=ring.named("tracking"))


def by_id(session: Session, report_id: UUID, *, lock: bool = False) -> Report | None:
    """Find one report; `lock` keeps other clerks from deciding meanwhile."""
    return session.get(Report, report_id, with_for_update=lock)


def id_of(session: Session, reference: str) -> UUID | None:
    """Find the report that a caller names by its reference: for the desk, because a reference opens nothing."""
    return session.scalar(select(col(Report.id)).where(col(Report.reference) == reference))


def references(session: Session, ids: Sequence[UUID]) -> dict[UUID, str]:
    """Name reports by their references: for the desk's record, which holds their ids."""
    found = session.execute(select(col(Report.id), col(Report.reference)).where(col(Report.id).in_(ids)))
    return {row.id: row.reference for row in found}


def by_reference(session: Session, reference: str) -> Report | None:
    """Find the report that somebody talks about."""
    return session.scalars(select(Report).where(col(Report.reference) == reference)).first()


def messages(session: Session, report_id: UUID) -> Sequence[CaseMessage]:
    """Read the talk about a case, oldest first."""
    asked = select(CaseMessage).where(col(CaseMessage.report_id) == report_id).order_by(col(CaseMessage.id))
    return session.scalars(asked).all()


def attachments(session: Session, report_id: UUID) -> Sequence[Attachment]:
    """Read the photos of a report, in the order in which they were chosen."""
    asked = select(Attachment).where(col(Attachment.report_id) == report_id).order_by(col(Attachment.number))
    return session.scalars(asked).all()


def attachment(session: Session, report_id: UUID, number: str) -> Attachment | None:
    """Find one photo of a report by its number, as a form or an address says it."""
    return next((each for each in attachments(session, report_id) if str(each.number) == number), None)


def photos_among(session: Session, keys: Collection[str]) -> frozenset[str]:
    """Pick the photos of reports and drafts out of the keys of stored files: what no row knows is swept away."""
    columns = col(Attachment.media_key), col(DraftPhoto.media_key)
    found = (session.scalars(select(column).where(column.in_(keys))) for column in columns)
    return frozenset(key for keys in found for key in keys)


def queue(
    session: Session, wanted: QueueFilter, *, after: Report | None = None, by_due_day: bool = False
) -> Sequence[Report]:
    """List the reports that wait, the oldest first or the one whose answer is due first.

    One page behind `after`, and one row more, which says that others follow.
    """
    names = ("due_on", "filed_at", "id") if by_due_day else ("filed_at", "id")
    order = [col(getattr(Report, name)) for name in names]
    asked = _waiting(wanted).order_by(*order).limit(PAGE + 1)
    if after is not None:
        place = [sa.literal(getattr(after, name)) for name in names]
        asked = asked.where(sa.tuple_(*order) > sa.tuple_(*place))
    found: Sequence[Report] = session.scalars(asked).all()
    return found


def how_many_wait(session: Session, wanted: QueueFilter) -> int:
    """Count the reports that wait, up to one more than is ever said."""
    few = _waiting(wanted).with_only_columns(col(Report.id)).limit(MOST_COUNTED + 1).subquery()
    return session.scalar(select(sa.func.count()).select_from(few)) or 0


def of_issue(session: Session, issue_id: int) -> Sequence[Report]:
    """List the reports that became part of one issue, for the desk and for telling their authors."""
    return session.scalars(select(Report).where(col(Report.issue_id) == issue_id)).all()


def _waiting(wanted: QueueFilter) -> Any:
    statuses = (wanted.status,) if wanted.status else (rules.Status.RECEIVED, rules.Status.ANSWERED)
    asked = select(Report)
    asked = asked.where(col(Report.has_news)) if wanted.has_news else asked.where(col(Report.status).in_(statuses))
    for column, value in (
        (Report.service_code, wanted.category),
        (Report.district_code, wanted.district),
        (Report.language, wanted.language),
    ):
        if value:
            asked = asked.where(col(column) == value)
    if wanted.older_than is not None:
        asked = asked.where(col(Report.filed_at) < wanted.older_than)
    return asked
