"""No way of fetching a page in a test goes round the audit: other clients are refused, and each hook does its work."""

import ast
import asyncio
import re
from pathlib import Path
from typing import Any

import httpx2
import pytest
from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from starlette.testclient import TestClient

from accessibility.audit.catalogue import RULES
from tests import audited
from tests.browser import audited_portal, running

ROOT = Path(__file__).parents[2]
CLIENTS = {
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "httpx2",
    "pycurl",
    "requests",
    "socket",
    "urllib.request",
    "urllib3",
}
# Who may import one, and what for: no page is fetched there.
KNOWN = {
    "tests/audited.py": "the hook itself",
    "tests/architecture/test_every_page_is_audited.py": "this test",
    "tests/browser/cutting.py": "it carries the browser's own bytes to the portal, and cuts them",
    "tests/browser/running.py": "a free port, and whether the server answers at /healthz",
    "tests/portal/commands/test_command_line.py": "ports that are taken",
    "tests/portal/doors/staff/test_translating.py": "where a name leads to, set by the test; it answers and never asks",
    "tests/portal/commands/test_told_in_one_line.py": "a port that is taken",
}
WRONG = "<!doctype html><html lang=en dir=ltr><head><title>Issues – Veu</title></head><body><img src=/x></body></html>"


def imported(source: str) -> set[str]:
    """The modules that a file imports, wherever it does so."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module)} | {f"{node.module}.{name.name}" for name in node.names}
    return found


def test_nobody_else_fetches() -> None:
    others = {
        str(path.relative_to(ROOT)): imported(path.read_text(encoding="utf-8")) & CLIENTS
        for path in (ROOT / "tests").rglob("*.py")
    }
    assert {path for path, clients in others.items() if clients} == set(KNOWN)


def test_the_browser_asks_for_pages_by_opening_them() -> None:
    """Playwright's own client (`page.request`, `context.request`) would fetch past the page."""
    for path in (ROOT / "tests" / "browser").rglob("*.py"):
        found = [
            node
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr == "request"
            and node.attr in {"get", "post", "fetch", "put", "delete", "head", "patch"}
        ]
        assert not found, path


def test_a_process_that_a_test_starts_audits_too() -> None:
    """The server of the browser's tests does, and so does each program that a test writes down and runs."""
    assert audited_portal.__name__ == running.AUDITED
    for path in (ROOT / "tests").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else ""
            if isinstance(text, str) and re.search(r"import\s+TestClient\n", text):
                assert "audited.install()" in text, path


@pytest.fixture
def wrong() -> FastAPI:
    """An application with a page whose image says nothing."""
    app = FastAPI()
    app.get("/en/issues", response_class=HTMLResponse)(lambda: WRONG)
    app.get("/en/part", response_class=HTMLResponse)(lambda: "<img src=/x>")
    return app


@pytest.mark.parametrize("path", ["/en/issues", "/en/part"])
def test_a_wrong_page_or_part_is_refused_whoever_asks(wrong: FastAPI, path: str) -> None:
    with pytest.raises(AssertionError, match=r"H10\.name"):
        TestClient(wrong).get(path)
    with pytest.raises(AssertionError, match=r"H10\.name"), TestClient(wrong).stream("GET", path):
        pass

    async def ask() -> None:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(wrong), base_url="https://localhost") as client:
            await client.get(path)

    with pytest.raises(AssertionError, match=r"H10\.name"):
        asyncio.run(ask())


def test_a_page_is_counted(wrong: FastAPI) -> None:
    before = audited.audited["page"]
    with pytest.raises(AssertionError):
        TestClient(wrong).get("/en/issues")
    assert audited.audited["page"] == before + 1


def test_what_the_server_sends_to_the_browser_is_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VEU_VAR", str(tmp_path))
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def answer() -> None:
        scope = {"type": "http", "method": "GET", "path": "/en/issues", "headers": []}
        watched = audited_portal._watching(scope, send, RULES)
        headers = [(b"content-type", b"text/html; charset=utf-8")]
        await watched({"type": "http.response.start", "status": 200, "headers": headers})
        await watched({"type": "http.response.body", "body": WRONG[:40].encode(), "more_body": True})
        await watched({"type": "http.response.body", "body": WRONG[40:].encode()})

    asyncio.run(answer())
    assert len(sent) == 3
    with pytest.raises(AssertionError, match=r"H10\.name"):
        audited_portal.refuse_faults(tmp_path)
    audited_portal.refuse_faults(tmp_path)  # told once
