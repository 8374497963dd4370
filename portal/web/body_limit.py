"""How much one request may bring, all that arrive at once together, and how long one may stand still.

More is refused while it is read, so that the answer is a page of ours.
"""

import asyncio
from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.ground.errors import TooMuch, TooOften

MOST_BYTES: Final = 40 * 1024 * 1024  # above any photo: a large one is then refused in words, and nothing is lost
MOST_WORDS: Final = 2 * 1024 * 1024  # where no photo is asked for: many times the longest form
MOST_AT_ONCE: Final = 4 * MOST_BYTES  # bodies lie in memory while they arrive, never on a disk
STANDS_STILL_S: Final = 30  # a phone in a tunnel comes back sooner, or sends again
TAKES_FILES: Final = "takes_files"  # the mark of an endpoint whose form has a file


class BodyLimit:
    """Let whoever reads a body that is too large meet TooMuch: at once where its length is told, else on the way.

    TooOften is met where too many arrive at once. Who sends nothing for `STANDS_STILL_S` is taken to have gone away.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.held = 0  # bytes of all bodies that are open in this process

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "")
        told = int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0
        taken, arrives = 0, True

        async def limited() -> Message:
            nonlocal taken, arrives
            most = MOST_BYTES if getattr(scope.get("endpoint"), TAKES_FILES, False) else MOST_WORDS
            if told > most:
                raise TooMuch
            message = await _soon(receive) if arrives else await receive()
            arrives = arrives and bool(message.get("more_body"))
            part = len(message.get("body", b""))
            taken, self.held = taken + part, self.held + part
            if taken > most:
                raise TooMuch
            if self.held > MOST_AT_ONCE:
                raise TooOften
            return message

        try:
            await self.app(scope, limited, send)
        finally:
            self.held -= taken


async def _soon(receive: Receive) -> Message:
    """Wait for the next part of a body, or take it that whoever sends it went away."""
    try:
        async with asyncio.timeout(STANDS_STILL_S):
            return await receive()
    except TimeoutError:
        return {"type": "http.disconnect"}
