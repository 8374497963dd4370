"""How a name may be misspelled and still be found: pure functions.

Two words that differ by one slip of the finger become the same word when one letter is left out of each. So the index
holds each word with every one of its letters left out, and what is typed is looked for in the same way: a few exact
look-ups instead of a comparison with every name. In long words two slips are forgiven, because the beginning and the
end are held alike. Source: symmetric deletion (Garbe 2012).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

SHORTEST: Final = 4
"""Letters of the shortest word in which a slip is forgiven: shorter ones would be taken for one another."""
LONG: Final = 8
"""Letters of the shortest word in which two are."""
PART: Final = 5
"""Letters of a long word's beginning and end."""
# What stands before a word that is not a whole one: signs for private use, which no folded text has.
_SLIP, _BEGINNING, _END = "\ue000", "\ue001", "\ue002"


@dataclass(frozen=True, slots=True, order=True)
class Likeness:
    """How far some words are from a name: slips of the finger, then words that only one of the two has."""

    slips: int
    left_over: int


def indexed(key: str) -> Iterator[str]:
    """Give what the index holds of a name."""
    for word in key.split():
        yield word
        yield from misspelled(word, shortest=SHORTEST, long=LONG)


def misspelled(word: str, *, shortest: int = SHORTEST, long: int = LONG - 2) -> Iterator[str]:
    """Give the forms in which a word meets its neighbours; what is typed may have lost two letters of a long one."""
    if len(word) >= shortest:
        yield from _without_one(_SLIP, word)
    if len(word) >= long:
        yield from _without_one(_BEGINNING, word[:PART])
        yield from _without_one(_END, word[-PART:])


def _without_one(mark: str, word: str) -> Iterator[str]:
    yield mark + word
    for place in range(len(word)):
        yield mark + word[:place] + word[place + 1 :]


def likeness(typed: Sequence[str], name: Sequence[str], *, passed_over: frozenset[str]) -> Likeness | None:
    """Compare what was typed with the words of a name; None where neither holds the other.

    A typed word may be the beginning of a word of the name. Words in `passed_over` say nothing when they are left over.
    """
    slips, free, unknown = 0, list(name), 0
    for word in typed:
        costs = [(cost, place) for place, other in enumerate(free) if (cost := _cost(word, other)) is not None]
        if costs:
            cost, place = min(costs)
            slips += cost
            free.pop(place)
        elif word not in passed_over:
            unknown += 1
    if len(free) == len(name) or (unknown and free):
        return None
    return Likeness(slips, unknown + len(free))


def _cost(word: str, other: str) -> int | None:
    if other.startswith(word):
        return 0
    allowed = 0 if min(len(word), len(other)) < SHORTEST else 1 if len(other) < LONG else 2
    slips = distance(word, other, most=allowed) if allowed else allowed + 1
    return slips if slips <= allowed else None


def distance(one: str, other: str, *, most: int) -> int:
    """Count the letters that are wrong, missing, too many or swapped with the next; above `most`, any number above it.

    Source: optimal string alignment, a restricted Damerau-Levenshtein distance.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before_last: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        now = [row]
        for column, opposite in enumerate(other, start=1):
            best = min(last[column] + 1, now[-1] + 1, last[column - 1] + (letter != opposite))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == opposite
            now.append(min(best, before_last[column - 2] + 1) if swapped else best)
        if min(now) > most:
            return most + 1
        before_last, last = last, now
    return last[-1]
