"""Answer the same public page again without making it again: pure ASGI, before any routing.

Only for visitors without a cookie, only for routes whose policy says `cacheable`, and only while nothing public has
changed. An ETag is a keyed hash of the public version and the address, so it tells nothing beside "the same".
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.ground.publicity.service import PublicVersion
from portal.web.rendering import asks_for_a_part
from privacy.vault.codes import stored_form
from privacy.vault.keys import KeyRing

KNOWN_KEYS = frozenset(
    ["status", "category", "district", "after", "before", "order", "q", "bbox", "period", "year", "anonymous"]
)
MOST_BYTES = 24 * 1024 * 1024
Key = tuple[bytes, bytes, bool, bool]


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer as it left: version, headers, body and ETag."""

    version: tuple[int, bytes]
    headers: list[tuple[bytes, bytes]]
    body: bytes
    etag: bytes


class PageCache:
    """Keep the newest public answers, at most `MOST_BYTES` of them."""

    def __init__(self, app: ASGIApp, *, version: PublicVersion, ring: KeyRing) -> None:
        self.app = app
        self.version = version
        self.ring = ring
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        if key is None:
            await self.app(scope, receive, send)
            return
        version = self.version.current()
        kept = self._kept.get(key)
        if kept is not None and kept.version == version:
            await _answer(kept, scope, send)
            return
        await self._make(key, version, scope, receive, send)

    async def _make(self, key: Key, version: tuple[int, bytes], scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer; if it says that the page may be kept, keep it and send it with its ETag."""
        start: dict[str, Any] = {}
        parts: list[bytes] = []

        async def hold(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
                if not _may_be_kept(scope, message):
                    await send(message)
                return
            if not _may_be_kept(scope, start):
                await send(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                kept = self._keep(key, version, start["headers"], b"".join(parts))
                await _answer(kept, scope, send)

        await self.app(scope, receive, hold)

    def _keep(self, key: Key, version: tuple[int, bytes], headers: list[tuple[bytes, bytes]], body: bytes) -> Kept:
        etag = b'"' + stored_form(repr((version, key)), key=self.ring.named("etag"))[:24].encode() + b'"'
        own = [(name, value) for name, value in headers if name not in (b"cache-control", b"content-length")]
        own += [(b"cache-control", b"public, no-cache"), (b"etag", etag), (b"content-length", str(len(body)).encode())]
        kept = Kept(version, own, body, etag)
        with self._lock:
            old = self._kept.pop(key, None)
            self._bytes += len(body) - (len(old.body) if old else 0)
            self._kept[key] = kept
            while self._bytes > MOST_BYTES:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)
        return kept


def _key(scope: Scope) -> Key | None:
    """Name the answer that is asked for; None where it must not come from here."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    headers = Headers(scope=scope)
    if "cookie" in headers:
        return None
    # Read as the application reads them, or a stranger's odd headers would choose what all others are shown.
    packed, part = "gzip" in headers.get("accept-encoding", ""), asks_for_a_part(headers)
    query = scope["query_string"]
    if query and any(name not in KNOWN_KEYS for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True)):
        return None
    return scope["raw_path"] if scope.get("raw_path") else scope["path"].encode(), query, packed, part


def _may_be_kept(scope: Scope, start: Any) -> bool:
    return start.get("status") == 200 and bool(scope.get("state", {}).get("cacheable"))


async def _answer(kept: Kept, scope: Scope, send: Send) -> None:
    asked = next((value for name, value in scope["headers"] if name == b"if-none-match"), b"")
    if asked and kept.etag in asked:
        headers = [(name, value) for name, value in kept.headers if name != b"content-length"]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": kept.headers})
    await send({"type": "http.response.body", "body": kept.body})
