"""Photos take turns, before they take a thread: one of a client at a time, and never more than half of the threads.

Decoding a photo takes seconds where somebody means ill, and a page must not wait for that.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Final
from weakref import WeakKeyDictionary

from portal.ground.errors import TooOften

MOST_OF_ONE: Final = 12
"""How many of one client wait; more are told to come again."""


class PhotoTurns:
    """The turns of one event loop."""

    def __init__(self, at_once: int) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._waiting: Counter[str] = Counter()
        self._own: dict[str, asyncio.Lock] = {}

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """Wait until it is this client's turn. Raises TooOften where too many of its photos wait already."""
        if self._waiting[client] >= MOST_OF_ONE:
            raise TooOften
        self._waiting[client] += 1
        try:
            async with self._own.setdefault(client, asyncio.Lock()), self._free:
                yield
        finally:
            self._waiting[client] -= 1
            if not self._waiting[client]:
                del self._waiting[client], self._own[client]


_TURNS: WeakKeyDictionary[Any, PhotoTurns] = WeakKeyDictionary()


def photo_turns(threads: int) -> PhotoTurns:
    """Give the turns of the running event loop, whose pages share so many threads."""
    loop = asyncio.get_running_loop()
    if loop not in _TURNS:
        _TURNS[loop] = PhotoTurns(max(1, threads // 2))
    return _TURNS[loop]
