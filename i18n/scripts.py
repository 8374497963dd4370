"""Which language a person's words may be said to be in: that of the page, unless its script says otherwise."""

import unicodedata
from collections import Counter
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from i18n.locales import Locale

UNKNOWN = ""  # as `lang=""` has it. Source: HTML, the lang attribute

_LATIN = "LATIN"
_MOST_LATIN = 2  # Latin letters for each of the page's own: a short sentence with a street's name in it
_SCRIPTS: Final = MappingProxyType({"ar": "ARABIC", "ru": "CYRILLIC", "zh": "CJK"})  # as Unicode names its letters


def language_of(text: str, page: Locale) -> str:
    """Return the BCP 47 tag of what somebody wrote on a page in one language, or UNKNOWN.

    Latin letters stand in all texts, in names and codes; another script than the page's own stands in none.
    """
    own = _SCRIPTS.get(page.tag, _LATIN)
    found = Counter(_script_of(letter) for letter in text if letter.isalpha())
    is_foreign = any(script not in {own, _LATIN} for script in found)
    return UNKNOWN if is_foreign or _MOST_LATIN * found[own] < found[_LATIN] else page.html_lang


@lru_cache(maxsize=10_000)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
