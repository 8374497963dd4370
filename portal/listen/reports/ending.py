"""What ends with a case: contact and exact place are shredded when their time is over. Source: privacy.retention."""

from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select, update
from sqlmodel import Session, col

from portal.city.issues import queries as issues
from portal.ground import clock
from portal.ground.jobs import queue
from portal.ground.vault import service as vault
from portal.listen.reports import queries
from portal.listen.reports.models import Report
from privacy.retention import retention_of

DECLINED = "reports.forget_declined"
SEALED = ("email", "place", "landmark", "point")
TABLE = "listen_report"


def forget_later(session: Session, report: Report) -> None:
    """Leave word that a report which was not published is forgotten when its time is over."""
    end = clock.now() + retention_of(f"{TABLE}.email").kept
    queue.enqueue(session, DECLINED, {"report": report.id}, run_at=end)


def forget_declined(session: Session, *, report: str) -> None:
    """Shred what is sealed of a report that was not published."""
    found = queries.by_id(session, UUID(report), lock=True)
    if found is not None:
        found.has_contact = False
        session.add(found)
        vault.erase(session, subject=found.id)


def forget_closed(session: Session) -> None:
    """Shred what is sealed of reports whose issue was closed long enough ago, or that are older than is ever kept."""
    for column in SEALED:
        ids = select(col(Report.id)).where(_is_over(column))
        vault.forget(session, subjects=ids, table=TABLE, column=column)
    over = update(Report).where(col(Report.has_contact), _is_over("email")).values(has_contact=False)
    session.execute(over.execution_options(synchronize_session=False))


def _is_over(column: str) -> ColumnElement[bool]:
    rule, now = retention_of(f"{TABLE}.{column}"), clock.now()
    closed = col(Report.issue_id).in_(issues.closed_before((now - rule.kept).date()))
    return or_(closed, col(Report.filed_at) < now - (rule.at_most or timedelta(days=3650)))
