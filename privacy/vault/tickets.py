"""Lets somebody who has shown a tracking code go on for half an hour without showing it again.

A ticket names one case and one end of time, and is signed with the city's key. It stands in a form, never in an
address, and opens nothing but the pages it was made for.
Bytes: `0x01 | case (16) | end, seconds since 1970 (8) | HMAC-SHA-256 (32)`, in base64 for addresses.
"""

import base64
import hmac
import struct
from datetime import datetime, timedelta
from uuid import UUID

FORMAT = 0x01
LIFETIME = timedelta(minutes=30)
_BODY = struct.Struct(">B16sQ")
_MAC_BYTES = 32
_LENGTH = 76  # characters of base64 for 57 bytes


class InvalidTicket(Exception):
    """Not a ticket, altered, or made for something else."""


class TicketExpired(Exception):
    """A true ticket whose time is over."""


def new_ticket(case: UUID, *, purpose: str, key: bytes, now: datetime, lifetime: timedelta = LIFETIME) -> str:
    """Make a ticket for one case; `now` is aware."""
    body = _BODY.pack(FORMAT, case.bytes, int((now + lifetime).timestamp()))
    return base64.urlsafe_b64encode(body + _mac(body, purpose, key)).decode("ascii")


def claimed_case(ticket: str) -> UUID:
    """Read which case a ticket claims to be for, where the case decides with which key it is verified.

    Raises InvalidTicket. Nothing may be done for a claim alone: `read_ticket` comes next.
    """
    return UUID(bytes=_BODY.unpack(_decoded(ticket)[: _BODY.size])[1])


def read_ticket(ticket: str, *, purpose: str, key: bytes, now: datetime) -> UUID:
    """Read which case a ticket is for; raises InvalidTicket or TicketExpired."""
    signed = _decoded(ticket)
    body, mac = signed[: _BODY.size], signed[_BODY.size :]
    if not hmac.compare_digest(mac, _mac(body, purpose, key)):
        raise InvalidTicket
    form, case, end = _BODY.unpack(body)
    if form != FORMAT:
        raise InvalidTicket
    if now.timestamp() >= end:
        raise TicketExpired
    return UUID(bytes=case)


def _decoded(ticket: str) -> bytes:
    try:
        signed = base64.b64decode(ticket, altchars=b"-_", validate=True) if len(ticket) == _LENGTH else b""
    except ValueError:
        raise InvalidTicket from None
    if len(signed) != _BODY.size + _MAC_BYTES:
        raise InvalidTicket
    return signed


def _mac(body: bytes, purpose: str, key: bytes) -> bytes:
    return hmac.digest(key, b"veu1/ticket/" + purpose.encode() + b"\0" + body, "sha256")
