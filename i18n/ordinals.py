"""Ranks, "between 2nd and 5th place", in the form that agrees with each language's word for place.

Where a language has gender, the form is the one of its usual noun: Spanish `puesto` and Valencian `lloc`
are masculine, Russian `место` is neuter, French `rang` is masculine. Arabic writes the digit after its
noun (المركز 2) and needs no ending. Source: CLDR ordinal rules (en, fr, ca); RAE, Ortografía (2010) for
`2.º`; Acadèmia Valenciana de la Llengua for `5é`.
"""

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

_VALENCIAN: Final = MappingProxyType({1: "r", 2: "n", 3: "r", 4: "t"})


def _english(n: int) -> str:
    ending = "th" if n % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


_FORMS: Final = MappingProxyType[str, Callable[[int], str]](
    {
        "en": _english,
        "es": lambda n: f"{n}.º",
        "ca": lambda n: f"{n}{_VALENCIAN.get(n, 'é')}",
        "fr": lambda n: f"{n}{'er' if n == 1 else 'e'}",
        "ru": lambda n: f"{n}-е",
        "zh": lambda n: f"第{n}",
    }
)


def ordinal(n: int, language: str) -> str:
    """Return a rank in digits with the ending of the language ("en", "es", …), digits alone where none is."""
    return _FORMS.get(language, str)(n)
