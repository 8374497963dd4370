"""Refuse what another site makes a browser send: fetch metadata first, then Origin; refuse where both are absent.

The Host header is no proof: a page of another site, whose name was made to lead here, sends that name in both.
"""

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def is_own(headers: Headers, own_origins: frozenset[str]) -> bool:
    """Whether a request that may change something comes from one of our own pages."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("origin", "") in own_origins


def origin_of(url: str) -> str:
    """Write the origin of an address as browsers do."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def is_nameless(host: str) -> bool:
    """Whether a Host header says localhost or an address in numbers: nobody can make those lead elsewhere."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or bool(ip_address(name))
    except ValueError:
        return False


class SameOriginOnly:
    """Let a changing request through only if it comes from this site. Source: OWASP CSRF Prevention, fetch metadata.

    `nameless` believes a Host in numbers too: a demo is opened as localhost, as 127.0.0.1, and from a phone beside it.
    `by_link` are addresses that are a permission by themselves: a program that is no browser may send a form there,
    without a cookie.
    """

    def __init__(self, app: ASGIApp, *, url: str, nameless: bool, by_link: re.Pattern[str] | None = None) -> None:
        self.app = app
        self.own_origins = frozenset({origin_of(url)})
        self.nameless = nameless
        self.by_link = by_link

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            headers = Headers(scope=scope)
            own, host = self.own_origins, headers.get("host", "")
            if self.nameless and is_nameless(host):
                own |= {f"{scope['scheme']}://{host}"}
            if not is_own(headers, own) and not self._is_by_link(scope, headers):
                refusal = PlainTextResponse("This form was sent from another site, so it was refused.\n", 403)
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)

    def _is_by_link(self, scope: Scope, headers: Headers) -> bool:
        """Whether no browser sent this, which would say from where, and the address alone permits it."""
        says_more = any(name in headers for name in ("origin", "sec-fetch-site", "cookie", "referer"))
        return self.by_link is not None and not says_more and bool(self.by_link.fullmatch(scope["path"]))
