"""Decodes one photo in a process of its own and writes it anew: pixels only, small, nothing else that was in the file.

Run as a script by `images.py`; nobody imports it. It reads the photo from standard input and writes one line of JSON
and then the JPEG to standard output. Before it reads, its memory and time are limited, and it gives up the right to
open anything more: no file, no socket. (Threads stay allowed: the HEIC decoder starts one.)
"""

import contextlib
import ctypes
import io
import json
import resource
import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pillow_heif
from PIL import Image, ImageOps, MpoImagePlugin, TiffImagePlugin, WebPImagePlugin

FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
QUALITY, SMALL_QUALITY = 82, 70
CASCADES = ("frontalface_alt2", "profileface", "russian_plate_number")
MOST_FOUND = 40

_MEMORY_BYTES = 1024**3
_CPU_SECONDS = 6
_SCAN, _MOST_SCANS = b"\xff\xda", 60  # a camera writes about ten; each is decoded over the whole picture
_STANDARD_FILES = 3
_PAPER = (255, 255, 255)
_COVER = (64, 64, 64)
_NEW_USER, _NEW_NETWORK, _NO_NEW_PRIVILEGES = 0x10000000, 0x40000000, 38  # Source: Linux sched.h, prctl.h
_BROKEN = (SyntaxError, ValueError, TypeError, LookupError, EOFError, OSError, RuntimeError, struct.error)
_NEEDED_LATER = (MpoImagePlugin, TiffImagePlugin, WebPImagePlugin)  # nothing can be imported once the door is locked


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a photo: the limits it must keep, its longest side and that of its small copy, and the boxes to
    cover, in shares.

    With `look`, no picture is wanted: only where in it there may be faces and number plates.
    """

    max_bytes: int
    max_pixels: int
    longest_px: int
    small_px: int
    cover: list[list[float]]
    look: bool = False


class _RefusedError(Exception):
    """Carries the code of a refusal to the end of the process."""


def main() -> None:
    """Lock the door, read the photo, write the picture. The only argument is the order as JSON."""
    order = Order(**json.loads(sys.argv[1]))
    _load_decoders(order.max_pixels)
    finders = _finders() if order.look else ()
    _lock_the_door()
    head: dict[str, object]
    jpeg = small = b""
    try:
        picture = _decoded(sys.stdin.buffer.read(order.max_bytes + 1), order)
        if order.look:
            head = {"found": _found(picture, finders) if finders else None}
        else:
            _cover(picture, order.cover)
            jpeg, small = _encoded(picture, QUALITY), _small(picture, order.small_px)
            head = {"width": picture.width, "height": picture.height, "bytes": len(jpeg)}
    except _RefusedError as refused:
        head = {"refused": str(refused)}
    except MemoryError:  # only a picture with too much in it needs a gigabyte
        head = {"refused": "too_many_pixels"}
    except _BROKEN:
        head = {"refused": "decoding_failed"}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + jpeg + small)


def _load_decoders(max_pixels: int) -> None:
    """Register every decoder. A HEIC file's own thumbnail is never used: it may show what its owner has cut off."""
    Image.preinit()
    Image.MAX_IMAGE_PIXELS = max_pixels
    pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)


def _lock_the_door() -> None:
    """Limit memory and time; give up the network where the system allows it, and opening anything everywhere."""
    libc = ctypes.CDLL(None)
    with contextlib.suppress(AttributeError):  # not Linux
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if libc.unshare(_NEW_NETWORK) != 0:
            libc.unshare(_NEW_USER | _NEW_NETWORK)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, _STANDARD_FILES)
    _limit(resource.RLIMIT_CPU, _CPU_SECONDS)
    _limit(resource.RLIMIT_AS, _MEMORY_BYTES)


def _limit(what: int, value: int) -> None:
    """Lower a limit for good; one that is lower already stays."""
    _, hard = resource.getrlimit(what)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(what, (value, value))


