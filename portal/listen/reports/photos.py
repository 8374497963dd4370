"""From an uploaded file to a picture that may be kept, or to a sentence that says what to send instead."""

from dataclasses import dataclass
from typing import Final

from starlette.datastructures import UploadFile

from i18n.lazy import Lazy, lazy
from portal.web.binding import FieldProblem
from privacy.minimise import images

SENTENCES: Final[dict[type[images.PhotoRefused], Lazy]] = {
    images.NotAnImage: lazy("Choose a photo: this file is not a JPEG, PNG, WebP or HEIC picture."),
    images.TooManyBytes: lazy("Choose a smaller photo, up to 12 MB."),
    images.TooManyPixels: lazy("Choose a photo with fewer points, up to 64 megapixels."),
    images.DecodingFailed: lazy("Choose another photo: this file is damaged and cannot be opened."),
}


@dataclass(frozen=True, slots=True)
class Photo:
    """A cleaned picture: JPEG bytes and its size in points."""

    jpeg: bytes
    width: int
    height: int


def receive(upload: object) -> Photo | None:
    """Clean an uploaded photo in a process of its own; None where none was sent. Raises FieldProblem."""
    if not isinstance(upload, UploadFile) or not upload.filename:
        return None
    content = upload.file.read(images.MAX_BYTES + 1)
    if not content:
        return None
    try:
        cleaned = images.clean(content)
    except images.PhotoRefused as refusal:
        raise FieldProblem(SENTENCES[type(refusal)]) from None
    return Photo(cleaned.jpeg, cleaned.width, cleaned.height)
