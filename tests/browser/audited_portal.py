"""The portal as a module to run that audits whatever it sends to the browser, and writes down what is wrong."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

from accessibility.audit.catalogue import RULES
from accessibility.audit.rule import Rule
from portal import server
from portal.cli import main
from portal.ground.settings import Settings
from tests.audited import check, is_page

# The test languages are English in the place of another: their letters are wrong on purpose.
WITHOUT_SCRIPTS = tuple(rule for rule in RULES if rule.id != "H4.script")
FAULTS = "audit.txt"  # in the folder of the installation


def install(rules: tuple[Rule, ...] = RULES) -> None:
    """Let the portal of this process, and of those that it forks, audit each page before it is sent."""
    usual = server.Portal.__call__

    async def call(portal: Any, scope: Any, receive: Any, send: Any) -> None:
        await usual(portal, scope, receive, _watching(scope, send, rules) if scope["type"] == "http" else send)

    server.Portal.__call__ = call  # type: ignore[method-assign]


def _watching(scope: Any, send: Callable[..., Any], rules: tuple[Rule, ...]) -> Any:
    start: dict[str, Any] = {}
    body = bytearray()

    async def watched(message: Any) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            body.extend(message.get("body", b""))
            if not message.get("more_body"):
                _note(scope, start, bytes(body), rules)
        await send(message)

    return watched


def _note(scope: Any, start: dict[str, Any], body: bytes, rules: tuple[Rule, ...]) -> None:
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    if scope["method"] == "HEAD" or not body or not is_page(headers):
        return
    html = (gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body).decode()
    sent = [value.decode() for name, value in scope["headers"] if name == b"cookie"]
    cookies = " ".join([*sent, headers.get("set-cookie", "")])
    try:
        check(scope["path"], html, status=start["status"], cookies=cookies, rules=rules)
    except AssertionError as fault:
        with (Settings().var / FAULTS).open("a", encoding="utf-8") as file:
            file.write(f"{fault}\n")


def refuse_faults(var: Path) -> None:
    """Fail with what was written down while the portal ran."""
    written = var / FAULTS
    faults = written.read_text(encoding="utf-8") if written.exists() else ""
    written.unlink(missing_ok=True)
    assert not faults, f"pages that the browser was given have faults:\n{faults}"


if __name__ == "__main__":
    install()
    main()
