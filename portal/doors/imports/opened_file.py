"""A file that is being read: unpacked on the way where it is gzipped, and known by its digest."""

import gzip
import hashlib
import io
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self

from portal.city.city_file import GZIP_MAGIC

CHUNK: Final = 1 << 20


@dataclass(slots=True)
class OpenFile:
    """A file that is being read; `position` tells how much of it, in bytes as it lies there."""

    path: Path
    raw: IO[bytes]
    bytes: io.BufferedReader

    @property
    def position(self) -> int:
        """Say how far the file was read."""
        return self.raw.tell()

    @property
    def size(self) -> int:
        """Say how long it is."""
        return self.path.stat().st_size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bytes.close()
        self.raw.close()


def open_file(path: Path) -> OpenFile:
    """Open a file, and unpack it on the way where it is gzipped, whatever its name says."""
    raw = path.open("rb")
    packed = raw.read(2) == GZIP_MAGIC
    raw.seek(0)
    unpacked: Any = gzip.GzipFile(fileobj=raw) if packed else raw
    return OpenFile(path, raw, io.BufferedReader(unpacked))


def digest_of(path: Path) -> str:
    """Compute the SHA-256 of a file as it lies there."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in iter(partial(file.read, CHUNK), b""):
            found.update(chunk)
    return found.hexdigest()
