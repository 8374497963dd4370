"""The thread from a report to what was counted of it: sealed, used only to correct, cut when the week closes."""

from uuid import UUID

from sqlmodel import Session

from portal.ground.contributions import service as contributions
from portal.listen.reports.models import Report
from privacy.vault.keys import KeyRing, split
from privacy.vault.sealing import Place, seal, unseal


def seal_handle(ring: KeyRing, report_id: UUID, handle: UUID) -> bytes:
    """Seal which contribution a report became: in the clear it would lead from a report to a pseudonym."""
    return seal(handle.bytes, key=_key(ring), place=_place(report_id))


def recount(session: Session, ring: KeyRing, report: Report, *, cell: str, now_week: int) -> None:
    """Count the voice of `report` in another cell. Raises PeriodClosed."""
    if report.sealed_voice is not None:
        contributions.correct(session, _handle(ring, report), cell=cell, now_week=now_week)


def silence(session: Session, ring: KeyRing, report: Report, *, now_week: int) -> None:
    """Stop counting the voice of `report`, because it is none. Raises PeriodClosed."""
    if report.sealed_voice is not None:
        contributions.blank(session, _handle(ring, report), now_week=now_week)


def _handle(ring: KeyRing, report: Report) -> UUID:
    sealed = report.sealed_voice
    assert sealed is not None  # noqa: S101 - both callers looked
    return UUID(bytes=unseal(sealed, key=_key(ring), place=_place(report.id)))


def _key(ring: KeyRing) -> bytes:
    return split(ring.named("voice"), "handle")


def _place(report_id: UUID) -> Place:
    return Place(table="listen_report", column="sealed_voice", row=report_id, subject=report_id)
