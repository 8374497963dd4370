"""H21: films and sounds start only when asked, have captions, and can be read."""

from collections.abc import Iterator

from accessibility.audit.context import Context
from accessibility.audit.document import Document
from accessibility.audit.rule import Fault, Rule, pages


def media_are_accessible(document: Document, _: Context) -> Iterator[Fault]:
    """Find films and sounds that start by themselves or lack controls, captions or a transcript beside them."""
    for each in document.all("video", "audio"):
        if each.has("autoplay"):
            yield each, "it starts by itself"
        if not each.has("controls"):
            yield each, "it has no controls"
        tracks = [track for track in each.find("track") if track.get("kind") == "captions" and track.get("srclang")]
        if each.tag == "video" and not tracks:
            yield each, "it has no captions in a named language"
        figure = each.closest("figure")
        if figure is None or not any(link.get("href") and link.text for link in figure.find("a")):
            yield each, "no link to a transcript stands beside it, in the same figure"


FILM = (
    '<figure><video controls preload="none"><track kind="captions" srclang="es" src="/f.vtt"></video>'
    '<figcaption><a href="/film-text">Read the film as text</a></figcaption></figure>'
)

RULES = (
    Rule(
        id="H21.media",
        applies="Each video and audio.",
        expects="Films and sounds have controls, captions and a transcript, and wait to be started.",
        check=media_are_accessible,
        criteria=("1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.4.2"),
        passed=pages(FILM),
        failed=pages(
            FILM.replace(" controls", ""),
            FILM.replace("<video", "<video autoplay"),
            FILM.replace("captions", "subtitles"),
            FILM.replace('href="/film-text"', ""),
            '<audio controls src="/a.mp3"></audio>',
        ),
    ),
)
