"""What ends with a case: contact and exact place first, in the end the report. Times: privacy.retention."""

from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, delete, or_, select, update
from sqlmodel import Session, col

from portal.city.issues import queries as issues
from portal.ground import clock
from portal.ground.database import after_commit
from portal.ground.media.folder import MediaFolder
from portal.ground.vault import service as vault
from portal.listen.reports.models import Attachment, Report
from privacy.retention import Retention, retention_of

SEALED = ("email", "push", "place", "landmark", "point")
TABLE = "listen_report"


def forget(session: Session, media: MediaFolder) -> None:
    """Shred what is sealed of reports that ended long enough ago, and delete those whose whole time is over."""
    for column in SEALED:
        vault.forget(session, subjects=_over(f"{TABLE}.{column}"), table=TABLE, column=column)
    over = update(Report).where(col(Report.has_contact), _is_over(retention_of(f"{TABLE}.email")))
    session.execute(over.values(has_contact=False).execution_options(synchronize_session=False))
    over = update(Report).where(col(Report.has_push), _is_over(retention_of(f"{TABLE}.push")))
    session.execute(over.values(has_push=False).execution_options(synchronize_session=False))
    _delete(session, media, _over(TABLE))


def _delete(session: Session, media: MediaFolder, gone: Select[UUID]) -> None:
    """Delete reports; the talk about them and the rows of their photos go with them, the files once that is durable."""
    for key in session.scalars(select(col(Attachment.media_key)).where(col(Attachment.report_id).in_(gone))):
        after_commit(session, partial(media.delete, key))
    session.execute(delete(Report).where(col(Report.id).in_(gone)).execution_options(synchronize_session=False))


def _over(kept: str) -> Select[UUID]:
    return select(col(Report.id)).where(_is_over(retention_of(kept)))


def _is_over(rule: Retention) -> ColumnElement[bool]:
    """Select by the end of a report or of its issue, and from its filing where it joined one that was closed before."""
    end = rule.cut_off(clock.now())
    closed = col(Report.issue_id).in_(issues.closed_before(end.date()))
    over = or_(col(Report.ended_on) < end.date(), and_(closed, col(Report.filed_at) < end))
    return over if rule.at_most is None else or_(over, col(Report.filed_at) < rule.longest(clock.now()))
