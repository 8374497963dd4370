"""A proposal for an issue's title, from the resident's own words with what may be personal covered."""

import re
from typing import Final

from privacy.minimise.text import mask

LONGEST: Final = 80
"""Characters of a proposed title; a clerk may write more."""

_SENTENCE: Final = re.compile(r".+?[.!?؟。！？…](?=\s|$)|.+$")


def proposed(words: str) -> str:
    """Take the first sentence, covered and cut at a word; empty where nothing was said."""
    line = next((each.strip() for each in mask(words).split("\n") if each.strip()), "")
    found = _SENTENCE.match(line)
    return shortened(found[0].rstrip(".。").strip() if found else "")


def shortened(text: str, longest: int = LONGEST) -> str:
    """Cut a text at the last word that fits, with an ellipsis; a text without spaces is cut anywhere."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    kept = text[: longest - 1]
    word_end = kept.rfind(" ")
    return f"{kept[:word_end] if word_end > longest // 2 else kept}…"
