"""One message for one browser, encrypted end to end. Source: RFC 8291, with the coding of RFC 8188 (aes128gcm)."""

import secrets
import struct

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
SALT_BYTES, AUTH_BYTES, POINT_BYTES, RECORD = 16, 16, 65, 4096
LONGEST = RECORD - 16 - 1
"""What fits into one record beside its tag and its end."""
_LAST = b"\x02"


class NoSubscription(ValueError):
    """The keys of a browser are not what RFC 8291 asks for."""


def check(*, p256dh: bytes, auth: bytes) -> None:
    """Raise NoSubscription where these are not a browser's keys."""
    if len(auth) != AUTH_BYTES or len(p256dh) != POINT_BYTES:
        raise NoSubscription
    _point(p256dh)


def encrypt(
    message: bytes, *, p256dh: bytes, auth: bytes, salt: bytes = b"", own: ec.EllipticCurvePrivateKey | None = None
) -> bytes:
    """Seal a message for the browser with these keys; `salt` and `own` are for the vector of the RFC alone.

    Raises NoSubscription, and ValueError for a message that is too long.
    """
    check(p256dh=p256dh, auth=auth)
    if len(message) > LONGEST:
        raise ValueError(f"a message has at most {LONGEST} bytes")
    salt, own = salt or secrets.token_bytes(SALT_BYTES), own or ec.generate_private_key(CURVE)
    public = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = own.exchange(ec.ECDH(), _point(p256dh))
    secret = _derived(shared, salt=auth, info=b"WebPush: info\0" + p256dh + public, length=32)
    key = _derived(secret, salt=salt, info=b"Content-Encoding: aes128gcm\0", length=16)
    nonce = _derived(secret, salt=salt, info=b"Content-Encoding: nonce\0", length=12)
    head = salt + struct.pack(">IB", RECORD, len(public)) + public
    return head + AESGCM(key).encrypt(nonce, message + _LAST, None)


def _point(public: bytes) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public)
    except ValueError:
        raise NoSubscription from None


def _derived(secret: bytes, *, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(algorithm=SHA256(), length=length, salt=salt, info=info).derive(secret)
