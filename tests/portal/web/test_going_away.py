"""A phone that goes away in the middle of an upload is one quiet line: no defect, no address, nothing of the draft."""

import asyncio
import logging
from typing import Any

import pytest
from fastapi import FastAPI

from portal.ground.database import Database
from tests.tables import count
from tests.visitor import Visitor

BEGUN = b'--x\r\ncontent-disposition: form-data; name="words"\r\n\r\nFive tiles'


def test_who_goes_away_in_the_middle_of_an_upload_is_one_quiet_line(
    app: FastAPI, visitor: Visitor, city: Database, caplog: pytest.LogCaptureFixture
) -> None:
    path = visitor.get("/en/report").url
    told = [(b"host", b"localhost"), (b"origin", b"https://localhost"), (b"content-length", b"900000")]
    scope: dict[str, Any] = {
        "type": "http",
        "method": "POST",
        "scheme": "https",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [*told, (b"content-type", b"multipart/form-data; boundary=x")],
        "client": ("203.0.113.7", 1),
        "server": ("localhost", 443),
    }
    coming = iter(
        ({"type": "http.request", "body": BEGUN, "more_body": True}, {"type": "http.disconnect"}),
    )

    async def receive() -> dict[str, Any]:
        return next(coming)

    async def send(_message: dict[str, Any]) -> None:
        """Nobody is there."""

    caplog.set_level(logging.DEBUG)
    asyncio.run(app(scope, receive, send))  # type: ignore[arg-type]
    ours = [record for record in caplog.records if record.name.startswith("veu")]
    assert [record.getMessage() for record in ours] == ["a visitor went away in the middle of reports:save_problem"]
    assert ours[0].exc_info is None
    assert not any(secret in caplog.text for secret in (path.split("/")[3], "203.0.113.7", "Five tiles", "Traceback"))
    assert count(city, "listen_draft") == 0
