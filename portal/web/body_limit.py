"""How much one request may bring: more is refused while it is read, so that the answer is a page of ours."""

from typing import Final

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from portal.ground.errors import TooMuch

MOST_BYTES: Final = 40 * 1024 * 1024  # above any photo: a large one is then refused in words, and nothing is lost
MOST_WORDS: Final = 2 * 1024 * 1024  # where no photo is asked for: many times the longest form
TAKES_FILES: Final = "takes_files"  # the mark of an endpoint whose form has a file


class BodyLimit:
    """Let whoever reads a body that is too large meet TooMuch: at once where its length is told, else on the way."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        said = Headers(scope=scope).get("content-length", "")
        told = int(said) if said.isascii() and said.isdigit() and len(said) < 20 else 0
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            most = MOST_BYTES if getattr(scope.get("endpoint"), TAKES_FILES, False) else MOST_WORDS
            if told > most:
                raise TooMuch
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > most:
                raise TooMuch
            return message

        await self.app(scope, limited, send)
