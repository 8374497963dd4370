"""The published photos of an issue: copies of what residents sent, each with what it shows in words."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import partial

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues.models import ISSUES, PHOTOS
from portal.city.issues.new_issue import NO_WORDS, Words
from portal.city.issues.queries import visible
from portal.ground.database import after_commit
from portal.ground.media.folder import MediaFolder


@dataclass(frozen=True, slots=True)
class Photo:
    """A cleaned photo that may be shown, and what it shows in words."""

    jpeg: bytes
    width: int
    height: int
    alt: Words = NO_WORDS


@dataclass(frozen=True, slots=True)
class ShownPhoto:
    """A photo as a page shows it; its number is its name, and stays when another one goes."""

    number: int
    media_key: str
    width: int
    height: int
    alt: str
    language: str


_SHOWN = sa.select(*(PHOTOS.c[name] for name in ShownPhoto.__dataclass_fields__)).order_by(PHOTOS.c.number)


def of_issue(session: Session, issue_id: int) -> tuple[ShownPhoto, ...]:
    """Read the photos of an issue, whoever may see it."""
    return tuple(ShownPhoto(*row) for row in session.execute(_SHOWN.where(PHOTOS.c.issue_id == issue_id)))


def visible_key(session: Session, reference: str, number: int) -> str | None:
    """Find a published photo of an issue that everyone may see."""
    asked = sa.select(PHOTOS.c.media_key).join(ISSUES, ISSUES.c.id == PHOTOS.c.issue_id)
    return session.scalar(asked.where(ISSUES.c.reference == reference, PHOTOS.c.number == number, visible()))


def among(session: Session, keys: Collection[str]) -> frozenset[str]:
    """Pick the issues' photos out of the keys of stored files: what no row knows is swept away."""
    found = session.execute(sa.select(PHOTOS.c.media_key).where(PHOTOS.c.media_key.in_(keys)))
    return frozenset(found.scalars())


def put(session: Session, media: MediaFolder, issue_id: int, photos: Sequence[Photo]) -> None:
    """Store the photos of an issue in the place of earlier ones."""
    drop(session, media, PHOTOS.c.issue_id == issue_id)
    for number, photo in enumerate(photos, start=1):
        facts = {"media_key": media.put(photo.jpeg, suffix=".jpg"), "width": photo.width, "height": photo.height}
        words = {"alt": photo.alt.text, "language": photo.alt.language}
        session.execute(sa.insert(PHOTOS), {"issue_id": issue_id, "number": number} | facts | words)


def drop(session: Session, media: MediaFolder, which: sa.ColumnElement[bool]) -> bool:
    """Delete photos, and their files once that is durable; say whether there were any."""
    keys = session.execute(sa.select(PHOTOS.c.media_key).where(which)).scalars().all()
    for key in keys:
        after_commit(session, partial(media.delete, key))
    if keys:
        session.execute(sa.delete(PHOTOS).where(which))
    return bool(keys)
