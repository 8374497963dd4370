"""Slow down whoever asks too often, without remembering who it was.

The key is a hash of the address, or of what is asked for, under a salt that lives in memory only and changes every day;
nothing is written.
Each worker counts for itself, so the limit of an installation is up to `workers` times as wide.
"""

import hashlib
import secrets
import threading
import time
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.requests import Request

from portal.ground.errors import TooOften

DAY_S = 86_400
MOST_KEYS = 50_000


@dataclass(slots=True)
class Throttle:
    """At most `burst` at once and `per_minute` in the long run, for each client or each thing that requests are about.

    Source: GCRA, ITU-T I.371.
    """

    per_minute: float
    burst: int
    _due: dict[bytes, float] = field(default_factory=dict)
    _salt: bytes = b""
    _salted_at: float = -DAY_S
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, request: Request, *, about: str = "") -> None:
        """Count one request, of its client or, whoever asks, about one thing. Raises TooOften where none is left."""
        if not request.app.state.site.settings.throttles:
            return
        moment = time.monotonic()
        interval = 60 / self.per_minute
        with self._lock:
            key = self._key(about or client_address(request), moment)
            due = max(self._due.get(key, moment), moment)
            if due - moment > interval * self.burst:
                raise TooOften
            self._due[key] = due + interval

    def spares(self, request: Request, recipient: str) -> bool:
        """Count one letter to `recipient`, whoever asked; False where enough were sent, which nobody is told."""
        try:
            self.take(request, about=recipient)
        except TooOften:
            return False
        return True

    def forget(self) -> None:
        """Begin anew with everybody."""
        with self._lock:
            self._due.clear()

    def _key(self, named: str, moment: float) -> bytes:
        if moment - self._salted_at > DAY_S or len(self._due) > MOST_KEYS:
            self._salt, self._salted_at = secrets.token_bytes(16), moment
            self._due.clear()
        return hashlib.blake2b(named.encode(), key=self._salt, digest_size=12).digest()


def client_address(request: Request) -> str:
    """Give the client's address, of IPv6 the first half: a household has all of the other. Source: RFC 6177.

    Some proxies write the port behind it. What is no address counts as one client, or anybody could be many.
    """
    said = request.client.host if request.client else ""
    found = _read(said) or _read(said.rpartition(":")[0].strip("[]"))
    if found is None:
        return ""
    if isinstance(found, IPv4Address):
        return str(found)
    return str(found.ipv4_mapped) if found.ipv4_mapped else found.packed[:8].hex()


def _read(said: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(said.strip("[]"))
    except ValueError:
        return None
