"""Raster tiles beneath a map: only from the portal's own host, or from a folder that the portal serves itself."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from fastapi import Request, Response

from portal.ground.errors import NotFound
from portal.ground.settings import Settings
from portal.web.assets import assets

TYPES = {".png": "image/png", ".webp": "image/webp", ".jpg": "image/jpeg"}
FOR_A_DAY = {"cache-control": "public, max-age=86400"}
SERVED = "/tiles/{z}/{x}/{y}"


@dataclass(frozen=True, slots=True)
class Tiles:
    """Where a browser finds the tiles, and whom to name as their maker."""

    address: str
    credit: str


@cache
def tiles_of(settings: Settings) -> Tiles | None:
    """Say where the tiles of this installation are; None where it has none."""
    if not settings.tiles:
        return None
    if settings.tiles_folder is not None:
        return Tiles(SERVED, settings.tiles_credit)
    parts = urlsplit(settings.tiles)
    return Tiles(parts.path + (f"?{parts.query}" if parts.query else ""), settings.tiles_credit)


@assets.get(SERVED, name="tiles", include_in_schema=False)
def tile(request: Request, z: int, x: int, y: int) -> Response:
    """Answer a tile of the folder: the numbers are numbers, so no path leads out of it."""
    folder: Path | None = request.app.state.site.settings.tiles_folder
    if folder is None:
        raise NotFound
    for ending, kind in TYPES.items():
        file = folder / str(z) / str(x) / f"{y}{ending}"
        if file.is_file():
            return Response(file.read_bytes(), media_type=kind, headers=FOR_A_DAY)
    raise NotFound
