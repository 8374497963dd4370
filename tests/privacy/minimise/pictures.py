"""Pictures made for the tests, and what can be seen of what came out."""

import io
import struct
from collections.abc import Iterator

from PIL import Image

from privacy.minimise.images import CleanPhoto

RED, BLUE, WHITE = (200, 30, 30), (30, 30, 200), (255, 255, 255)
SECRET = b"PlantedCamera"


def half_and_half(width: int = 60, height: int = 40) -> Image.Image:
    """Paint a picture with a red left half and a blue right half."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def exif_with_place(orientation: int = 1) -> Image.Exif:
    """Write what a camera writes: its name, and where it stood."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 28.0, 11.0), 3: "W", 4: (0.0, 22.0, 35.0)})
    return exif


def file_of(picture: Image.Image, form: str, **options: object) -> bytes:
    """Write a picture as a file of a format."""
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def pixels(photo: CleanPhoto) -> Image.Image:
    """Look at what came out."""
    return Image.open(io.BytesIO(photo.jpeg))


def is_close(seen: object, meant: tuple[int, int, int]) -> bool:
    """Say whether a pixel has the colour it should have, within what JPEG changes."""
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 25 for one, other in zip(seen, meant, strict=True))


def segments(jpeg: bytes) -> Iterator[int]:
    """List the markers of a JPEG up to its pixels. Source: ITU-T T.81 annex B."""
    at = 2
    while jpeg[at + 1] != 0xDA:
        yield jpeg[at + 1]
        at += 2 + int(struct.unpack_from(">H", jpeg, at + 2)[0])


def metadata_in(jpeg: bytes) -> set[int]:
    """List what a JPEG carries beside its pixels: every APPn but the plain JFIF head, every comment, any tail."""
    tail = {-1} if not jpeg.endswith(b"\xff\xd9") else set()
    return {marker for marker in segments(jpeg) if marker == 0xFE or 0xE1 <= marker <= 0xEF} | tail
