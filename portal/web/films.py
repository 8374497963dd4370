"""Films in sign language: what a city laid into a folder, with captions and the whole text beside each film.

Nothing is loaded before somebody presses. Source: WCAG 2.2 SC 1.2.1 to 1.2.3, 1.2.6.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fastapi import Request, Response
from starlette.responses import FileResponse

from i18n.lazy import Lazy, lazy
from i18n.locales import SHIPPED, Locale
from portal.ground.errors import NotFound
from portal.ground.settings import Settings
from portal.web.assets import assets

LARGEST: Final = 8_000_000  # bytes: five minutes for a phone
PAGES: Final[dict[str, tuple[Lazy, str]]] = {
    "home": (lazy("What this site is for"), "home"),
    "report": (lazy("How to report a problem"), "reports:new"),
    "privacy": (lazy("Our privacy promise"), "privacy"),
    "rights": (lazy("What you may do with what you sent"), "rights"),
}
TYPES: Final = {".mp4": "video/mp4", ".vtt": "text/vtt; charset=utf-8", ".jpg": "image/jpeg"}
FOR_A_DAY: Final = {"cache-control": "public, max-age=86400"}


@dataclass(frozen=True, slots=True)
class Film:
    """One film, the page that says the same in writing, and the languages that its captions and its text have."""

    folder: Path
    name: str
    title: Lazy
    beside: str
    captions: tuple[Locale, ...]
    texts: tuple[Locale, ...]
    has_still: bool


def films(settings: Settings) -> tuple[Film, ...]:
    """List the films that are whole: not too large, with captions and with a text."""
    folder = settings.sign_language
    return tuple(made for name in PAGES if folder and (made := _film(folder, name)))


def missing(settings: Settings) -> tuple[str, ...]:
    """Name the films that lie in the folder and are not shown."""
    folder = settings.sign_language
    shown = {film.name for film in films(settings)}
    return tuple(sorted(file.name for file in folder.glob("*.mp4") if file.stem not in shown)) if folder else ()


def text_of(film: Film, locale: Locale) -> tuple[Locale, tuple[str, ...]]:
    """Read the text of a film, in the reader's language where it is there, and say in which it is."""
    tongue = locale if locale in film.texts else film.texts[0]
    lines = film.folder.joinpath(f"{film.name}.{tongue.tag}.txt").read_text(encoding="utf-8").splitlines()
    return tongue, tuple(line.strip() for line in lines if line.strip())


@assets.get("/sign-language/{file}", name="signs_file", include_in_schema=False)
def send(request: Request, file: str) -> Response:
    """Send a file of a film that is shown; the name is looked up, so no path leads out of the folder."""
    settings: Settings = request.app.state.site.settings
    kind = TYPES.get(Path(file).suffix)
    if settings.sign_language is None or kind is None or file not in _files(settings):
        raise NotFound
    return FileResponse(settings.sign_language / file, media_type=kind, headers=FOR_A_DAY)


def _files(settings: Settings) -> set[str]:
    found: set[str] = set()
    for film in films(settings):
        found |= {f"{film.name}.mp4", *(f"{film.name}.{each.tag}.vtt" for each in film.captions)}
        found |= {f"{film.name}.jpg"} if film.has_still else set()
    return found


def _film(folder: Path, name: str) -> Film | None:
    file = folder / f"{name}.mp4"
    captions, texts = _languages(folder, name, "vtt"), _languages(folder, name, "txt")
    if not file.is_file() or file.stat().st_size > LARGEST or not captions or not texts:
        return None
    title, beside = PAGES[name]
    return Film(folder, name, title, beside, captions, texts, (folder / f"{name}.jpg").is_file())


def _languages(folder: Path, name: str, ending: str) -> tuple[Locale, ...]:
    return tuple(locale for locale in SHIPPED if (folder / f"{name}.{locale.tag}.{ending}").is_file())
