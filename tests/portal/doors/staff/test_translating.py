"""A report in another language is translated by a press, on a server of the city's own, and nothing of it is kept."""

import json
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from fastapi import FastAPI

from portal.app import create_app
from portal.city.identity.rules import Role
from portal.ground import translation
from portal.ground.database import Database
from portal.ground.errors import ConfigurationError
from portal.ground.settings import Mode, Settings
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.doors.staff.conftest import File
from tests.visitor import ORIGIN, Visitor

SPANISH = "Faltan cinco baldosas delante de la escuela."
ENGLISH = "Five tiles are missing in front of the school."


@dataclass
class Server:
    """A translator as LibreTranslate answers; `asked` holds what it was asked."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    status: int = 200
    answer: Any = field(default_factory=lambda: {"translatedText": ENGLISH})


@pytest.fixture
def server() -> Iterator[Server]:
    """A translator on this machine."""
    made = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.asked.append({"path": self.path, **json.loads(body)})
            said = made.answer if isinstance(made.answer, bytes) else json.dumps(made.answer).encode()
            self.send_response(made.status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        made.url = f"http://127.0.0.1:{listening.server_port}"
        Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield made
        finally:
            listening.shutdown()


@pytest.fixture
def settings(tmp_path: Path, server: Server) -> Settings:
    """An installation whose city has a translator."""
    return Settings(
        mode=Mode.TEST, var=tmp_path, host="localhost", url="https://localhost", throttles=False, translator=server.url
    )


def test_a_press_shows_the_words_in_the_clerks_language(clerk: Visitor, file: File, server: Server) -> None:
    page = clerk.get(file(words=SPANISH, language="es").path)
    assert ENGLISH not in page.html
    shown = clerk.submit(page, "translate-form")
    assert shown.status == 200
    assert SPANISH in shown.html, "the original stays beside it"
    assert "It may contain mistakes" in shown.text
    (said,) = [each for each in shown.tree.iter("div") if ENGLISH in "".join(each.itertext())][-1:]
    assert said.get("lang") == "en"
    assert server.asked == [{"path": "/translate", "q": SPANISH, "source": "es", "target": "en", "format": "text"}]


def test_nothing_of_it_is_kept(clerk: Visitor, file: File, server: Server, city: Database) -> None:
    server.answer = {"translatedText": "ZQTRANSLATED"}
    given = file(words=SPANISH, language="es")
    assert "ZQTRANSLATED" in clerk.submit(clerk.get(given.path), "translate-form").html
    assert "ZQTRANSLATED" not in clerk.get(given.path).html
    assert "ZQTRANSLATED" not in clerk.get(f"{given.path}/translation").html


def test_htmx_gets_the_part_alone(clerk: Visitor, file: File) -> None:
    given = file(words=SPANISH, language="es")
    csrf = clerk.get(given.path).form("translate-form").find(".//input[@name='csrf']").get("value")
    headers = {"origin": ORIGIN, "hx-request": "true"}
    part = clerk.client.post(f"{given.path}/translation", data={"csrf": csrf}, headers=headers).text
    assert ENGLISH in part
    assert "<html" not in part


def test_an_unknown_language_is_found_out_by_the_server(clerk: Visitor, file: File, server: Server) -> None:
    clerk.submit(clerk.get(file(words=SPANISH, language="").path), "translate-form")
    assert server.asked[0]["source"] == "auto"


def test_the_clerks_own_language_is_not_offered(clerk: Visitor, file: File) -> None:
    assert "translate-form" not in clerk.get(file(language="en").path).html


def test_without_a_server_nothing_is_offered(settings: Settings, city: Database, ring: KeyRing, file: File) -> None:
    app: FastAPI = create_app(settings.model_copy(update={"database_url": city.url, "translator": ""}), city, ring)
    clerk = signed_in(app, city, ring, "clara", Role.CLERK)
    given = file(words=SPANISH, language="es")
    page = clerk.get(given.path)
    assert "translate-form" not in page.html
    csrf = page.form("place-form").find(".//input[@name='csrf']").get("value")
    answer = clerk.client.post(f"{given.path}/translation", data={"csrf": csrf}, headers={"origin": ORIGIN})
    assert answer.status_code == 200
    assert "translation-title" not in answer.text


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, {"error": "x"}),
        (200, b"<html>"),
        (200, {}),
        (200, ["a"]),
        (200, {"translatedText": " "}),
        (200, {"translatedText": 7}),
    ],
)
def test_what_is_no_translation_is_none(settings: Settings, server: Server, status: int, answer: Any) -> None:
    assert translation.translate(settings, SPANISH, source="es", target="en") == ENGLISH
    server.status, server.answer = status, answer
    with pytest.raises(translation.TranslatorAway):
        translation.translate(settings, SPANISH, source="es", target="en")


def test_a_translation_that_does_not_come_is_said(clerk: Visitor, file: File, server: Server) -> None:
    server.status, server.answer = 400, {"error": "es is not supported"}
    shown = clerk.submit(clerk.get(file(words=SPANISH, language="es").path), "translate-form")
    assert shown.status == 200
    assert "No translation came" in shown.text
    assert SPANISH in shown.html


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::", "224.0.0.1", "64:ff9b::808:808"])
def test_a_server_outside_the_city_is_never_asked(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, server: Server, address: str
) -> None:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    called: list[object] = []
    monkeypatch.setattr(socket, "create_connection", lambda *given, **_: called.append(given))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [(family, 1, 6, "", (address, 5000))])
    outside = settings.model_copy(update={"translator": "http://translate.example:5000"})
    with pytest.raises(translation.TranslatorAway):
        translation.translate(outside, SPANISH, source="es", target="en")
    assert called == []


@pytest.mark.parametrize("address", ["ftp://127.0.0.1", "127.0.0.1:5000", "http://", "http://a:b@host", "http://h?x=1"])
def test_an_address_that_is_none_stops_the_start(address: str) -> None:
    with pytest.raises(ConfigurationError, match="VEU_TRANSLATOR"):
        Settings(translator=address)
