"""How names of places are folded, coded and ranked: pure functions."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from portal.city.places.facts import Spot, Street

MAX_CODE_LENGTH = 40

# What a street is, not which one: left out when people search. Catalan, Spanish, English, French, Russian, Arabic, with
# their abbreviations.
_KINDS = """
    c cl cr carrer calle street st rd road lane av avd avda avinguda avenida avenue ave bulevard bulevar boulevard
    rambla alameda albereda ronda pl pza plaza placa placeta plazuela square pg ps passeig paseo ptge pje passatge
    pasaje cami camino cno ctra carretera trv travessia travesia travessera costera cuesta baixada bajada moll muelle
    rue allee chemin quai impasse улица ул площадь пл проспект пр переулок пер набережная наб шоссе
    شارع طريق ساحة ميدان زقاق
"""
# The same behind the name, as English has it.
_KINDS_BEHIND = "street st road rd lane avenue ave square boulevard"
_PARTICLES = "a al als d de del dels des du el els en i l la las les lo los y the of"
# "Carrer del Molí 12 bis, porta 3": what may stand between the name of the street and the number.
_BEFORE_NUMBER = "n no num numero numeros bis porta puerta pta pis piso escala esc"

KINDS = frozenset(_KINDS.split())
KINDS_BEHIND = frozenset(_KINDS_BEHIND.split())
PARTICLES = frozenset(_PARTICLES.split())
BEFORE_NUMBER = frozenset(_BEFORE_NUMBER.split())

_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Fold a name for comparison: no accents, no capitals, no middle dot; words parted by one space."""
    # Compatibility forms hide capitals ("℡"), and folded capitals may carry accents: decompose before and after.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return " ".join(_WORD.findall("".join(sign for sign in apart if not unicodedata.combining(sign) and sign != "·")))


def street_words(text: str) -> tuple[str, ...]:
    """The words that tell a street from others: without its kind, particles, and a house number at the end."""
    return _telling(_without_number(_without_kind(fold(text).split())))


def _telling(words: list[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in PARTICLES) or tuple(words)


def _without_kind(words: list[str]) -> list[str]:
    if len(words) > 2 and words[0][0].isdigit() and (words[1] in KINDS or words[-1] in KINDS_BEHIND):
        words = words[1:]  # "12 rue du Moulin", "12 Mill Street"
    if len(words) > 1 and words[0] in KINDS:
        return words[1:]
    return words[:-1] if len(words) > 1 and words[-1] in KINDS_BEHIND else words


def _without_number(words: list[str]) -> list[str]:
    for place, word in enumerate(words):
        before = words[:place]
        if word[0].isdigit() and any(earlier not in PARTICLES for earlier in before):  # not "Carrer de l'11 de Maig"
            while len(before) > 1 and before[-1] in BEFORE_NUMBER:
                before.pop()
            return before
    return words


def street_key(name: str) -> str:
    """The stored search key of a street: its telling words."""
    return " ".join(street_words(name))


def landmark_key(name: str) -> str:
    """The stored search key of a place that is no street: a number is a part of its name."""
    return " ".join(_telling(_without_kind(fold(name).split())))


def key_of(spot: Spot) -> str:
    """The search key of a street or a landmark."""
    return street_key(spot.name) if isinstance(spot, Street) else landmark_key(spot.name)


def same_kind(text: str, spot: Spot) -> bool:
    """Whether `text` begins with the kind that the name of `spot` begins with."""
    return fold(spot.name).split(" ")[0] == fold(text).split(" ")[0]


def initial_of(name: str) -> str:
    """The letter under which a street stands in the list; "#" for those that begin with a digit."""
    first = street_key(name)[:1]
    return first.upper() if first.isalpha() else "#"


def rank_spots(query: str, found: Iterable[Spot]) -> tuple[Spot, ...]:
    """Order spots by how well they answer: the same name, then the same beginning, then the same kind of street."""
    wanted = street_key(query)

    def rank(spot: Spot) -> tuple[bool, bool, bool, str, str, str]:
        key = key_of(spot)
        return (
            key != wanted,
            not key.startswith(wanted),
            not same_kind(query, spot),
            key,
            spot.name,
            spot.district_code or "",
        )

    return tuple(sorted(found, key=rank))


def code_for(name: str, taken: Iterable[str], *, otherwise: str) -> str:
    """Make a code from a name: "la-torre"; a number is added where the code is taken.

    Names without a Latin letter get `otherwise`.
    """
    ascii_words = fold(name).encode("ascii", "ignore").decode().split()
    stem = "-".join(ascii_words)[: MAX_CODE_LENGTH - 4].strip("-") or otherwise
    used = set(taken)
    code, number = stem, 2
    while code in used:
        code, number = f"{stem}-{number}", number + 1
    return code


def settled_codes(wanted: Sequence[tuple[str, str]], known: Mapping[str, str]) -> tuple[str, ...]:
    """Give each (code, name) of a new list the code it has had, by code or else by name; others get a free one.

    `known` maps the codes so far to names. The answer has no code twice.
    """
    by_name = {fold(name): code for code, name in known.items()}
    kept: dict[int, str] = {}
    for place, (code, _) in enumerate(wanted):
        if code in known and code not in kept.values():
            kept[place] = code
    for place, (_, name) in enumerate(wanted):
        code = by_name.get(fold(name), "")
        if place not in kept and code and code not in kept.values():
            kept[place] = code
    for place, (code, _) in enumerate(wanted):
        if place not in kept:
            kept[place] = code_for(code, {*known, *kept.values()}, otherwise=f"d{place + 1}")
    return tuple(kept[place] for place in range(len(wanted)))


def calm(name: str) -> str:
    """Write a name that came in capitals as people write it: "EL PLA DEL REAL" becomes "El Pla del Real"."""
    name = " ".join(name.split())
    if not name.isupper():
        return name
    words = [_calm_word(word) for word in name.split(" ")]
    return " ".join((words[0][:1].upper() + words[0][1:], *words[1:]))


def _calm_word(word: str) -> str:
    if fold(word) in PARTICLES:
        return word.lower()
    head, mark, tail = word.partition("'")
    if mark and fold(head) in PARTICLES:
        return head.lower() + mark + tail.capitalize()
    return "-".join(part.capitalize() for part in word.split("-"))
