"""A draft: what a resident has said so far, sealed under an address that only the resident has.

Nothing is lost by an error, by Back or by another language, because each step keeps what was sent as it was sent. The
row holds a keyed hash of the address, so a stolen table opens no draft. A draft that was sent or thrown away leaves its
row empty until its day is over, so that its address stays dead; the receipt has a row of its own, for ten minutes.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlmodel import Session

from portal.ground import clock
from portal.ground.media.folder import MediaFolder, media_of
from portal.listen.reports import rules
from portal.listen.reports.rules import DraftGone
from portal.listen.reports.unsent.draft_photos import DraftPhotos, KeptPhoto
from portal.listen.reports.unsent.draft_rows import ENDED, DraftRow, DraftRows
from portal.listen.reports.unsent.photos import Photo
from portal.web.visit import Visit
from privacy.vault.codes import NotACode, draft_hour, draft_key, new_draft_token, stored_form
from privacy.vault.keys import KeyRing
from privacy.vault.sealing import Place, seal, unseal

RECEIPT = "/receipt"
_HOUR = timedelta(hours=1)
LONGEST_KEPT = 200_000  # characters of one answer that an error page can give back


@dataclass(slots=True)
class Answers:
    """What was said so far, as it was sent, by field, and the photos in the order in which they were chosen."""

    said: dict[str, str] = field(default_factory=dict)
    photos: list[KeptPhoto] = field(default_factory=list)

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
        self._photos = DraftPhotos(session, media)

    def new_address(self) -> str:
        """Make an address for a draft. No other opens or begins one, so nobody can invent where others will write."""
        return new_draft_token(key=self.keys.named, hour=_hour())

    def begin(self, token: str) -> None:
        """Make the row of a draft in which nothing was said yet; one that is there already stays as it is.

        An address that nobody used for a day begins nothing: it may have gone through many hands. Raises DraftGone.
        """
        self.keys.of(token)
        if _hour() - draft_hour(token) > rules.DRAFT_LIFETIME // _HOUR:
            raise DraftGone
        row = DraftRow(self._name(token), ENDED, rules.ends_at(clock.now(), rules.DRAFT_LIFETIME))
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
        return Answers(found["said"], [KeptPhoto(**each) for each in found.get("photos", ())])

    def save(self, token: str, answers: Answers) -> None:
        """Keep `answers`; the draft lives on until the hour at which it was to end. Raises DraftGone."""
        row = self.row(token)
        self._fill(row, token, _content(answers))
        self._change(row)

    def keep_photo(self, token: str, answers: Answers, photo: Photo) -> None:
        """Keep a cleaned photo, sealed like the words; `save` writes that it is there. Raises DraftGone."""
        row = self.row(token)
        answers.photos.append(self._photos.keep(row.id, photo, key=self.keys.of(token)))

    def cover_photo(self, token: str, answers: Answers, covered: KeptPhoto, photo: Photo) -> None:
        """Put a photo in the place of one of which it covers a part; the other is gone for good. Raises DraftGone."""
        at = answers.photos.index(covered)
        answers.photos[at] = self._photos.replace(self.row(token).id, covered, photo, key=self.keys.of(token))

    def photo(self, token: str, kept: KeptPhoto, *, small: bool = False) -> bytes | None:
        """Give a photo of the draft; without its file, the words can still be sent. Raises DraftGone."""
        return self._photos.read(self.row(token).id, kept, key=self.keys.of(token), small=small)

    def drop_photo(self, answers: Answers, name: str) -> None:
        """Throw a photo away, once `save` has written that; one that is gone already is fine."""
        for photo in [each for each in answers.photos if each.id == name]:
            answers.photos.remove(photo)
            answers.said.pop(photo.words_name, None)
            self._photos.drop(photo)

    def end(self, seen: DraftRow, answers: Answers) -> bool:
        """End the draft whose row was `seen`; False where it has changed or ended since: of many who send, one does."""
        if not self._rows.change(replace(seen, sealed=ENDED), seen=seen.sealed):
            return False
        for photo in answers.photos:
            self._photos.drop(photo)
        return True

    def keep_receipt(self, token: str, receipt: dict[str, str]) -> None:
        """Keep what a person gets to write down, under the address of the draft."""
        row = DraftRow(self._name(token, RECEIPT), ENDED, rules.ends_at(clock.now(), rules.RECEIPT_LIFETIME))
        self._fill(row, token, receipt)
        self._rows.add(row)

    def receipt(self, token: str, kind: rules.Receipt | None = None) -> dict[str, str]:
        """Read the receipt at an address, where it is one of this kind, or any. Raises DraftGone."""
        found: dict[str, str] = json.loads(self._opened(self.row(token, RECEIPT), token))
        if kind is not None and found.get("kind") != kind:
            raise rules.DraftGone
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
            self._photos.drop_all(row.id)
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

    def _name(self, token: str, part: str = "") -> str:
        return stored_form(token + part, key=self.keys.named)


def drafts_of(visit: Visit, *, seen: DraftBox | None = None) -> DraftBox:
    """The drafts, as `visit` may open them; what it may change is held until it ends. It knows the keys of `seen`."""
    keys = seen.keys if seen else DraftKeys(visit.site.ring)
    return DraftBox(visit.session, keys, media_of(visit.site.settings), writes=visit.writes)


def drafts_seen_by(visit: Visit) -> DraftBox:
    """The drafts as they are, for a visit that looks before it writes."""
    return DraftBox(visit.reader, DraftKeys(visit.site.ring), media_of(visit.site.settings), writes=False)


def _hour() -> int:
    return int(clock.now().timestamp()) // int(_HOUR.total_seconds())


def _content(answers: Answers) -> dict[str, Any]:
    return {"said": answers.said, "photos": [asdict(each) for each in answers.photos]}


def _place(row: str) -> Place:
    name = UUID(hex=row[:32])
    return Place(table="listen_draft", column="sealed", row=name, subject=name)
