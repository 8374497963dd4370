"""What is refused before a page sees it, and the headers that every answer carries."""

import asyncio
from itertools import product
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.datastructures import FormData
from starlette.responses import Response
from starlette.testclient import TestClient

from portal.ground.database import Database
from portal.ground.settings import Mode
from portal.web import visit
from portal.web.binding import tidied
from portal.web.csrf import SameOriginOnly
from tests.portal.web.browsers import OWN, browser
from tests.tables import count
from tests.visitor import ORIGIN


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "undefined", "latin-1"])
def test_a_form_in_another_charset_is_refused(served: FastAPI, city: Database, charset: str) -> None:
    body = b'--XX\r\nContent-Disposition: form-data; name="words"\r\n\r\n+2AA-abc\r\n--XX--\r\n'
    headers = OWN | {"content-type": f"multipart/form-data; boundary=XX; charset={charset}"}
    answer = browser(served).post("/en/test/note", content=body, headers=headers)
    assert (answer.status_code, count(city, "test_note")) == (403, 0)
    usual = OWN | {"content-type": "multipart/form-data; boundary=XX; charset=UTF-8"}
    assert browser(served).post("/en/test/note", content=body, headers=usual).status_code == 200


PATHS = ("/", "/en/", "/en/nothing", "/static/nothing", "/en/report", "/healthz", "/staff/en/polls")


def test_every_answer_carries_the_safe_headers(served: FastAPI) -> None:
    for path in PATHS:
        headers = browser(served).get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy, path
        assert "unsafe" not in policy, path
        assert headers["referrer-policy"] == "same-origin"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cross-origin-opener-policy"] == "same-origin"
        assert headers["cross-origin-resource-policy"] == "same-origin"
        assert headers["origin-agent-cluster"] == "?1"
        assert headers["permissions-policy"] == "geolocation=(), camera=(), microphone=(), payment=(), usb=()"
        assert "max-age" in headers["strict-transport-security"]


SITES = ("same-origin", "same-site", "cross-site", "none", None)
ORIGINS = (ORIGIN, "https://elsewhere.example", "null", None)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_our_own_pages_may_change_anything(served: FastAPI, method: str) -> None:
    client = browser(served)
    for site, origin in product(SITES, ORIGINS):
        headers = {"sec-fetch-site": site, "origin": origin}
        sent = {name: value for name, value in headers.items() if value is not None}
        answer = client.request(method, "/en/test/note", data={"words": "a"}, headers=sent)
        own = site == "same-origin" if site is not None else origin == ORIGIN
        assert (answer.status_code == 403) is not own, sent


EVIL, PHONE = "http://evil.example", "http://192.168.1.7:8000"


@pytest.mark.parametrize(
    ("mode", "origin", "taken"),
    [
        (Mode.PRODUCTION, ORIGIN, True),
        (Mode.PRODUCTION, PHONE, False),
        (Mode.PRODUCTION, EVIL, False),
        (Mode.DEMO, PHONE, True),
        (Mode.DEMO, "http://127.0.0.1:8011", True),
        (Mode.DEMO, "http://localhost:8011", True),
        (Mode.DEMO, "http://[::1]:8011", True),
        (Mode.DEMO, EVIL, False),
        (Mode.DEMO, "http://127.0.0.1.evil.example", False),
        (Mode.DEMO, "http://[", False),
    ],
)
def test_what_the_host_header_says_is_no_proof(mode: Mode, origin: str, taken: bool) -> None:
    async def within(scope: Any, receive: Any, send: Any) -> None:
        await Response("taken")(scope, receive, send)

    guarded = SameOriginOnly(within, url="https://Localhost", nameless=mode is not Mode.PRODUCTION)
    sent = {"origin": origin, "host": origin.partition("//")[2]}
    answer = TestClient(guarded, base_url="http://testserver").post("/en/report", headers=sent)
    assert (answer.status_code == 200) is taken


def test_a_problem_is_a_page_for_people_and_json_for_programs(served: FastAPI) -> None:
    client = browser(served)
    assert "This page does not exist" in client.get("/en/nothing").text
    answer = client.get("/en/nothing.json")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:veu:problem:not-found"


def test_a_body_that_is_too_large_is_refused_before_it_is_read(served: FastAPI) -> None:
    answer = browser(served).post("/en/test/note", data={"words": "x" * (41 * 1024 * 1024)}, headers=OWN)
    assert answer.status_code == 413
    assert "This is too large to send" in answer.text, "a page of ours"


@pytest.mark.parametrize(("path", "status"), [("/en/test/note", 413), ("/en/report", 422)])
def test_only_where_a_photo_is_asked_for_a_form_may_be_large(served: FastAPI, path: str, status: int) -> None:
    photo = {"photo": ("photo.jpg", b"x" * (3 * 1024 * 1024), "image/jpeg")}
    answer = browser(served).post(path, data={"words": "a"}, files=photo, headers=OWN)
    assert answer.status_code == status


def test_words_are_tidied_where_nobody_else_waits(served: FastAPI, monkeypatch: pytest.MonkeyPatch) -> None:
    def watched(form: FormData) -> FormData:
        with pytest.raises(RuntimeError):
            asyncio.get_running_loop()
        return tidied(form)

    monkeypatch.setattr(visit, "tidied", watched)
    for path in ("/en/test/note", "/staff/en/polls/new"):
        answer = browser(served).post(path, data={"words": "a\u202eb"}, headers=OWN)
        assert (answer.status_code, "\u202e" in answer.text) in {(200, False), (401, False)}, path


def test_what_is_no_form_is_not_told_that_it_is_too_large(served: FastAPI) -> None:
    headers = OWN | {"content-type": "multipart/form-data"}
    answer = browser(served).post("/en/test/note", content=b"words=a", headers=headers)
    assert (answer.status_code, "This form could not be read" in answer.text) == (400, True)
    many = browser(served).post("/en/test/note", data={f"f{n}": "a" for n in range(700)}, headers=OWN)
    assert (many.status_code, "This is too large to send" in many.text) == (413, True)


def test_a_body_that_does_not_say_how_large_it_is_ends_at_the_limit(served: FastAPI) -> None:
    pieces = (b"x" * 1024 * 1024 for _ in range(41))
    headers = OWN | {"content-type": "application/x-www-form-urlencoded"}
    answer = browser(served).post("/en/test/note", content=pieces, headers=headers)
    assert answer.status_code == 413
    assert "This is too large to send" in answer.text
