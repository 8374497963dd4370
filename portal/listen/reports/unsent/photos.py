"""From uploaded files to pictures that may be kept, or to a sentence that says what to send instead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from starlette.datastructures import FormData, UploadFile

from i18n.lazy import Lazy, lazy
from privacy.minimise import images
from privacy.minimise.characters import tidy

MOST: Final = 3
"""How many photos a report may have."""
LONGEST_NAME: Final = 60
SENTENCES: Final[dict[type[images.PhotoRefused], Lazy]] = {
    images.NotAnImage: lazy("Choose another photo: %(names)s is not a JPEG, PNG, WebP or HEIC picture."),
    images.TooManyBytes: lazy("Choose a smaller photo, up to 12 MB: %(names)s is larger."),
    images.TooManyPixels: lazy("Choose a photo with fewer points, up to 64 megapixels: %(names)s has more."),
    images.DecodingFailed: lazy("Choose another photo: %(names)s is damaged and cannot be opened."),
}
SEVERAL: Final = lazy(
    "Choose other photos instead of %(names)s: JPEG, PNG, WebP or HEIC, up to 12 MB and 64 megapixels, not damaged."
)
TOO_MANY: Final = lazy("A report has room for 3 photos. Left out: %(names)s. To send it, first remove another photo.")


@dataclass(frozen=True, slots=True)
class Photo:
    """A cleaned picture: JPEG bytes, its size in points, the name of the chosen file, and a small copy for pages."""

    jpeg: bytes
    width: int
    height: int
    name: str = ""
    found: tuple[images.Box, ...] | None = None  # where there may be faces and plates; None: nothing was looked for
    small: bytes = b""


@dataclass(frozen=True, slots=True)
class Received:
    """What came of the files that were sent: photos that can be kept, and what is to be said of the others."""

    photos: tuple[Photo, ...]
    refused: Lazy | None = None
    left_out: tuple[str, ...] = ()

    def fitting(self, free: int) -> tuple[tuple[Photo, ...], Lazy | None]:
        """Give the photos for which there is room, and the sentence about those that are not kept."""
        left_out = (*(each.name for each in self.photos[free:]), *self.left_out)
        sentence = self.refused or (TOO_MANY.bind(names=_listed(left_out)) if left_out else None)
        return self.photos[:free], sentence

    def without(self, kept: Iterable[bytes | None]) -> "Received":
        """Leave out what is kept already: it is sent again where an answer was lost."""
        known = set(kept)
        return replace(self, photos=tuple(each for each in self.photos if each.jpeg not in known))


def receive(form: FormData) -> Received:
    """Clean the uploaded photos, each in a process of its own, no more than a report has room for."""
    kept: list[Photo] = []
    refused: list[tuple[Lazy, str]] = []
    left_out: list[str] = []
    for upload in form.getlist("photo"):
        if not isinstance(upload, UploadFile) or not upload.filename:
            continue
        name = _name(upload.filename)
        if len(kept) + len(refused) >= MOST:
            left_out.append(name)
        else:
            try:
                cleaned = images.clean(upload.file.read(images.MAX_BYTES + 1))
            except images.PhotoRefused as refusal:
                refused.append((SENTENCES[type(refusal)], name))
            else:
                found = images.look(cleaned.jpeg)
                kept.append(Photo(cleaned.jpeg, cleaned.width, cleaned.height, name, found, cleaned.small))
    return Received(tuple(kept), _refused(refused), tuple(left_out))


def _refused(refused: Sequence[tuple[Lazy, str]]) -> Lazy | None:
    if not refused:
        return None
    sentence = refused[0][0] if len(refused) == 1 else SEVERAL
    return sentence.bind(names=_listed([name for _, name in refused]))


def _listed(names: Sequence[str]) -> str:
    """Write file names so that none turns the sentence round it: each is isolated, for no language knows its own."""
    return ", ".join(f"\u2068{name}\u2069" for name in names)


def _name(of_file: str) -> str:
    """Keep what tells files apart: the end of the path that some browsers send, at most so long."""
    name = tidy(of_file.replace("\\", "/").rpartition("/")[2]).strip() or "?"
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 9]}…{name[-8:]}"
