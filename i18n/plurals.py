"""The plural rule of each language, pinned, because tools number the Arabic forms differently."""

import gettext
from collections.abc import Callable
from functools import cache
from types import MappingProxyType
from typing import Final

# Each .po carries its line byte for byte; the catalogue check compares.
# Source: CLDR plural rules, in GNU gettext's order of forms.
PINNED: Final = MappingProxyType(
    {
        "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)",
        "ca": "nplurals=2; plural=(n != 1)",
        "en": "nplurals=2; plural=(n != 1)",
        "es": "nplurals=2; plural=(n != 1)",
        "fr": "nplurals=2; plural=(n > 1)",
        "ru": ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"),
        "zh": "nplurals=1; plural=0",
        "en-XA": "nplurals=2; plural=(n != 1)",
        "ar-XB": "nplurals=2; plural=(n != 1)",  # English words, so English forms
    }
)

# Wide enough to see each form of each rule more than once, where it has more than one number.
_SAMPLE = range(1_200)


def form_count(tag: str) -> int:
    """Return how many plural forms a language has."""
    return int(PINNED[tag].partition(";")[0].removeprefix("nplurals="))


@cache
def rule(tag: str) -> Callable[[int], int]:
    """Return the rule as gettext itself evaluates it: a number in, the index of a form out."""
    return gettext.c2py(PINNED[tag].partition("plural=")[2])


def form(tag: str, n: int) -> int:
    """Return the index of the form for n things. A noisy count may be negative: its size decides."""
    return rule(tag)(abs(n))


@cache
def examples(tag: str) -> tuple[tuple[int, ...], ...]:
    """Return, for each form, the first numbers that use it: what a translator needs to see."""
    numbers: list[list[int]] = [[] for _ in range(form_count(tag))]
    for n in _SAMPLE:
        numbers[form(tag, n)].append(n)
    return tuple(tuple(some[:6]) for some in numbers)


def is_single(tag: str, index: int) -> bool:
    """Say whether a form serves one number only, so that its sentence may leave the digit out."""
    return len(examples(tag)[index]) == 1
