"""Made-up translations that show what layouts and pages forget: longer words, the other direction, brackets."""

import re
from math import ceil

MARK_START, MARK_END = "\u27e6", "\u27e7"

_RIGHT_TO_LEFT_OVERRIDE, _POP_DIRECTION = "\u202e", "\u202c"

# Left as they are: placeholders, doubled percent signs, HTML tags and entities.
_KEPT = re.compile(r"(%\([A-Za-z_][A-Za-z0-9_]*\)s|%%|</?[A-Za-z][^>]*>|&#?\w+;)")

_ACCENTS = str.maketrans(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
    "ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž",
)
_GROWTH = 1.6  # the widest that a layout has to hold: short English words grow most in translation
_FILLER = " ẋþļš ŵĥö"


def accented(message: str) -> str:
    """Return the message with accents, six tenths longer, in square brackets: locale en-XA."""
    parts = _KEPT.split(message)
    letters = sum(len(part) for part in parts[::2])
    parts[::2] = [part.translate(_ACCENTS) for part in parts[::2]]
    filler = max(ceil(letters * _GROWTH) - letters - 2, 0)
    padding = (_FILLER * (filler // len(_FILLER) + 1))[:filler]
    return f"[{''.join(parts)}{padding}]"


def mirrored(message: str) -> str:
    """Return the message with its words overridden to run from right to left: locale ar-XB."""
    parts = _KEPT.split(message)
    parts[::2] = [f"{_RIGHT_TO_LEFT_OVERRIDE}{part}{_POP_DIRECTION}" if part.strip() else part for part in parts[::2]]
    return "".join(parts)


def marked(message: str) -> str:
    """Return the message between ⟦ and ⟧, so that a test sees which text never was translated."""
    return f"{MARK_START}{message}{MARK_END}"
