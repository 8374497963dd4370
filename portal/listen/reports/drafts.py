"""A draft: what a resident has said so far, sealed under an address that only the resident has.

Nothing is lost by an error, by Back or by another language, because each step keeps what was sent as it was sent. The
row holds a keyed hash of the address, so a stolen table opens no draft. A draft that was sent or thrown away leaves its
row empty until its day is over, so that its address stays dead; the receipt has a row of its own, for ten minutes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlmodel import Session, col

from portal.ground import clock
from portal.ground.database import after_commit
from portal.ground.media.folder import MediaFolder, media_of
from portal.listen.reports import rules
from portal.listen.reports.draft_rows import ENDED, DraftRow, DraftRows
from portal.listen.reports.models import Draft
from portal.listen.reports.rules import DraftGone
from portal.web.visit import Visit
from privacy.vault.codes import NotACode, draft_key, new_draft_token, stored_form
from privacy.vault.keys import KeyRing
from privacy.vault.sealing import Place, seal, unseal

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


class DraftKeys:
    """The keys of the drafts that one visit touches, each derived once."""

    def __init__(self, ring: KeyRing) -> None:
        self._ring = ring
        self._known: dict[str, bytes] = {}

    @cached_property
    def named(self) -> bytes:
        """The key under which drafts are named."""
        return self._ring.named("draft")

    def of(self, token: str) -> bytes:
        """Derive the key of the draft at `token`. Raises DraftGone for what can be no address of a draft."""
        if token not in self._known:
            try:
                self._known[token] = draft_key(token, key=self.named)
            except NotACode:
                raise DraftGone from None
        return self._known[token]


class DraftBox:
    """The drafts of one visit: their keys and where their photos lie."""

    def __init__(self, session: Session, keys: DraftKeys, media: MediaFolder, *, writes: bool) -> None:
        self.session = session
        self.media = media
        self.keys = keys
        self._rows = DraftRows(session, hold=writes)

    def new_address(self) -> str:
        """Make an address for a draft. No other opens or begins one, so nobody can invent where others will write."""
        return new_draft_token(key=self.keys.named)

    def begin(self, token: str) -> None:
        """Make the row of a draft in which nothing was said yet; one that is there already stays as it is."""
        row = DraftRow(self._name(token), ENDED, None, rules.ends_at(clock.now(), rules.DRAFT_LIFETIME))
        self._fill(row, token, _content(Answers()))
        self._rows.add(row)

    def begun(self, token: str) -> bool:
        """Whether there is a row at this address, dead or alive."""
        self.keys.of(token)
        return self._rows.read(self._name(token)) is not None

    def open(self, token: str) -> Answers:
        """Read the draft at `token`. Raises DraftGone."""
        row = self.row(token)
        if row.sealed == ENDED:
            raise DraftGone
        found = json.loads(self._opened(row, token))
        return Answers(found["said"], tuple(found["photo_size"]) if found["photo_size"] else None)

    def save(self, token: str, answers: Answers) -> None:
        """Keep `answers`; the draft lives on until the hour at which it was to end. Raises DraftGone."""
        row = self.row(token)
        self._fill(row, token, _content(answers))
        self._change(row)

    def keep_photo(self, token: str, jpeg: bytes) -> None:
        """Keep a cleaned photo, sealed like the words; it takes the place of an earlier one. Raises DraftGone."""
        row = self.row(token)
        self._drop_photo(row)
        row.photo_key = self.media.put(
            seal(jpeg, key=self.keys.of(token), place=_place(row.id, "photo")), suffix=".sealed"
        )
        self._change(row)

    def photo(self, token: str) -> bytes | None:
        """Give the draft's photo, if there is one; without its file, the words can still be sent."""
        row = self.row(token)
        if row.photo_key is None:
            return None
        try:
            with self.media.open(row.photo_key) as file:
                sealed = file.read()
        except FileNotFoundError:
            return None
        return unseal(sealed, key=self.keys.of(token), place=_place(row.id, "photo"))

    def drop_photo(self, token: str) -> None:
        """Throw the photo away. Raises DraftGone."""
        row = self.row(token)
        self._drop_photo(row)
        self._change(row)

    def end(self, seen: DraftRow) -> bool:
        """End the draft whose row was `seen`; False where it has changed or ended since: of many who send, one does."""
        if not self._rows.change(replace(seen, sealed=ENDED, photo_key=None), seen=seen.sealed):
            return False
        self._forget_photo(seen)
        return True

    def keep_receipt(self, token: str, receipt: dict[str, str]) -> None:
        """Keep what a person gets to write down, under the address of the draft."""
        row = DraftRow(self._name(token, RECEIPT), ENDED, None, rules.ends_at(clock.now(), rules.RECEIPT_LIFETIME))
        self._fill(row, token, receipt)
        self._rows.add(row)

    def receipt(self, token: str) -> dict[str, str]:
        """Read the receipt of a draft that was sent. Raises DraftGone."""
        found: dict[str, str] = json.loads(self._opened(self.row(token, RECEIPT), token))
        return found

    def was_sent(self, token: str) -> bool:
        """Whether there is a receipt that may still be read."""
        self.keys.of(token)
        found = self._rows.read(self._name(token, RECEIPT))
        return found is not None and found.expires_at > clock.now()

    def discard(self, token: str) -> None:
        """Throw the draft and its receipt away; nothing happens where both are gone already."""
        self.keys.of(token)
        self._rows.remove(self._name(token, RECEIPT))
        row = self._rows.read(self._name(token))
        if row is not None:
            self._drop_photo(row)
            row.sealed = ENDED
            self._rows.change(row)

    def _fill(self, row: DraftRow, token: str, content: Any) -> None:
        row.sealed = seal(json.dumps(content).encode(), key=self.keys.of(token), place=_place(row.id))

    def _opened(self, row: DraftRow, token: str) -> bytes:
        return unseal(row.sealed, key=self.keys.of(token), place=_place(row.id))

    def _change(self, row: DraftRow) -> None:
        if not self._rows.change(row):
            raise DraftGone

    def row(self, token: str, part: str = "") -> DraftRow:
        """Give the row of a draft, or of its receipt, that may still be read. Raises DraftGone."""
        self.keys.of(token)
        row = self._rows.read(self._name(token, part))
        if row is None or row.expires_at <= clock.now():
            raise DraftGone
        return row

    def _drop_photo(self, row: DraftRow) -> None:
        self._forget_photo(row)
        row.photo_key = None

    def _forget_photo(self, row: DraftRow) -> None:
        """Delete the photo's file once that is durable, or a failed request would leave a row without one."""
        if row.photo_key is not None:
            after_commit(self.session, partial(self.media.delete, row.photo_key))

    def _name(self, token: str, part: str = "") -> str:
        return stored_form(token + part, key=self.keys.named)


def drafts_of(visit: Visit, *, seen: DraftBox | None = None) -> DraftBox:
    """The drafts, as `visit` may open them; what it may change is held until it ends. It knows the keys of `seen`."""
    keys = seen.keys if seen else DraftKeys(visit.site.ring)
    return DraftBox(visit.session, keys, media_of(visit.site.settings), writes=visit.writes)


def drafts_seen_by(visit: Visit) -> DraftBox:
    """The drafts as they are, for a visit that looks before it writes."""
    return DraftBox(visit.reader, DraftKeys(visit.site.ring), media_of(visit.site.settings), writes=False)


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
