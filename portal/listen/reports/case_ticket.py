"""The ticket of a report that somebody follows: made when the code was right, and dead after half an hour.

It stands in the forms of the page and in no address. It is 128 random bits; the row holds a keyed hash of it and,
sealed under it, which report it opens: a stolen table leads from no ticket to a report, nor back.
"""

from uuid import UUID

from sqlmodel import Session

from portal.ground import clock
from portal.listen.reports import rules
from portal.listen.reports.models import Draft
from privacy.vault.codes import NotACode, draft_key, new_draft_token, stored_form
from privacy.vault.keys import KeyRing
from privacy.vault.sealing import Place, seal, unseal

CASE = "/case"


def make(session: Session, ring: KeyRing, report_id: UUID) -> str:
    """Make a ticket for a report."""
    ticket = new_draft_token()
    name = _name(ring, ticket)
    sealed = seal(report_id.bytes, key=draft_key(ticket, key=ring.named("draft")), place=_place(name))
    session.add(Draft(id=name, sealed=sealed, expires_at=clock.now() + rules.CASE_LIFETIME))
    return ticket


def read(session: Session, ring: KeyRing, ticket: str) -> UUID | None:
    """Say which report a ticket opens; None where it is over, was ended, or never was one."""
    try:
        key = draft_key(ticket, key=ring.named("draft"))
    except NotACode:
        return None
    name = _name(ring, ticket)
    row = session.get(Draft, name)
    if row is None or row.expires_at <= clock.now():
        return None
    return UUID(bytes=unseal(row.sealed, key=key, place=_place(name)))


def end(session: Session, ring: KeyRing, ticket: str) -> None:
    """End a ticket at once; the report stays."""
    row = session.get(Draft, _name(ring, ticket))
    if row is not None:
        session.delete(row)


def _name(ring: KeyRing, ticket: str) -> str:
    return stored_form(ticket + CASE, key=ring.named("draft"))


def _place(name: str) -> Place:
    row = UUID(hex=name[:32])
    return Place(table="listen_draft", column="sealed", row=row, subject=row)
