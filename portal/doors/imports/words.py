"""How the words of a request become public: tidied, covered, without door numbers, no longer than they may be."""

import re
from functools import lru_cache
from typing import Final

from portal.city.places.rules import KINDS, calm, fold
from privacy.minimise.characters import tidy, tidy_line
from privacy.minimise.text import REGIONS, mask

_NUMBER: Final = r"\d+[A-Za-z]?(?:\s*[-/–]\s*\d+[A-Za-z]?)*(?:\s+1/2)?"
_BEFORE: Final = re.compile(rf"{_NUMBER}\s*,?\s+(?=\D)")
_BEHIND: Final = re.compile(
    rf"(?:,\s*|\s+)(?:(?:n[.ºo°]*|nr\.?|num\.?|№|#)\s*)?{_NUMBER}(?:\s+(?:bis|ter))?(?:\s*,.*)?$", re.IGNORECASE
)
_ABBREVIATION: Final = 3  # "LED", "TV" stay in capitals


class Cleaner:
    """Cleans texts for one file; `regions` are those whose telephone numbers are known without their country code."""

    def __init__(self, regions: tuple[str, ...]) -> None:
        self._regions = (*regions, *(each for each in REGIONS if each not in regions))
        self._line = lru_cache(maxsize=4096)(self._clean_line)  # types and streets come again and again

    def line(self, text: str, longest: int) -> str:
        """Clean what stands in one line."""
        return shortened(self._line(text), longest) if text else ""

    def text(self, text: str, longest: int) -> str:
        """Clean what may have several lines."""
        return shortened(mask(tidy(text).strip(), regions=self._regions), longest) if text else ""

    def _clean_line(self, text: str) -> str:
        return mask(tidy_line(text), regions=self._regions)


def without_door(place: str) -> str:
    """Take the house number off an address, so that the words tell no more than the public point does.

    A number that is the street's own name stays: "42 Street", "Calle 12".
    """
    street = _BEFORE.sub("", place, count=1) if _BEFORE.match(place) else place
    if _is_only_a_kind(street):
        return place
    shorter = _BEHIND.sub("", street, count=1)
    return street if _is_only_a_kind(shorter) else shorter


def _is_only_a_kind(street: str) -> bool:
    return set(fold(street).split()) <= KINDS


def in_calm(text: str) -> str:
    """Write what came all in capitals as people write it."""
    return calm(text) if len(text) > _ABBREVIATION else text


def shortened(text: str, longest: int) -> str:
    """Cut a text to its limit, at a word where one ends near, with an ellipsis."""
    if len(text) <= longest:
        return text
    cut = text[: longest - 1]
    space = cut.rfind(" ", longest * 3 // 4)
    return (cut[:space] if space > 0 else cut).rstrip() + "…"
