"""A body that stands still is let go, and all that arrive at once have an end to their memory."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.requests import ClientDisconnect, Request
from starlette.types import Message, Receive, Scope, Send

from portal.ground.errors import TooMuch, TooOften
from portal.web import body_limit
from portal.web.body_limit import BodyLimit

POST = {"type": "http", "method": "POST", "path": "/", "headers": []}


def reading(limit: list[BodyLimit], seen: list[object]) -> BodyLimit:
    """A portal that reads the whole body and says what came of it."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        try:
            seen.append(len(await Request(scope, receive).body()))
        except (ClientDisconnect, TooMuch, TooOften) as met:
            seen.append(type(met))

    limit.append(BodyLimit(app))
    return limit[0]


async def nobody(message: Message) -> None: ...


def parts_of(sizes: Iterator[int]) -> Receive:
    left = list(sizes)

    async def receive() -> Message:
        size = left.pop(0)
        return {"type": "http.request", "body": b"x" * size, "more_body": bool(left)}

    return receive


async def silent() -> Message:
    await asyncio.sleep(60)
    raise AssertionError


def test_a_body_that_stands_still_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_limit, "STANDS_STILL_S", 0.01)
    seen: list[object] = []
    asyncio.run(reading([], seen)(dict(POST), silent, nobody))
    assert seen == [ClientDisconnect]


def test_a_body_that_came_whole_may_be_waited_on_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that is sent slowly asks whether the reader is still there: that is no body."""
    monkeypatch.setattr(body_limit, "STANDS_STILL_S", 0.01)
    seen: list[object] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(receive(), 0.1)
        seen.append("waited")

    said = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Message:
        for message in said:
            return message
        return await silent()

    asyncio.run(BodyLimit(app)(dict(POST), receive, nobody))
    assert seen == ["waited"]


def test_what_arrives_at_once_has_an_end_and_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(body_limit, "MOST_AT_ONCE", 1_000)
    seen: list[object] = []
    limit = reading([], seen)

    async def all_at_once() -> None:
        gate = asyncio.Event()

        async def slow() -> Message:
            if not gate.is_set():
                gate.set()
                return {"type": "http.request", "body": b"x" * 900, "more_body": True}
            await asyncio.sleep(0.05)
            return {"type": "http.request", "body": b"", "more_body": False}

        first = asyncio.create_task(limit(dict(POST), slow, nobody))
        await gate.wait()
        await asyncio.sleep(0)
        await limit(dict(POST), parts_of(iter([200])), nobody)
        await first

    asyncio.run(all_at_once())
    assert seen == [TooOften, 900]
    assert limit.held == 0
    asyncio.run(limit(dict(POST), parts_of(iter([600, 300])), nobody))
    assert seen[-1] == 900
