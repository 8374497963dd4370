"""Holds the city's keys: one per epoch for wrapping, one per purpose for naming and signing.

Every key is its own random value. None is derived from a common root, because destroying a key must be final; HKDF only
splits one key by purpose.
"""

import re
import secrets
import threading
from typing import Protocol

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from privacy.vault.epochs import first_day
from privacy.vault.wrapping import KEK_BYTES

NAMED_BYTES = 32
EPOCH = "epoch:"
_NAME = re.compile(r"[a-z][a-z0-9-]*(?::[a-z0-9-]+)*")


class KeyNotFound(Exception):
    """No key of this name was ever made here: a wrong folder, or a lost file."""


class KeyDestroyed(Exception):
    """The key was destroyed on purpose, and what it opened stays closed."""


class KeyStore(Protocol):
    """Where keys lie. `create` keeps the first value that any process brings, and returns the one that is kept."""

    def read(self, name: str) -> bytes | None: ...
    def create(self, name: str, key: bytes) -> bytes: ...
    def destroy(self, name: str) -> None: ...
    def was_destroyed(self, name: str) -> bool: ...
    def names(self) -> tuple[str, ...]: ...


class KeyRing:
    """The keys of one city, whichever store they lie in."""

    __slots__ = ("_store",)

    def __init__(self, store: KeyStore) -> None:
        self._store = store

    def named(self, name: str) -> bytes:
        """Read the key of a purpose such as `tracking` or `family:needs`, made on first use: 32 bytes.

        Raises KeyDestroyed, and ValueError for a name that is not lower-case words joined by `:` or `-`.
        """
        if name.startswith(EPOCH) or not _NAME.fullmatch(name):
            raise ValueError(f"not a key name: {name}")
        return self._read_or_make(name, NAMED_BYTES)

    def make_epoch(self, epoch: int) -> bytes:
        """Read an epoch's wrapping key, made on first use: 64 bytes; raises KeyDestroyed."""
        return self._read_or_make(_epoch_name(epoch), KEK_BYTES)

    def epoch_key(self, epoch: int) -> bytes:
        """Read an epoch's wrapping key and never make one; raises KeyNotFound or KeyDestroyed."""
        return self._read(_epoch_name(epoch))

    def epochs(self) -> tuple[int, ...]:
        """List the epochs whose keys still exist, oldest first."""
        return tuple(sorted(int(name.removeprefix(EPOCH)) for name in self.names() if name.startswith(EPOCH)))

    def names(self) -> tuple[str, ...]:
        """List every key that exists, epochs as `epoch:202648`."""
        return tuple(sorted(self._store.names()))

    def destroy(self, name: str) -> None:
        """Destroy a named key for ever, in every process; a key that never was is marked as destroyed too."""
        self._store.destroy(name)

    def destroy_epoch(self, epoch: int) -> None:
        """Destroy an epoch's key for ever: every copy of what it wrapped is unreadable from now on."""
        self.destroy(_epoch_name(epoch))

    def _read_or_make(self, name: str, size: int) -> bytes:
        found = self._store.read(name)
        if found is not None:
            return found
        return self._store.create(name, secrets.token_bytes(size))

    def _read(self, name: str) -> bytes:
        found = self._store.read(name)
        if found is not None:
            return found
        raise KeyDestroyed(name) if self._store.was_destroyed(name) else KeyNotFound(name)


class MemoryStore:
    """Keys that end with the process: for tests."""

    def __init__(self) -> None:
        self._keys: dict[str, bytes] = {}
        self._destroyed: set[str] = set()
        self._lock = threading.Lock()

    def read(self, name: str) -> bytes | None:
        """Read a key, if it exists."""
        return self._keys.get(name)

    def create(self, name: str, key: bytes) -> bytes:
        """Keep a key unless one is there already, and return the one that is kept; raises KeyDestroyed."""
        with self._lock:
            if name in self._destroyed:
                raise KeyDestroyed(name)
            return self._keys.setdefault(name, key)

    def destroy(self, name: str) -> None:
        """Forget a key and remember that it is gone."""
        with self._lock:
            self._destroyed.add(name)
            self._keys.pop(name, None)

    def was_destroyed(self, name: str) -> bool:
        """Say whether a key was destroyed on purpose."""
        return name in self._destroyed

    def names(self) -> tuple[str, ...]:
        """List the keys that exist."""
        return tuple(self._keys)


def in_memory() -> KeyRing:
    """Make an empty key ring that is never written down."""
    return KeyRing(MemoryStore())


def split(key: bytes, purpose: str, *, salt: bytes | None = None) -> bytes:
    """Derive a 32-byte key for one purpose. Source: RFC 5869 (HKDF-SHA256)."""
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"veu1/" + purpose.encode()).derive(key)


def _epoch_name(epoch: int) -> str:
    first_day(epoch)
    return f"{EPOCH}{epoch:06d}"
