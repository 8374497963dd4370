"""Empty a report: its words, its photos, its talk."""

from functools import partial

from sqlalchemy import delete
from sqlmodel import Session, col

from portal.ground.database import after_commit
from portal.ground.media.folder import MediaFolder
from portal.listen.reports import queries
from portal.listen.reports.models import Attachment, CaseMessage, Report


def empty(session: Session, media: MediaFolder, report: Report) -> None:
    """Take out of a report what the person said and showed. The files go once that is durable."""
    for photo in queries.attachments(session, report.id):
        after_commit(session, partial(media.delete, photo.media_key))
    session.execute(delete(Attachment).where(col(Attachment.report_id) == report.id))
    session.execute(delete(CaseMessage).where(col(CaseMessage.report_id) == report.id))
    report.description, report.has_contact = "", False
    report.street_id = report.public_cell = report.search_cell = None
    session.add(report)
