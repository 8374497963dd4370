"""Keeps keys as files, one each, that only the city's own user can read.

Many processes may share the folder. A key appears whole or not at all, the first one made wins, and a key that was
destroyed by one process is gone for all: what a process remembers is checked against the file at every use.
"""

import errno
import os
import secrets
import stat
from contextlib import suppress
from pathlib import Path

from privacy.vault.keys import EPOCH, NAMED_BYTES, KeyDestroyed, KeyRing
from privacy.vault.shredding import erase_file, sync_folder
from privacy.vault.wrapping import KEK_BYTES

KEY = ".key"
DESTROYED = ".destroyed"
DYING = ".dying"
_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
_Seen = tuple[int, int, int, int]  # inode, size, time of change, mode


class UnsafeKeys(Exception):
    """The folder or a key file could be read or replaced by somebody else, or a key file is damaged."""


class FolderStore:
    """Keys in a folder of mode 0700, in files of mode 0600."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or not _is_private(found):
            raise UnsafeKeys(folder)
        self._folder = folder
        self._remembered: dict[str, tuple[_Seen, bytes]] = {}
        for dying in folder.glob(f".*{DYING}"):  # a process ended in the middle of destroying
            erase_file(dying)

    def read(self, name: str) -> bytes | None:
        """Read a key, if it exists; raises UnsafeKeys."""
        path = self._path(name)
        try:
            seen = _seen(path.lstat())
        except FileNotFoundError:
            self._remembered.pop(name, None)
            return None
        remembered = self._remembered.get(name)
        if remembered is not None and remembered[0] == seen:
            return remembered[1]
        return self._read_file(name, path)

    def create(self, name: str, key: bytes) -> bytes:
        """Keep a key unless one is there already, and return the one that is kept; raises KeyDestroyed.

        The key is written aside and then linked under its name: a link is refused when the name is taken, and what can
        be read under the name is complete.
        """
        if self.was_destroyed(name):
            raise KeyDestroyed(name)
        aside = self._folder / f".{secrets.token_hex(16)}"
        _write_new(aside, key)
        try:
            os.link(aside, self._path(name))
        except FileExistsError:
            erase_file(aside)
        else:
            aside.unlink()
        sync_folder(self._folder)
        if self.was_destroyed(name):  # another process destroyed it between our two looks
            self._erase(name)
        kept = self.read(name)
        if kept is None:
            raise KeyDestroyed(name)
        return kept

    def destroy(self, name: str) -> None:
        """Overwrite and unlink a key, and leave a mark that it is gone."""
        mark = self._path(name, DESTROYED)
        if not mark.exists():
            os.close(os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600))
            sync_folder(self._folder)
        self._erase(name)

    def was_destroyed(self, name: str) -> bool:
        """Say whether a key was destroyed on purpose."""
        return self._path(name, DESTROYED).exists()

    def names(self) -> tuple[str, ...]:
        """List the keys that exist."""
        return tuple(path.name.removesuffix(KEY).replace(".", ":") for path in self._folder.glob(f"[!.]*{KEY}"))

    def _path(self, name: str, suffix: str = KEY) -> Path:
        return self._folder / (name.replace(":", ".") + suffix)

    def _erase(self, name: str) -> None:
        """Move the key out of sight before overwriting it, so that nobody ever reads the zeros as a key."""
        path = self._path(name)
        dying = self._folder / f".{path.name}{DYING}"
        with suppress(FileNotFoundError):
            path.rename(dying)
        erase_file(dying)
        self._remembered.pop(name, None)

    def _read_file(self, name: str, path: Path) -> bytes | None:
        try:
            found, key = _read_whole(path)
            if path.lstat().st_ino != found.st_ino:
                return None
        except FileNotFoundError:  # moved away while we read: destroyed
            return None
        expected = KEK_BYTES if name.startswith(EPOCH) else NAMED_BYTES
        if not stat.S_ISREG(found.st_mode) or not _is_private(found) or len(key) != expected:
            raise UnsafeKeys(path)
        self._remembered[name] = (_seen(found), key)
        return key


def open_folder(folder: Path) -> KeyRing:
    """Open the key ring in a folder, which is made when it is missing; raises UnsafeKeys."""
    return KeyRing(FolderStore(folder))


def _is_private(found: os.stat_result) -> bool:
    """Demand that nobody but the owner may do anything, and that we are the owner (or root, who can read all)."""
    return not found.st_mode & 0o077 and os.geteuid() in {found.st_uid, 0}


def _seen(found: os.stat_result) -> _Seen:
    return found.st_ino, found.st_size, found.st_ctime_ns, found.st_mode


def _read_whole(path: Path) -> tuple[os.stat_result, bytes]:
    try:
        file = os.open(path, _READ)
    except OSError as refused:
        if refused.errno == errno.ELOOP:  # a symbolic link
            raise UnsafeKeys(path) from None
        raise
    try:
        return os.fstat(file), os.read(file, KEK_BYTES + 1)
    finally:
        os.close(file)


def _write_new(path: Path, content: bytes) -> None:
    file = os.open(path, _NEW, 0o600)
    try:
        os.write(file, content)
        os.fsync(file)
    finally:
        os.close(file)
