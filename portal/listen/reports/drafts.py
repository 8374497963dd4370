"""A draft: what a resident has said so far, sealed under an address that only the resident has.

Nothing is lost by an error, by Back or by another language, because each step keeps what was sent as it was sent. The
row holds a keyed hash of the address, so a stolen table opens no draft. A draft that was sent or thrown away leaves its
row empty until its day is over, so that its address stays dead; the receipt has a row of its own, for ten minutes.
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
from portal.ground.media.folder import MediaFolder, media_of
from portal.listen.reports import rules
from portal.listen.reports.draft_rows import DraftRow, DraftRows
from portal.listen.reports.models import Draft
from portal.listen.reports.rules import DraftGone
from portal.web.visit import Visit
from privacy.vault.codes import NotACode, draft_key, new_draft_token, stored_form
from privacy.vault.keys import KeyRing
from privacy.vault.sealing import Place, seal, unseal

EMPTY = b""
RECEIPT = "/receipt"
LONGEST_KEPT = 200_000  # characters of one answer that an error page can give back


@dataclass(slots=True)
class Answers:
    """What was said so far, as it was sent, by field, and the size of the photo in points."""

    said: dict[str, str] = field(default_factory=dict)
    photo_size: tuple[int, int] | None = None

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
        self._rows = DraftRows(session)

    def new_address(self) -> str:
        """Make an address for a draft. No other opens or begins one, so nobody can invent where others will write."""
        return new_draft_token(key=self._ring.named("draft"))

    def begin(self, token: str) -> None:
        """Make the row of a draft in which nothing was said yet; one that is there already stays as it is."""
        row = DraftRow(self._name(token), EMPTY, None, rules.ends_at(clock.now(), rules.DRAFT_LIFETIME))
        self._fill(row, token, _content(Answers()))
        self._rows.add(row)

    def begun(self, token: str) -> bool:
        """Whether there is a row at this address, dead or alive."""
        self._key(token)
        return self._rows.read(self._name(token)) is not None

    def open(self, token: str, *, lock: bool = False) -> Answers:
        """Read the draft at `token`; `lock` keeps a second sending waiting. Raises DraftGone."""
        row = self._row(token, lock=lock)
        if row.sealed == EMPTY:
            raise DraftGone
        found = json.loads(self._opened(row, token))
        return Answers(found["said"], tuple(found["photo_size"]) if found["photo_size"] else None)

    def save(self, token: str, answers: Answers) -> None:
        """Keep `answers`; the draft lives on until the hour at which it was to end."""
        row = self._row(token)
        self._fill(row, token, _content(answers))
        self._rows.change(row)

    def keep_photo(self, token: str, jpeg: bytes) -> None:
        """Keep a cleaned photo, sealed like the words; it takes the place of an earlier one."""
        row = self._row(token)
        self._drop_photo(row)
        row.photo_key = self.media.put(
            seal(jpeg, key=self._key(token), place=_place(row.id, "photo")), suffix=".sealed"
        )
        self._rows.change(row)

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
        self._rows.change(row)

    def close(self, token: str, receipt: dict[str, str]) -> None:
        """End a draft that was sent, and keep its receipt for a few minutes."""
        self._end(self._row(token))
        self.keep_receipt(token, receipt)

    def keep_receipt(self, token: str, receipt: dict[str, str]) -> None:
        """Keep what a person gets to write down, under the address of the draft."""
        row = DraftRow(self._name(token, RECEIPT), EMPTY, None, rules.ends_at(clock.now(), rules.RECEIPT_LIFETIME))
        self._fill(row, token, receipt)
        self._rows.add(row)

    def receipt(self, token: str) -> dict[str, str]:
        """Read the receipt of a draft that was sent. Raises DraftGone."""
        found: dict[str, str] = json.loads(self._opened(self._row(token, RECEIPT), token))
        return found

    def discard(self, token: str) -> None:
        """Throw the draft and its receipt away; nothing happens where both are gone already."""
        self._key(token)
        self._rows.remove(self._name(token, RECEIPT))
        row = self._rows.read(self._name(token))
        if row is not None:
            self._end(row)

    def _fill(self, row: DraftRow, token: str, content: Any) -> None:
        row.sealed = seal(json.dumps(content).encode(), key=self._key(token), place=_place(row.id))

    def _opened(self, row: DraftRow, token: str) -> bytes:
        return unseal(row.sealed, key=self._key(token), place=_place(row.id))

    def _end(self, row: DraftRow) -> None:
        self._drop_photo(row)
        row.sealed = EMPTY
        self._rows.change(row)

    def _row(self, token: str, part: str = "", *, lock: bool = False) -> DraftRow:
        self._key(token)
        row = self._rows.read(self._name(token, part), lock=lock)
        if row is None or row.expires_at <= clock.now():
            raise DraftGone
        return row

    def _drop_photo(self, row: DraftRow) -> None:
        """Forget the photo; its file goes once that is durable, or a failed request would leave a row without one."""
        if row.photo_key is not None:
            after_commit(self.session, partial(self.media.delete, row.photo_key))
            row.photo_key = None

    def _name(self, token: str, part: str = "") -> str:
        return stored_form(token + part, key=self._ring.named("draft"))

    def _key(self, token: str) -> bytes:
        try:
            return draft_key(token, key=self._ring.named("draft"))
        except NotACode:
            raise DraftGone from None


def drafts_of(visit: Visit, *, session: Session | None = None) -> DraftBox:
    """The drafts, as `visit` may open them: with its own session, or with one that only reads."""
    return DraftBox(session or visit.session, visit.site.ring, media_of(visit.site.settings))


def expire(session: Session, media: MediaFolder, *, before: datetime) -> int:
    """Delete the drafts that ended before `before`, with their photos; give how many."""
    gone = session.scalars(select(Draft).where(col(Draft.expires_at) < before)).all()
    for row in gone:
        if row.photo_key is not None:
            after_commit(session, partial(media.delete, row.photo_key))
    session.execute(delete(Draft).where(col(Draft.id).in_([row.id for row in gone])))
    return len(gone)


def _content(answers: Answers) -> dict[str, Any]:
    return {"said": answers.said, "photo_size": answers.photo_size}


def _place(row: str, column: str = "sealed") -> Place:
    name = UUID(hex=row[:32])
    return Place(table="listen_draft", column=column, row=name, subject=name)
