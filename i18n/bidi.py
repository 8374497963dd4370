"""Keeping one text from turning the direction of its neighbours."""

import re

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
_INITIATORS = frozenset("\u2066\u2067\u2068")

# Embeddings and overrides; isolates are kept where they are balanced. Source: UAX #9 §2.
_OVERRIDES = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def isolated(text: str) -> str:
    """Wrap plain text so that its direction is its own: for attributes, titles, mail, CSV."""
    return f"{FIRST_STRONG_ISOLATE}{settled(text)}{POP_ISOLATE}"


def settled(text: str) -> str:
    """Return the text without direction controls that could reach beyond it.

    Overrides always go; isolates go where they do not close what they open.
    """
    if text.isascii() or not CONTROLS.search(text):
        return text
    text = _OVERRIDES.sub("", text)
    return text if _is_balanced(text) else _ISOLATES.sub("", text)


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        if character in _INITIATORS:
            depth += 1
        elif character == POP_ISOLATE:
            depth -= 1
            if depth < 0:
                return False
    return depth == 0
