"""The photos of a draft: each a sealed file of its own, known by a row as long as the draft lives."""

from dataclasses import astuple, dataclass, replace
from functools import partial
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Session, col

from portal.ground.database import after_commit
from portal.ground.media.folder import MediaFolder
from portal.listen.reports.models import DraftPhoto
from portal.listen.reports.unsent.photos import Photo
from privacy.minimise.images import Box
from privacy.vault.sealing import Place, seal, unseal

_TABLE = DraftPhoto.metadata.tables[str(DraftPhoto.__tablename__)]
_ADD = sa.insert(_TABLE)


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """What a draft knows of a photo: its name in addresses, its sealed file, its size in points, and its file's name.

    The file's name is shown to the person who chose it and to nobody else: it ends with the draft.
    """

    id: str
    key: str
    width: int
    height: int
    name: str
    found: list[list[float]] | None = None  # where there may be faces and plates; None: nothing was looked for
    small: str = ""  # the sealed file of its small copy, where there is one

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Where there may be faces and plates."""
        return tuple(Box(*shares) for shares in self.found or ())

    @property
    def words_name(self) -> str:
        """The field in which it is described."""
        return f"photo_words_{self.id}"


class DraftPhotos:
    """The sealed photos of one session's drafts. A file is deleted once that is durable, never before."""

    def __init__(self, session: Session, media: MediaFolder) -> None:
        self._session = session
        self._media = media

    def keep(self, draft: str, photo: Photo, *, key: bytes) -> KeptPhoto:
        """Seal a photo under the key of its draft."""
        return self._store(draft, KeptPhoto(uuid4().hex, "", photo.width, photo.height, photo.name), photo, key)

    def replace(self, draft: str, kept: KeptPhoto, photo: Photo, *, key: bytes) -> KeptPhoto:
        """Seal a photo in the place of another."""
        self.drop(kept)
        return self._store(draft, kept, photo, key)

    def read(self, draft: str, kept: KeptPhoto, *, key: bytes, small: bool = False) -> bytes | None:
        """Open a photo, or its small copy where there is one; None where its file is gone."""
        of_copy = small and bool(kept.small)
        try:
            with self._media.open(kept.small if of_copy else kept.key) as file:
                sealed = file.read()
        except FileNotFoundError:
            return None
        return unseal(sealed, key=key, place=_place(draft, kept.id, small=of_copy))

    def drop(self, kept: KeptPhoto) -> None:
        """Delete a photo and its small copy."""
        for key in filter(None, (kept.key, kept.small)):
            self._session.connection().execute(sa.delete(_TABLE).where(_TABLE.c.media_key == key))
            after_commit(self._session, partial(self._media.delete, key))

    def drop_all(self, draft: str) -> None:
        """Delete the photos of a draft that cannot be opened here."""
        of_it = col(DraftPhoto.draft_id) == draft
        for key in self._session.scalars(sa.select(col(DraftPhoto.media_key)).where(of_it)).all():
            after_commit(self._session, partial(self._media.delete, key))
        self._session.connection().execute(sa.delete(_TABLE).where(_TABLE.c.draft_id == draft))

    def _store(self, draft: str, kept: KeptPhoto, photo: Photo, key: bytes) -> KeptPhoto:
        whole = self._put(draft, seal(photo.jpeg, key=key, place=_place(draft, kept.id)))
        small = ""
        if photo.small:
            small = self._put(draft, seal(photo.small, key=key, place=_place(draft, kept.id, small=True)))
        return replace(kept, key=whole, small=small, width=photo.width, height=photo.height, found=shares(photo))

    def _put(self, draft: str, sealed: bytes) -> str:
        stored = self._media.put(sealed, suffix=".sealed")
        self._session.connection().execute(_ADD, {"media_key": stored, "draft_id": draft})
        return stored


def shares(photo: Photo) -> list[list[float]] | None:
    return None if photo.found is None else [list(astuple(box)) for box in photo.found]


def _place(draft: str, photo: str, *, small: bool = False) -> Place:
    column = "small_photo" if small else "photo"
    return Place(table="listen_draft", column=column, row=UUID(hex=photo), subject=UUID(hex=draft[:32]))
