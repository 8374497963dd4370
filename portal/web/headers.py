"""The headers of every answer: what a browser may load, tell and keep. Pure ASGI, for the public site and the desk."""

from collections.abc import Iterable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.web.stylesheets import REPORT

MAP = "has_map"
"""What a page with a map writes into its request's state: its script needs another Trusted Types policy."""

_POLICY = "; ".join(
    (
        "default-src 'none'",
        f"style-src 'self' {REPORT.csp_source}",
        "script-src 'self'",
        "img-src 'self'",
        "media-src 'self'",  # films in sign language
        "connect-src 'self'",
        "form-action 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types {} worker",  # one policy of a page's own script, and the one of worker.js
    )
)
CONTENT_SECURITY_POLICY = _POLICY.format("htmx")  # made by swaps.js
WITH_MAP = _POLICY.format("default")  # made by map.js; such a page has no htmx

_DEVICES = "geolocation=({}), camera=(), microphone=(), payment=(), usb=()"
WITH_LOCATION = _DEVICES.format("self")
"""What a page that may ask where the device is says of itself."""

SAFE = (
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),  # with no-referrer a browser sends `Origin: null` with our own forms
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("origin-agent-cluster", "?1"),
    ("permissions-policy", _DEVICES.format("")),
)


class SafeHeaders:
    """Add the headers to each answer, errors and files included; `no-store` where nothing else was said."""

    def __init__(self, app: ASGIApp, *, https: bool) -> None:
        self.app = app
        fixed: Iterable[tuple[str, str]] = SAFE
        if https:
            fixed = (*SAFE, ("strict-transport-security", "max-age=63072000; includeSubDomains"))
        self.fixed = [(name.encode(), value.encode()) for name, value in fixed]
        self.policy = (b"content-security-policy", CONTENT_SECURITY_POLICY.encode())
        self.with_map = (b"content-security-policy", WITH_MAP.encode())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message["headers"])
                if not any(name == b"cache-control" for name, _ in headers):
                    headers.append((b"cache-control", b"no-store"))
                policy = self.with_map if scope.get("state", {}).get(MAP) else self.policy
                said = {name for name, _ in headers}
                message["headers"] = [*headers, policy, *(each for each in self.fixed if each[0] not in said)]
            await send(message)

        await self.app(scope, receive, send_with_headers)
