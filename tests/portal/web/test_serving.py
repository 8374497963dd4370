"""One visit, one transaction, committed before the answer leaves; and what is kept may be answered again."""

from contextlib import suppress
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from portal.app import create_app
from portal.city.identity import asking
from portal.ground.database import Database
from portal.ground.errors import TooOften
from portal.ground.publicity.service import bump
from portal.ground.settings import Mode, Settings
from portal.listen.reports import lost_code
from portal.web.csrf import SameOriginOnly
from portal.web.throttling import Throttle
from tests.visitor import ORIGIN

OWN = {"origin": ORIGIN}


def browser(app: FastAPI) -> TestClient:
    """A browser that sees defects as a person would."""
    return TestClient(app, base_url=ORIGIN, follow_redirects=False, raise_server_exceptions=False)


def rows(database: Database) -> int:
    """How many notes are durable."""
    with database.reading() as session:
        return int(session.execute(text("SELECT count(*) FROM test_note")).scalar_one())


def test_the_commit_comes_before_the_first_byte_of_the_answer(served: FastAPI, city: Database) -> None:
    seen: list[int] = []

    async def watching(scope: Any, receive: Any, send: Any) -> None:
        async def look(message: Any) -> None:
            if message["type"] == "http.response.start":
                seen.append(rows(city))
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
    assert rows(city) == 0


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
    from portal.app import create_app
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


@pytest.mark.parametrize("charset", ["utf-7", "unicode_escape", "undefined", "latin-1"])
def test_a_form_in_another_charset_is_refused(served: FastAPI, city: Database, charset: str) -> None:
    body = b'--XX\r\nContent-Disposition: form-data; name="words"\r\n\r\n+2AA-abc\r\n--XX--\r\n'
    headers = OWN | {"content-type": f"multipart/form-data; boundary=XX; charset={charset}"}
    answer = browser(served).post("/en/test/note", content=body, headers=headers)
    assert (answer.status_code, rows(city)) == (403, 0)
    usual = OWN | {"content-type": "multipart/form-data; boundary=XX; charset=UTF-8"}
    assert browser(served).post("/en/test/note", content=body, headers=usual).status_code == 200


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/en/nothing", "/static/nothing", "/en/report", "/healthz", "/staff/en/polls"]
)
def test_every_answer_carries_the_safe_headers(served: FastAPI, path: str) -> None:
    headers = browser(served).get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["origin-agent-cluster"] == "?1"
    assert headers["permissions-policy"] == "geolocation=(self), camera=(), microphone=(), payment=(), usb=()"
    assert "max-age" in headers["strict-transport-security"]


@pytest.mark.parametrize("site", ["same-origin", "same-site", "cross-site", "none", None])
@pytest.mark.parametrize("origin", [ORIGIN, "https://elsewhere.example", "null", None])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_only_our_own_pages_may_change_anything(
    served: FastAPI, site: str | None, origin: str | None, method: str
) -> None:
    headers = {"sec-fetch-site": site, "origin": origin}
    sent = {name: value for name, value in headers.items() if value is not None}
    answer = browser(served).request(method, "/en/test/note", data={"words": "a"}, headers=sent)
    own = site == "same-origin" if site is not None else origin == ORIGIN
    assert (answer.status_code == 403) is not own


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


def test_what_is_no_form_is_not_told_that_it_is_too_large(served: FastAPI) -> None:
    headers = OWN | {"content-type": "multipart/form-data"}
    answer = browser(served).post("/en/test/note", content=b"words=a", headers=headers)
    assert (answer.status_code, "This form could not be read" in answer.text) == (400, True)
    many = browser(served).post("/en/test/note", data={f"f{n}": "a" for n in range(500)}, headers=OWN)
    assert (many.status_code, "This is too large to send" in many.text) == (413, True)


def test_a_body_that_does_not_say_how_large_it_is_ends_at_the_limit(served: FastAPI) -> None:
    pieces = (b"x" * 1024 * 1024 for _ in range(41))
    headers = OWN | {"content-type": "application/x-www-form-urlencoded"}
    answer = browser(served).post("/en/test/note", content=pieces, headers=headers)
    assert answer.status_code == 413
    assert "This is too large to send" in answer.text


def test_a_throttle_lets_a_burst_through_and_then_slows_down(settings: Settings, city: Database, ring: Any) -> None:
    eager = settings.model_copy(update={"database_url": city.url, "throttles": True, "mode": Mode.TEST})
    app = create_app(eager, city, ring)
    client = browser(app)
    asking.links.forget()
    asking.letterbox.forget()
    answers = [
        client.post("/en/sign-in", data={"email": f"a{n}@example.org"}, headers=OWN).status_code for n in range(12)
    ]
    assert answers[:6] == [303] * 6
    assert 429 in answers


def test_nobody_can_have_one_letterbox_filled_from_many_places(settings: Settings, city: Database, ring: Any) -> None:
    app = create_app(settings.model_copy(update={"database_url": city.url, "throttles": True}), city, ring)
    asking.letterbox.forget()
    lost_code.letterbox.forget()
    asked = (
        ("/en/sign-in", {"email": "rosa+{n}@example.org"}, "identity.send_link", 5),
        ("/staff/en/sign-in", {"email": "Rosa@example.org"}, "identity.send_staff_link", 0),
        ("/staff/en/sign-in", {"email": "clerk@example.org"}, "identity.send_staff_link", 5),
        ("/en/track/lost-code", {"reference": "VIL 7K3 9QF"}, lost_code.KIND, 5),
    )
    for path, said, kind, letters in asked:
        answers = set()
        for n in range(8):
            client = TestClient(app, base_url=ORIGIN, follow_redirects=False, client=(f"192.0.2.{n}", 1))
            data = {name: value.format(n=n) for name, value in said.items()}
            answer = client.post(path, data=data, headers=OWN)
            answers.add((answer.status_code, answer.headers["location"]))
        assert len(answers) == 1, f"all get the same answer at {path}"
        with city.reading() as session:
            waiting = session.execute(text("SELECT count(*) FROM ground_job WHERE kind = :kind"), {"kind": kind})
            assert waiting.scalar_one() == letters, path


def test_a_throttle_counts_a_household_as_one(settings: Settings, city: Database, ring: Any) -> None:
    app = create_app(settings.model_copy(update={"database_url": city.url, "throttles": True}), city, ring)
    throttle = Throttle(per_minute=1, burst=1)

    def taken(address: str) -> bool:
        try:
            throttle.take(Request({"type": "http", "app": app, "client": (address, 1), "headers": []}))
        except TooOften:
            return False
        return True

    home = [f"2001:db8:0:1::{n:x}" for n in range(4)]
    assert [taken(each) for each in home] == [True, True, False, False]
    assert taken("2001:db8:0:2::1")
    others = [f"::ffff:192.0.2.{n}" for n in range(3)] + [f"192.0.3.{n}" for n in range(3)] + ["", "testclient"]
    assert all(taken(each) for each in others)


def test_a_throttle_keeps_no_address() -> None:
    throttle = Throttle(per_minute=1, burst=1)
    assert "127.0.0.1" not in repr(throttle)
