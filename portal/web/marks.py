"""A resident's words with what may be personal data marked, for residents and staff alike, and the names of it."""

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup

from i18n.bidi import settled
from i18n.lazy import Lazy, plazy
from i18n.locales import Locale
from i18n.translator import translator
from privacy.minimise.candidates import Kind, Span
from privacy.minimise.text import find

KIND_NAMES: Final[dict[Kind, Lazy]] = {
    Kind.EMAIL: plazy("found in a text", "E-mail address"),
    Kind.IBAN: plazy("found in a text", "Bank account"),
    Kind.CARD: plazy("found in a text", "Card number"),
    Kind.NATIONAL_ID: plazy("found in a text", "Identity number"),
    Kind.PHONE: plazy("found in a text", "Phone number"),
    Kind.PLATE: plazy("found in a text", "Number plate"),
    Kind.HOME: plazy("found in a text", "Home address"),
    Kind.NAME: plazy("found in a text", "Name"),
}


def kinds(text: str) -> tuple[Lazy, ...]:
    """Name what was found in a text, each kind once, in the order of the text."""
    return tuple(dict.fromkeys(KIND_NAMES[span.kind] for span in find(text)))


def marked(text: str, language: str, reader: Locale) -> Markup:
    """Show a resident's words as a block, in their own language, with each find in a `<mark>`.

    What it seems to be is said before it to a screen reader, in the reader's language.
    """
    text = settled(text)
    spans = find(text)
    paragraphs = (Markup("<p>{}</p>").format(_line(text, spans, *ends, reader)) for ends in _lines(text))
    inside = Markup("").join(paragraphs)
    return Markup('<div lang="{}" dir="auto" data-ugc>{}</div>').format(language, inside)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where each line that says something begins and ends."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, at + len(line)
        at += len(line) + 1


def _line(text: str, spans: tuple[Span, ...], start: int, end: int, reader: Locale) -> Markup:
    """Mark one line: a find that goes over several lines is marked in each."""
    shown, at = Markup(), start
    for span in spans:
        first, last = max(span.start, start), min(span.end, end)
        if first < last:
            shown += Markup("{}<mark>{}{}</mark>").format(text[at:first], _said(span.kind, reader), text[first:last])
            at = last
    return shown + Markup("{}").format(text[at:end])


def _said(kind: Kind, reader: Locale) -> Markup:
    name = translator(reader).gettext(KIND_NAMES[kind])
    return Markup('<span class="vh" lang="{}" dir="{}">{} </span>').format(reader.html_lang, reader.direction, name)
