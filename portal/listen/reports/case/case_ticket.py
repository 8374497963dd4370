"""The ticket of a report that somebody follows: made when the code was right, and dead after half an hour.

It stands in the forms of the page and in no address. It is 128 random bits; the row holds a keyed hash of it and,
sealed under it, which report it opens: a stolen table leads from no ticket to a report, nor back. The stored form of
the code is sealed with it: a new code shuts out whoever has the report open with the old one.
"""

from uuid import UUID

from sqlmodel import Session

from portal.ground import clock
from portal.listen.reports import queries, rules
from portal.listen.reports.models import Draft, Report
from privacy.vault.codes import NotACode, draft_key, new_draft_token, stored_form
from privacy.vault.keys import KeyRing
from privacy.vault.sealing import Place, seal, unseal

CASE = "/case"
ID_BYTES = 16


def make(session: Session, ring: KeyRing, report: Report) -> str:
    """Make a ticket for a report that a code opened."""
    key = ring.named("draft")
    ticket = new_draft_token(key=key)
    name = _name(ring, ticket)
    sealed = seal(_opens(report), key=draft_key(ticket, key=key), place=_place(name))
    session.add(Draft(id=name, sealed=sealed, expires_at=rules.ends_at(clock.now(), rules.CASE_LIFETIME)))
    return ticket


def read(session: Session, ring: KeyRing, ticket: str, *, lock: bool = False) -> Report | None:
    """Find the report of a ticket; None where it is over, was ended, never was one, or there is a newer code."""
    try:
        key = draft_key(ticket, key=ring.named("draft"))
    except NotACode:
        return None
    name = _name(ring, ticket)
    row = session.get(Draft, name)
    if row is None or row.expires_at <= clock.now():
        return None
    opens = unseal(row.sealed, key=key, place=_place(name))
    report = queries.by_id(session, UUID(bytes=opens[:ID_BYTES]), lock=lock)
    return report if report is not None and _opens(report) == opens else None


def end(session: Session, ring: KeyRing, ticket: str) -> None:
    """End a ticket at once; the report stays."""
    row = session.get(Draft, _name(ring, ticket))
    if row is not None:
        session.delete(row)


def _opens(report: Report) -> bytes:
    return report.id.bytes + (report.tracking or "").encode()


def _name(ring: KeyRing, ticket: str) -> str:
    return stored_form(ticket + CASE, key=ring.named("draft"))


def _place(name: str) -> Place:
    row = UUID(hex=name[:32])
    return Place(table="listen_draft", column="sealed", row=row, subject=row)
