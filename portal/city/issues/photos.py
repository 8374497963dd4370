"""The published photos of an issue: copies of what residents sent, each with what it shows in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues.models import ISSUES, PHOTOS
from portal.city.issues.new_issue import NO_WORDS, Words
from portal.city.issues.queries import visible
from portal.ground.database import after_commit
from portal.ground.media.folder import MediaFolder
from privacy.minimise.images import SMALL_PX


@dataclass(frozen=True, slots=True)
class Photo:
    """A cleaned photo that may be shown, what it shows in words, and a small copy unless it is small itself."""

    jpeg: bytes
    width: int
    height: int
    alt: Words = NO_WORDS
    small: bytes = b""


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo as a page shows it; its number is its name, and stays when another one goes."""

    number: int
    media_key: str
    small_key: str
    width: int
    height: int
    alt: str
    language: str

    @property
    def small_width(self) -> int:
        """How many points wide the small copy is."""
        return round(self.width * min(1, SMALL_PX / max(self.width, self.height)))


_SHOWN = sa.select(*(PHOTOS.c[name] for name in ShownPhoto.__dataclass_fields__)).order_by(PHOTOS.c.number)


def of_issue(session: Session, issue_id: int) -> tuple[ShownPhoto, ...]:
    """Read the photos of an issue, whoever may see it."""
    return tuple(ShownPhoto(*row) for row in session.execute(_SHOWN.where(PHOTOS.c.issue_id == issue_id)))


def visible_key(session: Session, reference: str, number: int, *, small: bool = False) -> str | None:
    """Find a published photo of an issue that everyone may see, or its small copy where there is one."""
    asked = sa.select(PHOTOS.c.media_key, PHOTOS.c.small_key).join(ISSUES, ISSUES.c.id == PHOTOS.c.issue_id)
    of_it = asked.where(ISSUES.c.reference == reference, PHOTOS.c.number == number, visible())
    found = session.execute(of_it).one_or_none()
    if found is None:
        return None
    return str((small and found.small_key) or found.media_key)


def among(session: Session, keys: Collection[str]) -> frozenset[str]:
    """Pick the issues' photos out of the keys of stored files: what no row knows is swept away."""
    columns = PHOTOS.c.media_key, PHOTOS.c.small_key
    found = (session.execute(sa.select(each).where(each.in_(keys))).scalars() for each in columns)
    return frozenset(chain.from_iterable(found))


def put(session: Session, media: MediaFolder, issue_id: int, photos: Sequence[Photo]) -> None:
    """Store the photos of an issue in the place of earlier ones."""
    drop(session, media, PHOTOS.c.issue_id == issue_id)
    for number, photo in enumerate(photos, start=1):
        small_key = media.put(photo.small, suffix=".jpg") if photo.small else ""
        facts = {"media_key": media.put(photo.jpeg, suffix=".jpg"), "width": photo.width, "height": photo.height}
        words = {"alt": photo.alt.text, "language": photo.alt.language}
        session.execute(
            sa.insert(PHOTOS), {"issue_id": issue_id, "number": number, "small_key": small_key} | facts | words
        )


def drop(session: Session, media: MediaFolder, which: sa.ColumnElement[bool]) -> bool:
    """Delete photos, and their files once that is durable; say whether there were any."""
    found = session.execute(sa.select(PHOTOS.c.media_key, PHOTOS.c.small_key).where(which)).all()
    for key in filter(None, chain.from_iterable(found)):
        after_commit(session, partial(media.delete, key))
    if found:
        session.execute(sa.delete(PHOTOS).where(which))
    return bool(found)
