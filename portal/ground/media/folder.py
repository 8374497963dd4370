"""Files in a folder: written whole or not at all, found only by their key, readable only by the city's own user."""

import os
import re
import secrets
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from portal.ground.clock import SystemClock
from portal.ground.settings import Settings

_KEY = re.compile(r"[0-9a-f]{32}\.[a-z0-9]{1,8}")
_AT_ONCE = 500
_DAY_S = 86_400
_SUFFIX = re.compile(r"\.[a-z0-9]{1,8}")
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class NotAKey(ValueError):
    """This cannot be the key of a stored file. Keys are random and never come from a person."""


class MediaFolder:
    """Files under one folder, spread over 65,536 folders by the first letters of their key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes, suffix: str) -> str:
        """Store a file durably and return its key: 128 random bits and the suffix. Raises NotAKey for a bad suffix.

        It is stored at once, whatever becomes of the caller's transaction: `settle_new` takes what nobody knows.
        """
        if not _SUFFIX.fullmatch(suffix):
            raise NotAKey(suffix)
        key = secrets.token_hex(16) + suffix
        path = self._path(key)
        self._make_folders(path.parent)
        aside = path.with_name(f".{key}")
        self._make_folders(self._new)
        (self._new / f"{key}.new").touch(mode=0o600)  # before the file: a process that is killed leaves none unnoticed
        _date_to_the_day(self._new / f"{key}.new")
        _date_to_the_day(self._new)
        _write(aside, content)
        _date_to_the_day(aside)
        aside.rename(path)
        self._settle(path)
        return key

    def open(self, key: str) -> BinaryIO:
        """Open a stored file for reading; raises NotAKey and FileNotFoundError."""
        return os.fdopen(os.open(self._path(key), os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC), "rb")

    def exists(self, key: str) -> bool:
        """Say whether a file is stored under this key; raises NotAKey."""
        return self._path(key).is_file()

    def delete(self, key: str) -> None:
        """Delete a stored file durably; one that is gone already is fine. Raises NotAKey."""
        path = self._path(key)
        with suppress(FileNotFoundError):
            path.unlink()
            self._settle(path)

    def settle_new(self, known: Callable[[Collection[str]], Collection[str]], *, older_than: timedelta) -> int:
        """Look at the files that were new so long ago: delete those of which no row knows the key, and count them.

        `older_than` is longer than any transaction. It takes what a killed process has left, whole or half written.
        """
        until = (SystemClock().now() - older_than).timestamp()
        marks = (path for path in self._new.glob("*") if path.stat().st_ctime < until and _KEY.fullmatch(path.stem))
        gone = 0
        while some := list(islice(marks, _AT_ONCE)):
            kept = set(known([mark.stem for mark in some]))
            for mark in some:
                if mark.stem not in kept:
                    self._path(mark.stem).with_name(f".{mark.stem}").unlink(missing_ok=True)
                    self.delete(mark.stem)
                    gone += 1
                mark.unlink(missing_ok=True)
            _date_to_the_day(self._new)
        return gone

    def remove_strays(self, known: Callable[[Collection[str]], Collection[str]], *, older_than: timedelta) -> int:
        """Delete the older files of which no row knows the key, and count them; `known` picks keys out of some.

        They come from transactions that were undone after the file was stored, and from processes that were killed.
        Their age is told by the machine's own clock, which dates files in a demo, too. They are up to a day younger
        than they are dated.
        """
        until = (SystemClock().now() - older_than).timestamp() - _DAY_S
        old = (path for path in self.folder.glob("*/*/*") if path.stat().st_mtime < until)
        gone = 0
        while some := list(islice(old, _AT_ONCE)):
            kept = set(known([path.name for path in some if _KEY.fullmatch(path.name)]))
            strays = [path for path in some if path.name not in kept]
            for path in strays:
                path.unlink(missing_ok=True)
            gone += len(strays)
        return gone

    @property
    def _new(self) -> Path:
        """The folder of empty marks, one for each file that may still be unknown to every row."""
        return self.folder / "new"

    def _path(self, key: str) -> Path:
        if not _KEY.fullmatch(key):
            raise NotAKey
        return self.folder / key[:2] / key[2:4] / key

    def _settle(self, path: Path) -> None:
        """Make what happened to a file last, and leave no finer time of it in the folders."""
        for folder in (path.parent, path.parent.parent, self.folder):
            _date_to_the_day(folder)
        _sync(path.parent)

    def _make_folders(self, folder: Path) -> None:
        for each in (self.folder, folder.parent, folder):
            with suppress(FileExistsError):
                each.mkdir(mode=0o700, parents=True)
                _sync(each.parent)


def media_of(settings: Settings) -> MediaFolder:
    """Return the installation's stored files."""
    return MediaFolder(settings.var / "media")


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, _NEW, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _date_to_the_day(path: Path) -> None:
    """Date a file to the beginning of its UTC day: a finer time would tell which report it came with."""
    day = path.stat().st_mtime // _DAY_S * _DAY_S
    os.utime(path, (day, day))


def _sync(folder: Path) -> None:
    """Make a name that was added or removed survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