def _decoded(photo: bytes, order: Order) -> Image.Image:
    """Measure, and only then decode: the first frame, upright, on white, no side longer than asked."""
    found = _opened(photo, order)
    longest = order.longest_px
    if found.format in {"JPEG", "MPO"}:  # the decoder leaves out what the result will not show
        found.draft("RGB", (longest * 2, longest * 2))
    found.load()
    picture = _in_true_colours(found)
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    with contextlib.suppress(*_BROKEN):  # a damaged EXIF block says nothing about which way is up
        ImageOps.exif_transpose(picture, in_place=True)
    paper = Image.new("RGB", picture.size, _PAPER)
    paper.paste(picture, mask=picture.getchannel("A") if picture.mode == "RGBA" else None)
    return paper


def _opened(photo: bytes, order: Order) -> Image.Image:
    if len(photo) > order.max_bytes:
        _refuse("too_many_bytes")
    if photo.startswith(b"\xff\xd8") and photo.count(_SCAN) > _MOST_SCANS:
        _refuse("decoding_failed")
    try:
        found = Image.open(io.BytesIO(photo), formats=FORMATS)
    except Image.DecompressionBombError:
        _refuse("too_many_pixels")
    except _BROKEN:
        _refuse("not_an_image")
    if found.width * found.height > order.max_pixels:  # Pillow's own limit refuses only twice as much
        _refuse("too_many_pixels")
    return found


def _in_true_colours(found: Image.Image) -> Image.Image:
    """Convert to eight bits of red, green and blue, with transparency where there is some."""
    if found.mode.startswith("I"):  # 16 bits of grey, which a plain conversion would clip and not scale
        return found.point(lambda value: value * (1 / 256)).convert("L").convert("RGB")
    transparent = found.mode.endswith(("A", "a")) or "transparency" in found.info
    return found.convert("RGBA" if transparent else "RGB")


def _cover(picture: Image.Image, boxes: Iterable[list[float]]) -> None:
    """Paint over boxes: every pixel that one touches."""
    across, down = picture.size
    for left, top, right, bottom in boxes:
        whole = int(left * across), int(top * down), -int(-right * across // 1), -int(-bottom * down // 1)
        picture.paste(_COVER, whole)


def _finders() -> tuple[Any, ...]:
    """Load what finds faces and number plates; none where the library is not there, or has no cascades any more."""
    try:
        import cv2  # noqa: PLC0415 - a quarter of a gigabyte of addresses, only where it is needed
    except ImportError:
        return ()
    if not hasattr(cv2, "CascadeClassifier"):
        return ()
    cv2.setNumThreads(1)
    folder = Path(cv2.__file__).parent / "data"
    loaded = (cv2.CascadeClassifier(str(folder / f"haarcascade_{name}.xml")) for name in CASCADES)
    return tuple(each for each in loaded if not each.empty())


def _found(picture: Image.Image, finders: Iterable[Any]) -> list[list[float]]:
    """Look for faces and plates, in the mirror too: a profile is known from one side only. Give boxes in shares."""
    import numpy as np  # noqa: PLC0415 - it came with the finders

    across, down = picture.size
    grey = ImageOps.autocontrast(picture.convert("L"))
    found: set[tuple[float, float, float, float]] = set()
    for mirrored in (False, True):
        seen = np.asarray(ImageOps.mirror(grey) if mirrored else grey)
        for finder in finders:
            for begins, top, width, height in finder.detectMultiScale(seen, scaleFactor=1.1, minNeighbors=5):
                left = across - begins - width if mirrored else begins
                found.add((left / across, top / down, min(1, (left + width) / across), min(1, (top + height) / down)))
    return [[float(share) for share in box] for box in sorted(found)[:MOST_FOUND]]


def _small(picture: Image.Image, longest: int) -> bytes:
    """Make the small copy, of the picture as it is now, with its parts covered; nothing where it would save little."""
    if max(picture.size) <= longest * 5 // 4:
        return b""
    small = picture.copy()
    small.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return _encoded(small, SMALL_QUALITY)


def _encoded(picture: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
    return out.getvalue()


def _refuse(code: str) -> NoReturn:
    raise _RefusedError(code)


if __name__ == "__main__":
    main()
