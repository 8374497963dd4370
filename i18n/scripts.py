"""Which language a person's words may be said to be in: the likeliest one, if its script agrees; else none."""

import unicodedata
from collections import Counter
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from i18n.locales import Locale

UNKNOWN = ""  # as `lang=""` has it. Source: HTML, the lang attribute
FEWEST: Final = 20
"""Letters from which on a language is looked for; a Chinese one says as much as two."""

_LATIN = "LATIN"
_CHINESE = "CJK"
_MOST_LATIN = 2  # Latin letters for each of the language's own: a short sentence with a street's name in it
_SCRIPTS: Final = MappingProxyType({"ar": "ARABIC", "ru": "CYRILLIC", "zh": _CHINESE})  # as Unicode names its letters


def language_of(text: str, page: Locale) -> str:
    """Return the BCP 47 tag of what somebody wrote on a page in one language, or UNKNOWN.

    A wrong language is worse for a screen reader than none.
    """
    found = Counter(_script_of(letter) for letter in text if letter.isalpha())
    if sum(found.values()) + found[_CHINESE] <= FEWEST:
        return UNKNOWN
    from i18n.detection import likeliest  # noqa: PLC0415 - its tables are loaded where a text is asked about

    language = likeliest(text, page)
    return language.html_lang if language and _is_written_so(found, language) else UNKNOWN


def _is_written_so(found: Counter[str], language: Locale) -> bool:
    """Latin letters stand in all texts, in names and codes; another script than the language's own stands in none."""
    own = _SCRIPTS.get(language.tag, _LATIN)
    is_foreign = any(script not in {own, _LATIN} for script in found)
    return not is_foreign and _MOST_LATIN * found[own] >= found[_LATIN]


@lru_cache(maxsize=10_000)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
