"""Wraps a subject's key under the key of the week, so that destroying the week's key destroys every old copy of it.

Bytes: `0x01 | epoch (4) | SIV and ciphertext`. AES-256-SIV needs no nonce and is deterministic: wrapping the same key
again gives the same bytes and says nothing new. Its key is twice 256 bits. Source: RFC 5297 §2.6.
"""

import secrets
import struct
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from privacy.vault.sealing import KEY_BYTES

FORMAT = 0x01
KEK_BYTES = 64
_HEADER = struct.Struct(">BI")
_SIV_BYTES = 16


class InvalidWrap(Exception):
    """The wrapped key was altered, or belongs to another subject, version or week."""


def new_dek() -> bytes:
    """Make a key for one subject: 32 random bytes."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(dek: bytes, *, kek: bytes, epoch: int, subject: UUID, dek_version: int = 1) -> bytes:
    """Wrap a subject's key under the key of an epoch."""
    wrapped = AESSIV(kek).encrypt(dek, _associated(subject, dek_version))
    return _HEADER.pack(FORMAT, epoch) + wrapped


def unwrap(wrapped: bytes, *, kek: bytes, subject: UUID, dek_version: int = 1) -> bytes:
    """Take a subject's key out of its wrapping; raises InvalidWrap."""
    epoch_of(wrapped)
    try:
        return AESSIV(kek).decrypt(wrapped[_HEADER.size :], _associated(subject, dek_version))
    except InvalidTag:
        raise InvalidWrap from None


def epoch_of(wrapped: bytes) -> int:
    """Read which week's key opens a wrapped key; raises InvalidWrap when it is no wrapped key."""
    if len(wrapped) != _HEADER.size + _SIV_BYTES + KEY_BYTES or wrapped[0] != FORMAT:
        raise InvalidWrap
    return int(_HEADER.unpack_from(wrapped)[1])


def _associated(subject: UUID, dek_version: int) -> list[bytes]:
    return [b"veu1/dek", subject.bytes, struct.pack(">H", dek_version)]
