"""Seals one field so that it opens only in its own place: table, column, row, subject and version.

Bytes: `0x01 | alg (1) | dek_version (2) | nonce (12) | ciphertext and tag`. The only algorithm so far is AES-256-GCM.
"""

import secrets
import struct
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = 0x01
AES_256_GCM = 0x01
KEY_BYTES = 32
BLOCK_BYTES = 64
NONCE_BYTES = 12
TAG_BYTES = 16

_HEADER = struct.Struct(">BBH")
_BODY_AT = _HEADER.size + NONCE_BYTES
_ZEROS = bytes(BLOCK_BYTES)


class InvalidSeal(Exception):
    """The bytes were altered, moved to another place, or sealed under another key."""


@dataclass(frozen=True, slots=True)
class Place:
    """Say where a sealed value lives. A value moved anywhere else no longer opens."""

    table: str
    column: str
    row: UUID
    subject: UUID
    schema_version: int = 1


def seal(plaintext: bytes, *, key: bytes, place: Place, dek_version: int = 1) -> bytes:
    """Seal a value under the subject's key.

    The nonce is random: one key may seal 2^32 values at most, and a subject has a few dozen.
    Source: NIST SP 800-38D §8.3.
    """
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = AESGCM(key).encrypt(nonce, pad(plaintext), _bound_to(place, dek_version))
    return _HEADER.pack(FORMAT, AES_256_GCM, dek_version) + nonce + body


def unseal(sealed: bytes, *, key: bytes, place: Place) -> bytes:
    """Open a sealed value in its place.

    Raises InvalidSeal, and never says which of its parts was wrong.
    """
    dek_version = dek_version_of(sealed)
    nonce, body = sealed[_HEADER.size : _BODY_AT], sealed[_BODY_AT:]
    try:
        return unpad(AESGCM(key).decrypt(nonce, body, _bound_to(place, dek_version)))
    except InvalidTag:
        raise InvalidSeal from None


def dek_version_of(sealed: bytes) -> int:
    """Read which version of the subject's key sealed a value; raises InvalidSeal when it is no sealed value."""
    if len(sealed) < _BODY_AT + BLOCK_BYTES + TAG_BYTES:
        raise InvalidSeal
    form, algorithm, dek_version = _HEADER.unpack_from(sealed)
    if (form, algorithm) != (FORMAT, AES_256_GCM):
        raise InvalidSeal
    return int(dek_version)


def pad(plaintext: bytes) -> bytes:
    """Fill up to whole blocks, so that a length says little. Source: ISO/IEC 7816-4 §8.2.3 (one 0x80, then zeros)."""
    return plaintext + b"\x80" + _ZEROS[: -(len(plaintext) + 1) % BLOCK_BYTES]


def unpad(padded: bytes) -> bytes:
    """Take the filling off again; raises InvalidSeal when there is none."""
    plaintext = padded.rstrip(b"\0")
    if not plaintext.endswith(b"\x80") or len(padded) % BLOCK_BYTES:
        raise InvalidSeal
    return plaintext[:-1]


def _bound_to(place: Place, dek_version: int) -> bytes:
    """Write the place down unambiguously: names end with a zero byte, everything after them has a fixed length."""
    if "\0" in place.table or "\0" in place.column:
        raise ValueError("a table or column name with a zero byte would make two places look alike")
    names = b"veu1\0" + place.table.encode() + b"\0" + place.column.encode() + b"\0"
    return names + place.row.bytes + place.subject.bytes + struct.pack(">HH", place.schema_version, dek_version)
