"""Once and no more: who sends a report again that a phone had kept gets the receipt of the first time.

The phone draws a key for each report. The row holds a keyed hash of it and the receipt, sealed under a key that is
derived from it: without the phone nobody can open it, and nobody can tell which report it belongs to.
"""

import json
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import Session, col

from portal.ground import clock
from portal.ground.inserts import insert_into
from portal.listen.reports import rules
from portal.listen.reports.models import PhoneReceipt
from privacy.vault.codes import NotACode, phone_key, stored_form
from privacy.vault.keys import KeyRing
from privacy.vault.sealing import Place, seal, unseal

_NOT_YET = b""


class PhoneReceipts:
    """The receipt under one phone's key."""

    def __init__(self, ring: KeyRing, key: str) -> None:
        """Take the key as it was sent. Raises NotACode."""
        named = ring.named("draft")
        self._key = phone_key(key, key=named)
        self._name = stored_form(f"{key}/phone", key=named)

    def read(self, session: Session) -> dict[str, str] | None:
        """Give the receipt, if a report was filed under this key."""
        sealed = session.scalar(select(col(PhoneReceipt.sealed)).where(col(PhoneReceipt.id) == self._name))
        if not sealed:
            return None
        found: dict[str, str] = json.loads(unseal(sealed, key=self._key, place=self._place))
        return found

    def claim(self, session: Session) -> bool:
        """Take the key for this transaction; False where a report was filed under it, even a moment ago.

        Where another transaction has taken it and not ended, this one waits until it has.
        """
        expires_at = rules.ends_at(clock.now(), rules.PHONE_RECEIPT_LIFETIME)
        into = insert_into(session, PhoneReceipt).values(id=self._name, sealed=_NOT_YET, expires_at=expires_at)
        taken = into.on_conflict_do_nothing().returning(PhoneReceipt.id)
        return session.connection().execute(taken).first() is not None

    def keep(self, session: Session, receipt: dict[str, str]) -> None:
        """Keep the receipt of the report that was filed after `claim`."""
        row = session.get_one(PhoneReceipt, self._name)
        row.sealed = seal(json.dumps(receipt).encode(), key=self._key, place=self._place)
        session.add(row)

    @property
    def _place(self) -> Place:
        name = UUID(hex=self._name[:32])
        return Place(table="listen_phone_receipt", column="sealed", row=name, subject=name)


def once(session: Session, ring: KeyRing, key: str, file: Callable[[], dict[str, str]]) -> dict[str, str]:
    """File a report under the key of a phone, unless that was done before: then give the receipt of that time.

    Without such a key, as from a browser that runs no script, it is filed.
    """
    try:
        receipts = PhoneReceipts(ring, key)
    except NotACode:
        return file()
    if not receipts.claim(session):
        return receipts.read(session) or {}
    receipt = file()
    receipts.keep(session, receipt)
    return receipt


def expire(session: Session, *, before: datetime) -> None:
    """Delete the receipts that ended before `before`."""
    session.execute(delete(PhoneReceipt).where(col(PhoneReceipt.expires_at) < before))
