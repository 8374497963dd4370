"""Photos of one client wait for each other, and leave threads to the pages."""

import asyncio

import pytest

from portal.ground.errors import TooOften
from portal.web import photo_turns, routing
from portal.web.photo_turns import MOST_OF_ONE, PhotoTurns
from tests.portal.listen.reports.test_filing import first_step, photo
from tests.visitor import Visitor


def test_one_client_takes_one_turn_and_all_together_half() -> None:
    async def look() -> tuple[list[str], int]:
        turns, within, most, refused = PhotoTurns(2), [], [], 0

        async def take(client: str) -> None:
            nonlocal refused
            try:
                async with turns.turn(client):
                    within.append(client)
                    most.append("".join(sorted(within)))
                    await asyncio.sleep(0)
                    within.remove(client)
            except TooOften:
                refused += 1

        await asyncio.gather(*(take("a") for _ in range(MOST_OF_ONE + 3)), take("b"), take("c"))
        assert not turns._own
        return most, refused

    most, refused = asyncio.run(look())
    assert refused == 3
    assert {"ab"} <= set(most) <= {"a", "b", "c", "ab", "ac", "bc"}


def test_a_step_with_a_photo_waits_for_its_turn_and_one_without_does_not(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    def note(threads: int) -> PhotoTurns:
        asked.append(threads)
        return photo_turns.photo_turns(threads)

    monkeypatch.setattr(routing, "photo_turns", note)
    first_step(visitor)
    assert not asked
    page = visitor.get("/en/report")
    visitor.submit(page, "problem", category="ground", files={"photo": ("p.jpg", photo(), "image/jpeg")})
    assert len(asked) == 1
