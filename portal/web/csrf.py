"""Refuse what another site makes a browser send: fetch metadata first, then Origin; refuse where both are absent."""

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


class SameOriginOnly:
    """Let a changing request through only if it comes from this site. Source: OWASP CSRF Prevention, fetch metadata."""

    def __init__(self, app: ASGIApp, *, own_origins: frozenset[str]) -> None:
        self.app = app
        self.own_origins = own_origins

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            headers = Headers(scope=scope)
            own = self.own_origins | {f"{scope['scheme']}://{headers.get('host', '')}"}
            if not is_own(headers, own):
                refusal = PlainTextResponse("This form was sent from another site, so it was refused.\n", 403)
                await refusal(scope, receive, send)
                return
        await self.app(scope, receive, send)
