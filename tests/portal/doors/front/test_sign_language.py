"""Films in sign language: each with captions and its whole text, served by the portal, played only by a press."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from portal.app import create_app
from portal.ground.database import Database
from portal.ground.errors import ConfigurationError
from portal.ground.settings import Settings
from portal.web.films import LARGEST, films, missing
from privacy.vault.keys import KeyRing
from tests.visitor import Visitor

FILM = bytes(range(256)) * 40


def lay(folder: Path, name: str = "report", size: int = 0, *, without: str = "") -> None:
    """Lay a film into the folder, without one of its parts."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.mp4").write_bytes(FILM if not size else b"\0" * size)
    parts = {f"{name}.es.vtt": "WEBVTT\n", f"{name}.es.txt": "Diga qué está roto.\n\nDiga dónde está.\n", "x.txt": ""}
    for file, text in parts.items():
        if not without or without not in file:
            (folder / file).write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one whole film."""
    lay(tmp_path / "films")
    return tmp_path / "films"


@pytest.fixture
def app(settings: Settings, city: Database, ring: KeyRing, folder: Path) -> FastAPI:
    """A portal whose city has films."""
    return create_app(settings.model_copy(update={"database_url": city.url, "sign_language": folder}), city, ring)


def test_a_film_is_listed_and_stands_with_its_captions_and_its_text(visitor: Visitor) -> None:
    home = visitor.get("/en/")
    assert 'href="/en/sign-language"' in home.html
    page = visitor.get("/en/sign-language")
    assert "How to report a problem" in page.text
    film = visitor.get("/en/sign-language/report")
    assert film.status == 200
    (video,) = film.tree.iter("video")
    assert (video.get("preload"), video.get("autoplay"), video.get("poster")) == ("none", None, None)
    assert [track.get("srclang") for track in film.tree.iter("track")] == ["es"]
    (text,) = [each for each in film.tree.iter("div") if each.get("lang") == "es"]
    assert [line.text for line in text.iter("p")] == ["Diga qué está roto.", "Diga dónde está."]


def test_its_file_is_sent_in_parts_by_the_portal_itself(visitor: Visitor) -> None:
    whole = visitor.client.get("/sign-language/report.mp4")
    assert (whole.content, whole.headers["content-type"]) == (FILM, "video/mp4")
    part = visitor.client.get("/sign-language/report.mp4", headers={"range": "bytes=10-19"})
    assert (part.status_code, part.content) == (206, FILM[10:20])
    assert "media-src 'self'" in visitor.get("/en/sign-language/report").headers["content-security-policy"]


@pytest.mark.parametrize(
    "file", ["privacy.mp4", "report.ca.vtt", "report.es.txt", "x.txt", "..%2Fveu.db", "report.jpg", "report.mp4%00"]
)
def test_nothing_else_of_the_folder_is_sent(visitor: Visitor, file: str) -> None:
    assert visitor.client.get(f"/sign-language/{file}").status_code == 404


@pytest.mark.parametrize("name", ["privacy", "nothing", "report.mp4"])
def test_a_film_that_is_not_there_has_no_page(visitor: Visitor, name: str) -> None:
    assert visitor.client.get(f"/en/sign-language/{name}").status_code == 404


@pytest.mark.parametrize(("without", "size"), [("vtt", 0), (".es.txt", 0), ("", LARGEST + 1)])
def test_a_film_that_is_not_whole_is_not_shown_and_named(
    settings: Settings, tmp_path: Path, without: str, size: int
) -> None:
    lay(tmp_path / "some", "home")
    lay(tmp_path / "some", "rights", size, without=without)
    if without == ".es.txt":
        (tmp_path / "some" / "rights.es.txt").unlink(missing_ok=True)
    having = settings.model_copy(update={"sign_language": tmp_path / "some"})
    assert [film.name for film in films(having)] == ["home"]
    assert missing(having) == ("rights.mp4",)


def test_without_films_the_page_says_where_help_is(settings: Settings, city: Database, ring: KeyRing) -> None:
    visitor = Visitor(create_app(settings.model_copy(update={"database_url": city.url}), city, ring))
    assert "/en/sign-language" not in visitor.get("/en/").html
    page = visitor.get("/en/sign-language")
    assert (page.status, "no films" in page.text) == (200, True)
    assert visitor.client.get("/sign-language/report.mp4").status_code == 404


def test_a_folder_that_is_not_there_stops_the_start() -> None:
    with pytest.raises(ConfigurationError, match="VEU_SIGN_LANGUAGE"):
        Settings(sign_language=Path("/no/such/films"))
