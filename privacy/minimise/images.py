"""Makes a photo safe to keep: its pixels written anew, and no trace of where, when and with what it was taken.

Each photo is decoded in a process of its own that has no secrets, no network and little memory and time
(`image_worker.py`); a hostile file can at worst end that process. The original is never written to disk.
"""

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import threading
from dataclasses import astuple, dataclass
from pathlib import Path

MAX_BYTES = 12 * 1024 * 1024
MAX_PIXELS = 64_000_000
LONGEST_PX = 1600
SMALL_PX = 640
LOOKED_AT_PX = 800
SECONDS = 20.0
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1"}  # each thread takes its share of the worker's memory
_WORKER = Path(__file__).with_name("image_worker.py")
_MAX_ANSWER_BYTES = 16 * 1024 * 1024
_AT_ONCE = threading.BoundedSemaphore(os.cpu_count() or 1)  # each may take a gigabyte for a moment


class PhotoRefused(Exception):
    """A photo that is not taken. `code` says why."""

    code = "photo_refused"


class NotAnImage(PhotoRefused):
    """Not a JPEG, PNG, WebP or HEIC file, whatever its name says."""

    code = "not_an_image"


class TooManyBytes(PhotoRefused):
    """A file above 12 MB."""

    code = "too_many_bytes"


class TooManyPixels(PhotoRefused):
    """A picture above 64 megapixels; it was not decoded."""

    code = "too_many_pixels"


class DecodingFailed(PhotoRefused):
    """Damaged or cut off, or it would have needed more memory or time than a photo may take."""

    code = "decoding_failed"


@dataclass(frozen=True, slots=True)
class Box:
    """A part of a picture, in shares of its width and height from 0 to 1, as it is seen upright."""

    left: float
    top: float
    right: float
    bottom: float

    def __post_init__(self) -> None:
        if not (0 <= self.left < self.right <= 1 and 0 <= self.top < self.bottom <= 1):
            raise ValueError("a box must have an area and lie within its picture")


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A JPEG without any metadata, upright, with its size in pixels and the SHA-256 of its bytes in hex.

    `small` is a copy for pages, no side longer than SMALL_PX; nothing where the picture is not much larger.
    """

    jpeg: bytes
    width: int
    height: int
    sha256: str
    small: bytes = b""


def clean(photo: bytes, *, longest_px: int = LONGEST_PX, cover: tuple[Box, ...] = ()) -> CleanPhoto:
    """Write a photo anew, no side longer than asked, with parts covered if asked. Takes about a fifth of a second.

    Raises NotAnImage, TooManyBytes, TooManyPixels or DecodingFailed.
    """
    if len(photo) > MAX_BYTES:
        raise TooManyBytes
    with _AT_ONCE:
        answer = _ask_worker(photo, _order(longest_px, cover))
    head, _, pictures = answer.partition(b"\n")
    try:
        facts = json.loads(head)
    except ValueError:  # the worker ended before it could answer
        raise DecodingFailed from None
    if "refused" in facts:
        raise _refusal(facts["refused"])
    jpeg, small = pictures[: facts["bytes"]], pictures[facts["bytes"] :]
    return CleanPhoto(jpeg, facts["width"], facts["height"], hashlib.sha256(jpeg).hexdigest(), small)


def look(jpeg: bytes) -> tuple[Box, ...] | None:
    """Say where in a cleaned photo there may be faces and number plates; it misses some, and it errs.

    None where nothing was looked for: the library is not there, or it failed. Takes about a second.
    """
    with _AT_ONCE:
        answer = _ask_worker(jpeg, _order(LOOKED_AT_PX, (), look=True))
    try:
        found = json.loads(answer)["found"]
    except (ValueError, KeyError):
        return None
    return None if found is None else tuple(Box(*shares) for shares in found)


def _order(longest_px: int, cover: tuple[Box, ...], *, look: bool = False) -> str:
    limits = {"max_bytes": MAX_BYTES, "max_pixels": MAX_PIXELS, "longest_px": longest_px, "small_px": SMALL_PX}
    return json.dumps(limits | {"cover": [astuple(box) for box in cover], "look": look})


def _ask_worker(photo: bytes, order: str) -> bytes:
    """Run the worker on one photo: what it answered, which is nothing when it was killed for taking too long."""
    command = [sys.executable, "-I", "-W", "ignore", str(_WORKER), order]
    pipe, nothing = subprocess.PIPE, subprocess.DEVNULL
    # S603: the command is our own interpreter and script, and the order is made of numbers.
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=nothing, env=_ONE_THREAD, cwd="/") as worker:  # noqa: S603
        alarm = threading.Timer(SECONDS, worker.kill)
        alarm.start()
        try:
            return _exchanged(worker, photo)
        finally:
            alarm.cancel()
            worker.kill()


def _exchanged(worker: subprocess.Popen[bytes], photo: bytes) -> bytes:
    if worker.stdin is None or worker.stdout is None:
        raise ValueError("the worker needs both pipes")
    with contextlib.suppress(BrokenPipeError), worker.stdin as into:  # it may end before it has read all
        into.write(photo)
    return worker.stdout.read(_MAX_ANSWER_BYTES)


def _refusal(code: str) -> PhotoRefused:
    return next((each() for each in (NotAnImage, TooManyBytes, TooManyPixels) if each.code == code), DecodingFailed())
