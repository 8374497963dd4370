"""In which language a report is written: looked for by the machine, and corrected by its author on the check page."""

from typing import Final
from zlib import crc32

from accessibility.fields import Choice, Field, Kind
from i18n.lazy import lazy
from i18n.locales import SHIPPED, Locale
from i18n.scripts import language_of
from portal.city.wording import Wording
from portal.web.binding import FieldProblem

ABOUT: Final = "language-of"  # the words that a choice was made for: others are looked at anew
NOT_OURS: Final = "und"  # as BCP 47 writes a language that nobody determined
_OURS: Final = frozenset(each.html_lang for each in SHIPPED)


def known(tag: str) -> str:
    """Take a language of the list, or that it is none of them."""
    if tag and tag != NOT_OURS and tag not in _OURS:
        raise FieldProblem(lazy("Choose a language from the list."))
    return tag


def stored(said: str, words: str, page: Locale) -> str:
    """Give what is kept: what the author said, else what the machine finds; empty where nobody knows."""
    if said:
        return "" if said == NOT_OURS else said
    return language_of(words, page)


def propose(said: dict[str, str], page: Locale) -> str:
    """Say what is chosen on the check page: what the author said of these very words, else what the machine finds."""
    words = said.get("words", "")
    if said.get(ABOUT) != mark(words):
        said |= {"language": language_of(words, page) or NOT_OURS, ABOUT: mark(words)}
    tag = said.get("language", "")  # a report without words has no such question
    return tag if tag in _OURS else ""


def mark(words: str) -> str:
    """Name the words that a choice was made for."""
    return str(crc32(words.encode()))


def field(words: str) -> tuple[Field, ...]:
    """Ask the author; nothing where there are no words."""
    if not words:
        return ()
    ours = tuple(Choice(value=each.html_lang, label=Wording(each.endonym, each.html_lang)) for each in SHIPPED)
    none = Choice(value=NOT_OURS, label=lazy("Another language, or not sure"))
    label = lazy("I wrote this in")
    return (Field(id="language", name="language", kind=Kind.SELECT, label=label, choices=(*ours, none)),)
