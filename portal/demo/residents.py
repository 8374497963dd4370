"""Invented residents who sign in: most speak once a year, a few nearly every day."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# How often one resident speaks in a year: Pareto(1.45), capped at 365, median 1.
TAIL = 1.45
MOST_A_YEAR = 365
LANGUAGES = {"es": 50, "ca": 32, "en": 7, "ar": 4, "fr": 3, "ru": 2, "zh": 2}


@dataclass(frozen=True, slots=True)
class InventedResident:
    """Somebody who has an account and no name."""

    number: int
    email: str  # under .example, which no mail server may own (RFC 2606)
    language: str
    district_code: str  # where they live; people report elsewhere too
    voices: int  # how often they speak in a year


def invent_residents(seed: int, *, voices: int, populations: Mapping[str, int]) -> tuple[InventedResident, ...]:
    """Invent residents who together speak `voices` times a year, the last one at most that often."""
    chance = random.Random(f"veu residents {seed}")  # noqa: S311 - invented people, not secrets
    found: list[InventedResident] = []
    left = voices
    while left > 0:
        often = min(int(chance.paretovariate(TAIL)), MOST_A_YEAR, left)
        number = len(found) + 1
        found.append(
            InventedResident(
                number=number,
                email=f"resident-{number:05}@marjal.example",
                language=any_language(chance),
                district_code=chance.choices(list(populations), list(populations.values()))[0],
                voices=often,
            )
        )
        left -= often
    return tuple(found)


def any_language(chance: random.Random) -> str:
    """Draw the language in which somebody writes."""
    return chance.choices(list(LANGUAGES), list(LANGUAGES.values()))[0]


def speakers(chance: random.Random, residents: Sequence[InventedResident]) -> Iterator[InventedResident]:
    """Say whose turn it is, for ever: in each round everybody speaks exactly as often as they do in a year."""
    deck = [resident for resident in residents for _ in range(resident.voices)]
    while deck:
        chance.shuffle(deck)
        yield from deck
