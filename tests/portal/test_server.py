"""One worker process: what lives beside the application begins and ends with the server."""

import asyncio
from pathlib import Path
from typing import Any

import anyio.to_thread
import pytest

from portal import server
from portal.ground.database import Database
from portal.ground.settings import Mode, Settings
from portal.server import Portal, warm_up

STARTED, ENDED = {"type": "lifespan.startup.complete"}, {"type": "lifespan.shutdown.complete"}
LONG_S = 20.0


def settings_of(settings: Settings, database: Database, **more: Any) -> Settings:
    own = {"database_url": database.url, "mode": Mode.TEST, "keys": settings.var / "keys", "threads": 3}
    return settings.model_copy(update=own | more)


async def live(portal: Portal, between: Any) -> list[dict[str, str]]:
    """Start the portal as a server does, look at it, and end it."""
    told: list[dict[str, str]] = []
    orders: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    started = asyncio.Event()

    async def send(message: Any) -> None:
        told.append(message)
        started.set()

    life = asyncio.create_task(portal({"type": "lifespan"}, orders.get, send))
    await orders.put({"type": "lifespan.startup"})
    await started.wait()
    between()
    await orders.put({"type": "lifespan.shutdown"})
    await life
    return told


@pytest.fixture
def database(sqlite: Database) -> Database:
    return sqlite


def test_the_waiting_work_begins_and_ends_with_the_server(settings: Settings, database: Database) -> None:
    portal = Portal(settings_of(settings, database))
    companion = portal.companion
    assert companion is not None

    def look() -> None:
        assert companion.works.wait(LONG_S)
        assert anyio.to_thread.current_default_thread_limiter().total_tokens == 3

    assert asyncio.run(live(portal, look)) == [STARTED, ENDED]
    assert not companion.works.is_set()


def test_an_installation_may_do_its_work_elsewhere(settings: Settings, database: Database) -> None:
    portal = Portal(settings_of(settings, database, embedded_worker=False))
    assert portal.companion is None
    assert asyncio.run(live(portal, lambda: None)) == [STARTED, ENDED]


def test_a_web_process_that_dies_is_begun_anew(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    class Fake:
        def __init__(self, _target: str, **options: Any) -> None:
            assert options["respawn_failed_workers"]

        def serve(self) -> None:
            pass

    for name in ("Granian", "warm_up"):
        monkeypatch.setattr(server, name, {"Granian": Fake}.get(name, lambda: None))
    monkeypatch.setattr(server, "gc", type("GC", (), {"collect": lambda: None, "freeze": lambda: None}))
    server.run(settings)


def test_pages_are_answered_through_it(settings: Settings, database: Database) -> None:
    from starlette.testclient import TestClient

    portal = Portal(settings_of(settings, database))
    warm_up()
    with TestClient(portal, base_url="https://localhost") as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        assert portal.companion is not None
        assert portal.companion.works.wait(LONG_S)


@pytest.mark.parametrize(
    ("peer", "forwarded", "seen"),
    [
        ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1, 203.0.113.7", "203.0.113.7"),  # what a visitor wrote before the proxy did
        ("192.0.2.9", "203.0.113.7", "192.0.2.9"),  # no proxy of ours
    ],
)
def test_a_visitor_behind_the_citys_proxy_is_told_from_the_others(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, peer: str, forwarded: str, seen: str
) -> None:
    async def echo(scope: Any, receive: Any, send: Any) -> None:
        await send(scope["client"][0])

    monkeypatch.setenv("VEU_MODE", "test")
    monkeypatch.setenv("VEU_VAR", str(tmp_path))
    monkeypatch.setattr(server, "Portal", lambda _settings: echo)
    told: list[str] = []

    async def send(message: Any) -> None:
        told.append(message)

    scope = {"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", forwarded.encode())]}
    asyncio.run(server.application()(scope, None, send))  # type: ignore[arg-type]
    assert told == [seen]
