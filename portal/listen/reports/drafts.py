"""A draft: what a resident has said so far, sealed under an address that only the resident has.

Nothing is lost by an error, by Back or by another language, because each step keeps what was sent as it was sent. The
row holds a keyed hash of the address, so a stolen table opens no draft.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import Session, col

from portal.ground import clock
from portal.ground.database import after_commit
from portal.ground.media.folder import MediaFolder
from portal.listen.reports import rules
from portal.listen.reports.models import Draft
from portal.listen.reports.rules import DraftGone
from privacy.vault.codes import NotACode, draft_key, new_draft_token, stored_form
from privacy.vault.keys import KeyRing
from privacy.vault.sealing import Place, seal, unseal

LONGEST_KEPT = 20_000  # characters of one answer that an error page can give back


@dataclass(slots=True)
class Answers:
    """What was said so far, as it was sent, by field; and the receipt once the report is on its way."""

    said: dict[str, str] = field(default_factory=dict)
    photo_size: tuple[int, int] | None = None
    receipt: dict[str, str] | None = None

    def text(self, name: str) -> str:
        """Give the answer to `name`, empty where there is none."""
        return self.said.get(name, "")

    def keep(self, raw: Mapping[str, Any]) -> None:
        """Remember what was sent, even where it does not fit: nothing typed is lost."""
        for name, value in raw.items():
            self.said[name] = str(value)[:LONGEST_KEPT]


class DraftBox:
    """The drafts of one visit: their keys and where their photos lie."""

    def __init__(self, session: Session, ring: KeyRing, media: MediaFolder) -> None:
        self.session = session
        self.media = media
        self._ring = ring

    def new(self, answers: Answers | None = None) -> str:
        """Start a draft and give its secret address."""
        token = new_draft_token()
        row = Draft(id=self._name(token), sealed=b"", expires_at=clock.now() + rules.DRAFT_LIFETIME)
        self._put(row, token, answers or Answers())
        return token

    def open(self, token: str, *, lock: bool = False) -> Answers:
        """Read the draft at `token`; `lock` keeps others from changing it meanwhile. Raises DraftGone."""
        return self._answers(self._row(token, lock=lock), token)

    def save(self, token: str, answers: Answers) -> None:
        """Keep `answers`; the draft ends at the same hour as before. Raises DraftGone where it was sent meanwhile."""
        row = self._row(token, lock=True)
        if self._answers(row, token).receipt is not None:
            raise DraftGone
        self._put(row, token, answers)

    def keep_photo(self, token: str, jpeg: bytes) -> None:
        """Keep a cleaned photo, sealed like the words; it takes the place of an earlier one."""
        row = self._row(token)
        self._drop_photo(row)
        row.photo_key = self.media.put(
            seal(jpeg, key=self._key(token), place=_place(row.id, "photo")), suffix=".sealed"
        )
        self.session.add(row)

    def photo(self, token: str) -> bytes | None:
        """Give the draft's photo, if there is one."""
        row = self._row(token)
        if row.photo_key is None:
            return None
        with self.media.open(row.photo_key) as file:
            sealed = file.read()
        return unseal(sealed, key=self._key(token), place=_place(row.id, "photo"))

    def drop_photo(self, token: str) -> None:
        """Throw the photo away."""
        row = self._row(token)
        self._drop_photo(row)
        self.session.add(row)

    def close(self, token: str, receipt: dict[str, str]) -> None:
        """End a draft that was sent: only the receipt stays, for a few minutes."""
        row = self._row(token)
        self._drop_photo(row)
        row.expires_at = clock.now() + rules.RECEIPT_LIFETIME
        self._put(row, token, Answers(receipt=receipt))

    def discard(self, token: str) -> None:
        """Throw the draft away; nothing happens where it is gone already."""
        row = self.session.get(Draft, self._name(token))
        if row is not None:
            self._drop_photo(row)
            self.session.delete(row)

    def _answers(self, row: Draft, token: str) -> Answers:
        found = json.loads(unseal(row.sealed, key=self._key(token), place=_place(row.id)))
        size = tuple(found["photo_size"]) if found["photo_size"] else None
        return Answers(found["said"], size, found["receipt"])

    def _put(self, row: Draft, token: str, answers: Answers) -> None:
        said = {"said": answers.said, "photo_size": answers.photo_size, "receipt": answers.receipt}
        row.sealed = seal(json.dumps(said).encode(), key=self._key(token), place=_place(row.id))
        self.session.add(row)

    def _row(self, token: str, *, lock: bool = False) -> Draft:
        row = self.session.get(Draft, self._name(token), with_for_update=lock or None)
        if row is None or row.expires_at <= clock.now():
            raise DraftGone
        return row

    def _drop_photo(self, row: Draft) -> None:
        """Forget the photo; its file goes once that is durable, or a failed request would leave a row without one."""
        if row.photo_key is not None:
            after_commit(self.session, partial(self.media.delete, row.photo_key))
            row.photo_key = None

    def _name(self, token: str) -> str:
        return stored_form(token, key=self._ring.named("draft"))

    def _key(self, token: str) -> bytes:
        try:
            return draft_key(token, key=self._ring.named("draft"))
        except NotACode:
            raise DraftGone from None


def expire(session: Session, media: MediaFolder, *, before: datetime) -> int:
    """Delete the drafts that ended before `before`, with their photos; give how many."""
    gone = session.scalars(select(Draft).where(col(Draft.expires_at) < before)).all()
    for row in gone:
        if row.photo_key is not None:
            after_commit(session, partial(media.delete, row.photo_key))
    session.execute(delete(Draft).where(col(Draft.id).in_([row.id for row in gone])))
    return len(gone)


def _place(row: str, column: str = "sealed") -> Place:
    name = UUID(hex=row[:32])
    return Place(table="listen_draft", column=column, row=name, subject=name)
