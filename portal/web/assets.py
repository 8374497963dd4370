"""Files that browsers keep: our stylesheet and scripts under names that change with their content, for a year."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fastapi import APIRouter, Request, Response

from portal.ground.errors import NotFound
from portal.web.stylesheets import FULL

STATIC = Path(__file__).parent.parent / "static"
FOR_A_YEAR = "public, max-age=31536000, immutable"
TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

assets = APIRouter()


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is served."""

    name: str
    body: bytes
    media_type: str


@cache
def asset(file: str) -> Asset:
    """Read `file` below static/ and name it after its content."""
    path = STATIC / file
    body = path.read_bytes()
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Asset(f"{path.stem}.{digest}{path.suffix}", body, TYPES[path.suffix])


@cache
def served() -> dict[str, Asset]:
    """Every file that the portal serves, by its public name."""
    style = Asset(FULL.file_name, FULL.text.encode(), TYPES[".css"])
    files = [asset(str(path.relative_to(STATIC))) for path in sorted(STATIC.rglob("*")) if _is_served(path)]
    return {found.name: found for found in (style, *files)}


def script_href(file: str) -> str:
    """Give the address of a script below static/."""
    return f"/static/{asset(file).name}"


def _is_served(path: Path) -> bool:
    return path.suffix in (".js", ".svg") and path.is_file()


@assets.get("/static/{name}", name="static", include_in_schema=False)
async def static(request: Request, name: str) -> Response:
    """Answer a file; it never changes under its name."""
    found = served().get(name)
    if found is None:
        raise NotFound
    if request.headers.get("if-none-match") == f'"{name}"':
        return Response(status_code=304, headers={"cache-control": FOR_A_YEAR, "etag": f'"{name}"'})
    headers = {"cache-control": FOR_A_YEAR, "etag": f'"{name}"'}
    return Response(found.body, media_type=found.media_type, headers=headers)
