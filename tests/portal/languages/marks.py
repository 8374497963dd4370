"""What a reader meets on a page that no catalogue said: text outside the marks ⟦ ⟧ of the marker locale."""

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import _lru_cache_wrapper
from typing import Any
from unittest.mock import patch

from i18n import locales
from i18n.pseudo import MARK_END, MARK_START

# Attributes that somebody hears or sees. Source: HTML-AAM 1.0, accessible name and description.
NO_WORDS = ("script", "style", "code")  # for programs, or from one
SPOKEN = ("alt", "title", "placeholder", "label", "aria-label", "aria-description", "aria-roledescription",
          "aria-valuetext")  # fmt: skip
# What is the same in every language: the portal, the page's own language by its own name, references, codes, criteria,
# fingerprints, coordinates, the program's version, single letters of an alphabet, and signs of mathematics.
SAME = re.compile(
    r"\bVeu\b|\bEnglish\b|\b[A-Z]{3}( \w{3}){2}\b|\b(?:staff:)?[ASP]([ -]\w{3}){2}\b|\b[0-9a-f]{12,64}\b"
    r"|\b(?:\w{4}-){5}\w{4}\b|\b[a-z]+-\d{4}-W\d\d\b|\bhttps?://\S+"
    r"|-?\d+\.\d+, -?\d+\.\d+|\bveu \d+\.\d+\.\d+\b|\b[A-Z]\b|[ερ]|\b[1-4]\.\d\.\d\d?\b"
)
VALUE = re.compile("\u2068[^\u2069]*\u2069")  # somebody's words in a title, where no element can hold them


@contextmanager
def marked_english() -> Iterator[None]:
    """Let English stand between marks, everywhere at once; what was kept of any language is forgotten."""
    forget()
    with (
        patch.dict(locales._SHIPPED_BY_TAG, {"en": locales.marked(locales.ENGLISH)}),
        patch.dict(locales._BY_TAG, {"en": locales.marked(locales.ENGLISH)}),
    ):
        yield
    forget()


def forget() -> None:
    """Empty every cache of the portal and of the library: some keep words by the tag of a language."""
    for each in gc.get_objects():
        if isinstance(each, _lru_cache_wrapper) and str(getattr(each, "__module__", "")).startswith(
            ("portal.", "i18n.")
        ):
            each.cache_clear()


def unsaid(tree: Any) -> list[str]:
    """Return the pieces of a page that stand outside the marks.

    Left out: what residents wrote (`data-ugc`), and what names its own language (`lang`): the city's own words.
    """
    marks = Marks()
    found = [piece for text in _texts(tree) for piece in marks.outside(text)]
    spoken = [value for element in _ours(tree) for value in _spoken(element)]
    return found + [piece for value in spoken for piece in Marks().outside(value)] + ["a mark is open"] * marks.depth


def unsaid_text(text: str) -> list[str]:
    """Return the pieces of a plain text that stand outside the marks."""
    return Marks().outside(text)


class Marks:
    """How many marks are open, from one text of a page to the next: a sentence may hold links and emphasis."""

    def __init__(self) -> None:
        self.depth = 0

    def outside(self, text: str) -> list[str]:
        """Return what of a text is outside and can be read."""
        pieces = [""]
        for character in text:
            if character in (MARK_START, MARK_END):
                self.depth += 1 if character == MARK_START else -1
                pieces.append("")
            elif not self.depth:
                pieces[-1] += character
        return [piece.strip() for piece in pieces if _is_read(piece)]


def _is_read(piece: str) -> bool:
    return any(character.isalnum() for character in SAME.sub("", VALUE.sub("", piece)))


def _ours(element: Any) -> Iterator[Any]:
    """Walk the elements that hold words of the portal."""
    if element.tag in NO_WORDS or (element.tag != "html" and element.get("lang") is not None):
        return
    if element.get("data-ugc") is not None:
        return
    yield element
    for child in element:
        if isinstance(child.tag, str):
            yield from _ours(child)


def _texts(element: Any) -> Iterator[str]:
    """Give every text of a page in its order, but what is not ours."""
    if element.tag in NO_WORDS or element.get("data-ugc") is not None:
        return
    if element.tag != "html" and element.get("lang") is not None:
        return
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str):
            yield from _texts(child)
        yield child.tail or ""


def _spoken(element: Any) -> Iterator[str]:
    for name, value in element.attrib.items():
        if name in SPOKEN or (str(name).startswith("data-") and " " in value):
            yield value
    if element.tag == "input" and element.get("type") in ("submit", "button", "reset"):
        yield element.get("value", "")
    if element.tag == "meta" and element.get("name") == "description":
        yield element.get("content", "")
