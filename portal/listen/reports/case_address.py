"""The address of a report that somebody follows: made when the code was right, and dead after half an hour.

Like a draft's it is 128 random bits. The row holds a keyed hash of it and, sealed under it, which report it is: a
stolen table leads from no address to a report, nor back.
"""

from uuid import UUID

from sqlmodel import Session

from portal.ground import clock
from portal.listen.reports import rules
from portal.listen.reports.models import Draft
from portal.listen.reports.rules import DraftGone
from privacy.vault.codes import NotACode, draft_key, new_draft_token, stored_form
from privacy.vault.keys import KeyRing
from privacy.vault.sealing import Place, seal, unseal

CASE = "/case"


def make(session: Session, ring: KeyRing, report_id: UUID) -> str:
    """Make an address for a report."""
    token = new_draft_token()
    name = _name(ring, token)
    sealed = seal(report_id.bytes, key=_key(ring, token), place=_place(name))
    session.add(Draft(id=name, sealed=sealed, expires_at=clock.now() + rules.CASE_LIFETIME))
    return token


def read(session: Session, ring: KeyRing, token: str) -> UUID:
    """Say which report is read at an address. Raises DraftGone."""
    key, name = _key(ring, token), _name(ring, token)
    row = session.get(Draft, name)
    if row is None or row.expires_at <= clock.now():
        raise DraftGone
    return UUID(bytes=unseal(row.sealed, key=key, place=_place(name)))


def end(session: Session, ring: KeyRing, token: str) -> None:
    """End an address at once; the report stays. Raises DraftGone for what is no address."""
    _key(ring, token)
    row = session.get(Draft, _name(ring, token))
    if row is not None:
        session.delete(row)


def _name(ring: KeyRing, token: str) -> str:
    return stored_form(token + CASE, key=ring.named("draft"))


def _key(ring: KeyRing, token: str) -> bytes:
    try:
        return draft_key(token, key=ring.named("draft"))
    except NotACode:
        raise DraftGone from None


def _place(name: str) -> Place:
    row = UUID(hex=name[:32])
    return Place(table="listen_draft", column="sealed", row=row, subject=row)
