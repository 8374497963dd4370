"""File a report: one transaction that keeps the words, seals who and where, and lets the voice be counted."""

from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Protocol
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import Executable
from sqlmodel import Session

from portal.city.services.cells import cell_of
from portal.city.working_days import due_after
from portal.ground import clock
from portal.ground.contributions.voices import admit_voice
from portal.ground.inserts import dialect_of, insert_for
from portal.ground.vault import service as vault
from portal.ground.vault.rules import CONTACT, PrivateField
from portal.listen.reports import voices
from portal.listen.reports.models import Attachment, Report
from portal.listen.reports.queries import tracking_name
from portal.listen.reports.rules import Status
from privacy.dp.weeks import local_day, week_of
from privacy.minimise.location import Point, public_cell
from privacy.vault.codes import new_reference, new_tracking_code
from privacy.vault.keys import KeyRing
from privacy.vault.pseudonyms import Pseudonym

_BLANK: dict[str, Any] = {name: each.default for name, each in Report.model_fields.items() if not each.is_required()}
"""What a report's row holds before anything is said; as an object, it took as long to make as half a statement."""
CREW = "crew"
"""The purpose of what only the people who go there may know."""
HOUR, NO_TIME = timedelta(hours=1), timedelta(0)


class Voice(Protocol):
    """Somebody who is signed in, as far as counting needs to know."""

    def unit(self, family: str) -> Pseudonym: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReport:
    """What a resident wants to tell the city, checked and ready."""

    service_code: str
    district_code: str
    description: str
    language: str
    locale: str
    place: str
    landmark: str
    point: Point | None
    street_id: int | None
    may_publish: bool
    email: str
    due_days: int
    delay: timedelta
    channel: str = "web"
    holidays: tuple[date, ...] = ()  # of the city: no answer is due on one
    greets: bool = True  # not where its address got enough letters for now
    counts: bool = True  # not where the same voice was counted for the issue already


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredPhoto:
    """A cleaned photo that lies in the media folder."""

    media_key: str
    width: int
    height: int
    description: str
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """What a resident gets: the reference for talking about it, and the code that is the only way back."""

    report_id: UUID
    reference: str
    tracking_code: str


def file_report(
    session: Session,
    ring: KeyRing,
    *,
    new: NewReport,
    prefix: str,
    zone: ZoneInfo,
    voice: Voice | None,
    photos: tuple[StoredPhoto, ...] = (),
) -> Filed:
    """Keep a report, seal what points at a person, admit its voice once, and leave word for whoever waits."""
    report_id, code, now = uuid4(), new_tracking_code(), clock.now()
    hour, today = _hour_of(now, zone), local_day(now, zone)
    row = _BLANK | {
        "id": report_id,
        "reference": new_reference(prefix),
        "tracking": tracking_name(ring, code),
        "status": Status.RECEIVED,
        "service_code": new.service_code,
        "district_code": new.district_code,
        "description": new.description,
        "language": new.language,
        "locale": new.locale,
        "street_id": new.street_id,
        "public_cell": public_cell(new.point) if new.point else None,
        "may_publish": new.may_publish,
        "has_contact": bool(new.email),
        "channel": new.channel,
        "filed_at": hour,
        "due_on": due_after(today, new.due_days, new.holidays),
        "publish_after": hour + new.delay + (HOUR if new.delay and now > hour else NO_TIME),
        "sealed_voice": _count(session, ring, report_id, new, voice, week_of(today)),
    }
    while session.connection().execute(_into_reports(dialect_of(session)), row).first() is None:
        row["reference"] = new_reference(prefix)  # drawn twice, as one city in ten does in ten years
    for number, photo in enumerate(photos, start=1):
        session.add(Attachment(report_id=report_id, number=number, **asdict(photo)))
    _seal(session, ring, report_id, new)
    if new.email and new.greets:
        vault.send(session, subject=report_id, event="received", language=new.locale)
    return Filed(report_id, row["reference"], code)


@cache
def _into_reports(dialect: str) -> Executable:
    """Build the statement once; it gives a row back only where the reference was free."""
    into = insert_for(dialect, Report).on_conflict_do_nothing(index_elements=["reference"])
    statement: Executable = into.returning(Report.metadata.tables[str(Report.__tablename__)].c.id)
    return statement


def _hour_of(now: datetime, zone: ZoneInfo) -> datetime:
    """Give the city's full hour: a finer time would join the report to who was signed in or pressed at that moment."""
    return now.astimezone(zone).replace(minute=0, second=0, microsecond=0).astimezone(UTC)


def _seal(session: Session, ring: KeyRing, report_id: UUID, new: NewReport) -> None:
    point = f"{new.point.lat},{new.point.lon}" if new.point else ""
    said = (
        ("email", new.email, CONTACT),
        ("place", new.place, CREW),
        ("landmark", new.landmark, CREW),
        ("point", point, CREW),
    )
    fields = [PrivateField("listen_report", column, report_id, text, purpose) for column, text, purpose in said if text]
    if fields:
        vault.put(session, ring, subject=report_id, fields=fields, is_new=True)


def _count(
    session: Session, ring: KeyRing, report_id: UUID, new: NewReport, voice: Voice | None, week: int
) -> bytes | None:
    """Admit the voice of a report; give the sealed name of its contribution, by which the desk can correct it."""
    if not new.counts:
        return None
    cell = cell_of(new.service_code, new.district_code)
    handle = admit_voice(session, unit_of=voice.unit if voice else None, week=week, cell=cell)
    return voices.seal_handle(ring, report_id, handle) if handle else None
