"""Who sends a push message: a key of the installation, which the browser was told. Source: RFC 8292 (VAPID)."""

import base64
import json
from datetime import datetime, timedelta
from typing import Final

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

KEY: Final = "push"
"""The name of the key in the key ring from which this one is made."""
LIFETIME: Final = timedelta(hours=12)  # at most 24 hours, says the RFC
_ORDER: Final = int("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16)  # of P-256: FIPS 186-5


def public_key(key: bytes) -> str:
    """Give what a browser is told, as its `applicationServerKey`."""
    return encoded(_private(key).public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))


def authorization(key: bytes, *, origin: str, contact: str, now: datetime) -> str:
    """Write the header that says who sends to a push service at `origin`, and whom it may ask."""
    claims = {"aud": origin, "exp": int((now + LIFETIME).timestamp()), "sub": contact}
    signed = f"{_part({'typ': 'JWT', 'alg': 'ES256'})}.{_part(claims)}"
    r, s = decode_dss_signature(_private(key).sign(signed.encode(), ec.ECDSA(SHA256())))
    signature = encoded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
    return f"vapid t={signed}.{signature}, k={public_key(key)}"


def encoded(raw: bytes) -> str:
    """Write bytes as base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Read base64 for addresses, without padding. Raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def _private(key: bytes) -> ec.EllipticCurvePrivateKey:
    """Make the key of the curve from a named key; 16 bytes more than needed, so that no number is likelier."""
    wide = HKDF(algorithm=SHA256(), length=48, salt=None, info=b"veu1/push/p-256").derive(key)
    return ec.derive_private_key(int.from_bytes(wide, "big") % (_ORDER - 1) + 1, ec.SECP256R1())


def _part(claims: dict[str, object]) -> str:
    return encoded(json.dumps(claims, separators=(",", ":")).encode())
