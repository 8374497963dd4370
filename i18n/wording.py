"""Words that may not be said: the lists of wording.toml, looked up in a text."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

_LISTS = Path(__file__).with_name("wording.toml")
_WHY: Final = MappingProxyType({"anywhere": "may not be said", "places": "needs eyes: name the thing instead"})


def forbidden(text: str, links: Iterable[str], tag: str) -> Iterator[str]:
    """Yield a reason for each phrase of a text, or of the links in it, that its language does not allow."""
    words = _bare(text)
    if words in _phrases(tag, "alone"):
        yield f"“{text}” alone does not say what to do"
    for link in sorted({words, *(_bare(part) for part in links)} & _phrases(tag, "links")):
        yield f"“{link}” says nothing out of its sentence"
    for kind, why in _WHY.items():
        for match in _pattern(tag, kind).finditer(text.casefold()):
            yield f"“{match[0]}” {why}"


def _bare(text: str) -> str:
    return text.casefold().strip(" \u00a0\u202f.:!?…»«“”\"'。：！？؟،›→")


@cache
def _lists() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_LISTS.read_text("utf-8"))


@cache
def _phrases(tag: str, kind: str) -> frozenset[str]:
    return frozenset(_lists()[tag][kind])


@cache
def _pattern(tag: str, kind: str) -> re.Pattern[str]:
    # Chinese and Arabic words carry no space or carry prefixes: there a phrase is found inside a word too.
    whole = tag not in {"ar", "zh"}
    parts = (
        (r"(?<!\w)" if whole and phrase[0].isalpha() else "")
        + re.escape(phrase)
        + (r"(?!\w)" if whole and phrase[-1].isalpha() else "")
        for phrase in sorted(_phrases(tag, kind), key=lambda one: (-len(one), one))
    )
    return re.compile("|".join(parts))
