"""Looks through a text for what has a certain shape, and asks closer questions only so often.

Time stays in proportion to the text, whatever it holds: shapes are bounded regular expressions, and a text with more
candidates than anybody writes by hand is taken for a list, in which the shape alone decides.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

BEFORE, AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"  # not \b: in Chinese and Arabic, letters touch digits


class Kind(StrEnum):
    """Kinds of personal data in a text, the strongest first: where two overlap, the first names both."""

    EMAIL = "email"
    IBAN = "iban"
    CARD = "card"
    NATIONAL_ID = "national_id"
    PHONE = "phone"
    PLATE = "plate"
    HOME = "home"
    NAME = "name"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A part of a text, from `start` up to but not including `end`, and what it seems to be."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to write one kind of number, and the closer question; `measure` says how much of the shape is one."""

    kind: Kind
    shape: re.Pattern[str]
    measure: Callable[[str], int]


def shape(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a shape that stands alone: no letter or digit of its own touches it."""
    return re.compile(rf"{BEFORE}(?=[\w(+])(?:{pattern}){AFTER}", flags)


def whole(holds: Callable[[str], bool] | None = None) -> Callable[[str], int]:
    """Measure all or nothing: all when the question holds, or when there is none."""
    return len if holds is None else lambda number: len(number) if holds(number) else 0
