"""One visit, one transaction, committed before the answer leaves; and what is kept may be answered again."""

from contextlib import suppress
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from portal.app import create_app
from portal.ground.database import Database
from portal.ground.publicity.service import bump
from portal.ground.settings import Settings
from tests.portal.web.browsers import OWN, browser
from tests.tables import count
from tests.visitor import ORIGIN


def test_the_commit_comes_before_the_first_byte_of_the_answer(served: FastAPI, city: Database) -> None:
    seen: list[int] = []

    async def watching(scope: Any, receive: Any, send: Any) -> None:
        async def look(message: Any) -> None:
            if message["type"] == "http.response.start":
                seen.append(count(city, "test_note"))
            await send(message)

        await served(scope, receive, look if scope["type"] == "http" else send)

    client = TestClient(watching, base_url=ORIGIN)
    assert client.post("/en/test/note", data={"words": "a"}, headers=OWN).status_code == 200
    assert seen == [1]


def test_a_defect_undoes_everything_and_shows_a_page(served: FastAPI, city: Database) -> None:
    answer = browser(served).post("/en/test/note", data={"words": "a", "fail": "1"}, headers=OWN)
    assert answer.status_code == 500
    assert "Something went wrong" in answer.text
    assert "after the row" not in answer.text
    assert count(city, "test_note") == 0


def test_a_kept_page_is_answered_again_until_something_public_changes(served: FastAPI, city: Database) -> None:
    client = browser(served)
    first = client.get("/en/test/cached")
    client.post("/en/test/note", data={"words": "a"}, headers=OWN)
    private = client.get("/en/test/cached")
    assert (private.text, private.headers["etag"]) == (first.text, first.headers["etag"]), (
        "a private write tells nothing"
    )
    assert client.get("/en/test/cached", headers={"if-none-match": first.headers["etag"]}).status_code == 304
    with city.writing() as session:
        bump(session)
    public = client.get("/en/test/cached")
    assert public.text == "1"
    assert public.headers["etag"] != first.headers["etag"]


def test_every_worker_forgets_at_once(served: FastAPI, city: Database, settings: Settings, ring: Any) -> None:
    from tests.portal.web.conftest import room

    other = create_app(settings.model_copy(update={"database_url": city.url}), city, ring)
    other.include_router(room, prefix="/{locale:locale}")
    client = browser(other)
    assert client.get("/en/test/cached").text == "0"
    browser(served).post("/en/test/note", data={"words": "a"}, headers=OWN)
    with city.writing() as session:
        bump(session)
    assert client.get("/en/test/cached").text == "1"


def test_an_undone_change_moves_nothing(served: FastAPI, city: Database) -> None:
    client = browser(served)
    before = client.get("/en/test/cached").headers["etag"]
    with suppress(ValueError), city.writing() as session:
        bump(session)
        raise ValueError
    assert client.get("/en/test/cached").headers["etag"] == before


def test_nothing_is_kept_for_whoever_has_a_cookie_or_asks_oddly(served: FastAPI) -> None:
    client = browser(served)
    assert "etag" not in client.get("/en/test/cached", headers={"cookie": "a=b"}).headers
    assert "etag" not in client.get("/en/test/cached?tracking=1").headers
    assert client.get("/en/test/count").headers["cache-control"] == "no-store"


ODD = (
    {"hx-request": "true", "hx-history-restore-request": "false"},
    {"hx-request": "false"},
    {"hx-request-type": "full", "hx-request": "true"},
    [("accept-encoding", "gzip"), ("accept-encoding", "identity")],
    [("accept-encoding", "identity"), ("accept-encoding", "gzip")],
    [("hx-request", "true"), ("hx-request", "false")],
)


@pytest.mark.parametrize("odd", ODD, ids=str)
def test_odd_headers_do_not_choose_what_others_are_shown(app: FastAPI, city: Database, odd: Any) -> None:
    plain, htmx = {"accept-encoding": "identity"}, {"accept-encoding": "identity", "hx-request": "true"}
    expected = [browser(app).get("/en/issues?order=oldest", headers=each) for each in (plain, htmx)]
    with city.writing() as session:
        bump(session)
    client = browser(app)
    client.get("/en/issues?order=oldest", headers=odd)
    for headers, before in zip((plain, htmx), expected, strict=True):
        after = client.get("/en/issues?order=oldest", headers=headers)
        assert (after.text, after.headers.get("content-encoding")) == (before.text, None)
