"""Take a report back: its words, its photos, its talk, what is sealed, and the copy that everyone could read."""

import re
from datetime import date
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

from sqlalchemy import delete
from sqlmodel import Session, col

from i18n.locales import SHIPPED
from portal.city.issues import queries as issues
from portal.city.issues import said_by_others
from portal.city.issues import service as publishing
from portal.city.issues.new_issue import Words
from portal.city.places import queries as places
from portal.city.services import queries as services
from portal.ground import clock
from portal.ground.database import after_commit
from portal.ground.media.folder import MediaFolder
from portal.ground.vault import service as vault
from portal.listen.reports import queries
from portal.listen.reports.models import Attachment, CaseMessage, Report
from portal.listen.reports.rules import Status
from privacy.dp.weeks import local_day
from privacy.minimise.text import mask

_WORD, _HAN = re.compile(r"\w+"), re.compile("[\u3400-\u9fff]+")
_SMALL = 3  # letters of a word that any title may share, such as "the"


def remove(session: Session, media: MediaFolder, report: Report, *, zone: ZoneInfo) -> None:
    """Take back what a person said and showed: from the issue that shows it, from the report, and from the vault."""
    if report.status == Status.PUBLISHED:
        unpublish(session, media, report, today=local_day(clock.now(), zone))
    if report.status == Status.MERGED:
        unsay(session, report, zone=zone)
    _empty(session, media, report)
    vault.erase(session, subject=report.id)


def _empty(session: Session, media: MediaFolder, report: Report) -> None:
    """Take the words, the photos and the talk out of a report. The files go once that is durable."""
    for photo in queries.attachments(session, report.id):
        after_commit(session, partial(media.delete, photo.media_key))
    session.execute(delete(Attachment).where(col(Attachment.report_id) == report.id))
    session.execute(delete(CaseMessage).where(col(CaseMessage.report_id) == report.id))
    report.description, report.has_contact, report.has_push = "", False, False
    report.street_id = report.public_cell = None
    session.add(report)


def unpublish(session: Session, media: MediaFolder, report: Report, *, today: date) -> None:
    """Take the words and the photo of a published report off its issue, before the report is emptied."""
    issue = issues.by_id(session, report.issue_id) if report.issue_id is not None else None
    if issue is not None:
        shown = Words(issue.title, issue.title_language)
        title = _title_without(session, report, shown, service_code=issue.service_code)
        publishing.withdraw_words(session, media, issue, title=title, today=today)


def unsay(session: Session, report: Report, *, zone: ZoneInfo) -> None:
    """Take "others have said so too" off the issue's page where, without a merged report, nobody else says so yet."""
    issue = issues.by_id(session, report.issue_id or 0, lock=True)  # of two that go at once, one sees the other gone
    joined = queries.of_issue(session, report.issue_id or 0) if issue else ()
    others = [each for each in joined if each.status == Status.MERGED and each.may_publish and each.id != report.id]
    if issue is None or issue.id is None or any(each.publish_after <= clock.now() for each in others):
        return
    said_by_others.take_back(session, issue.id)
    if others:
        earliest = min(each.publish_after for each in others)
        said_by_others.say_later(session, issue.id, earliest=earliest, zone=zone)


def _title_without(session: Session, report: Report, shown: Words, *, service_code: str) -> Words:
    """Keep a title that staff wrote. The city's name of the type takes the place of one with words of the resident,
    other than those of the type itself and of its place.
    """
    service = services.service_by_code(session, service_code)
    if service is None:
        return shown
    district, street = places.district(session, report.district_code), places.street(session, report.street_id or 0)
    type_names = (service.name_in(locale.tag).text for locale in SHIPPED)
    known = " ".join((*type_names, district.name if district else "", street.name if street else ""))
    said = _words(f"{report.description} {mask(report.description)}") - _words(known)
    return Words(*service.name_in("")) if _words(shown.text) & said else shown  # in the city's first language


def _words(text: str) -> set[str]:
    """Take a text apart into what says something: words of four letters and more, numbers, and pairs of Han signs."""
    found: set[str] = set()
    for word in _WORD.findall(text.casefold()):
        han = _HAN.findall(word)
        found.update(f"{one}{other}" for run in han for one, other in pairwise(run))
        if not han and (len(word) > _SMALL or word.isdecimal()):
            found.add(word)
    return found
