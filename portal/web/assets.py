"""Files that browsers keep: our stylesheet and scripts under names that change with their content, for a year."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import rjsmin
from fastapi import APIRouter, Request, Response

from portal.ground.errors import NotFound
from portal.web.stylesheets import FULL, map_bundle

STATIC = Path(__file__).parent.parent / "static"
SCRIPTS = STATIC / "js"
FOR_A_YEAR = "public, max-age=31536000, immutable"
JOINED = {
    "shell": ("shell",),
    "report": ("report", "shell"),
    "offline": ("queue", "offline"),
    "worker": ("queue", "worker"),
}
"""The scripts that are made of several: each of all files in these folders of static/js."""
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
    return _named(path.stem, path.suffix, path.read_bytes())


@cache
def joined(name: str) -> Asset:
    """Join the scripts of folders below static/js, in the order of their names, into one.

    Each is a function that calls itself, so none sees the names of another. Comments and indentation are left out.
    """
    paths = [path for folder in JOINED[name] for path in sorted((SCRIPTS / folder).glob("*.js"))]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    return _named(name, ".js", "\n".join(map(rjsmin.jsmin, texts)).encode())


@cache
def served() -> dict[str, Asset]:
    """Every file that the portal serves, by its public name."""
    styles = [Asset(each.file_name, each.text.encode(), TYPES[".css"]) for each in (FULL, map_bundle())]
    files = [asset(str(path.relative_to(STATIC))) for path in sorted(STATIC.rglob("*")) if _is_served(path)]
    bundles = [joined(name) for name in JOINED if name != "worker"]
    return {found.name: found for found in (*styles, *files, *bundles)}


def script_href(file: str) -> str:
    """Give the address of a file below static/."""
    return f"/static/{asset(file).name}"


def joined_href(name: str) -> str:
    """Give the address of joined scripts, as one file."""
    return f"/static/{joined(name).name}"


def _named(stem: str, suffix: str, body: bytes) -> Asset:
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Asset(f"{stem}.{digest}{suffix}", body, TYPES[suffix])


def map_style_href() -> str:
    """Give the address of the style of maps."""
    return f"/static/{map_bundle().file_name}"


def _is_served(path: Path) -> bool:
    return path.suffix in (".js", ".svg") and path.is_file() and path.parent.parent != SCRIPTS


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


@assets.get("/sw.js", name="worker", include_in_schema=False)
async def worker(request: Request) -> Response:
    """Answer the service worker. Its address never changes and its folder is the root, so that it sees every page."""
    found = joined("worker")
    etag = f'"{found.name}"'
    headers = {"cache-control": "no-cache", "etag": etag}
    if request.headers.get("if-none-match") == etag:
        return Response(status_code=304, headers=headers)
    return Response(found.body, media_type=found.media_type, headers=headers)
