"""Tiles come from the portal's own host or from its own folder: no request ever leaves for a third party."""

from pathlib import Path

import pytest
from fastapi import FastAPI

from portal.ground.errors import ConfigurationError
from portal.ground.settings import Mode, Settings
from portal.web.tiles import tiles_of
from tests.visitor import Visitor

OWN = "https://veu.city.example"


def settings(tiles: str, **more: str) -> Settings:
    return Settings(mode=Mode.TEST, url=OWN, tiles=tiles, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "stranger",
    [
        "https://tile.example.org/{z}/{x}/{y}.png",
        "https://veu.city.example.org/{z}/{x}/{y}.png",
        "https://veu.city.example@tile.example.org/{z}/{x}/{y}.png",
        "http://veu.city.example/{z}/{x}/{y}.png",
        "//tile.example.org/{z}/{x}/{y}.png",
        "/\\tile.example.org/{z}/{x}/{y}.png",
        "https://{s}.tile.example.org/{z}/{x}/{y}.png",
    ],
)
def test_another_host_is_refused(stranger: str) -> None:
    with pytest.raises(ConfigurationError, match="VEU_TILES"):
        settings(stranger)


def test_a_folder_that_is_not_there_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="no folder"):
        settings("/no/such/tiles")


@pytest.mark.parametrize("own", ["/map/{z}/{x}/{y}.png", f"{OWN}/map/{{z}}/{{x}}/{{y}}.png"])
def test_an_address_of_the_own_host_is_asked_by_its_path(own: str) -> None:
    tiles = tiles_of(settings(own, tiles_credit="© The city"))
    assert tiles is not None
    assert (tiles.address, tiles.credit) == ("/map/{z}/{x}/{y}.png", "© The city")


def test_there_are_none_unless_somebody_sets_them() -> None:
    assert tiles_of(settings("")) is None


def test_a_folder_is_served_tile_by_tile_and_nothing_beside_it(app: FastAPI, tmp_path: Path) -> None:
    folder = tmp_path / "tiles"
    (folder / "15" / "16349").mkdir(parents=True)
    (folder / "15" / "16349" / "12410.png").write_bytes(b"PNG")
    (tmp_path / "secret.png").write_bytes(b"SECRET")
    served = settings(str(folder))
    assert tiles_of(served) is not None
    object.__setattr__(app.state.site, "settings", served)
    client = Visitor(app).client
    found = client.get("/tiles/15/16349/12410")
    assert (found.status_code, found.content, found.headers["content-type"]) == (200, b"PNG", "image/png")
    for other in (
        "/tiles/15/16349/1",
        "/tiles/15/../secret",
        "/tiles/15/16349/..%2F..%2F..%2Fsecret",
        "/tiles/15/-1/1",
    ):
        assert client.get(other).status_code in (404, 422), other
