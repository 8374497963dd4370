"""One question for words: which streets and landmarks are meant? The same on SQLite and on PostgreSQL.

What is spelled right is found by the beginnings of its words, in any order. Only where nothing is, a slip of the finger
is forgiven, and a name is looked for among other words: that is a guess, for a person to confirm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import TextClause, text
from sqlmodel import Session

from portal.city.places.facts import Landmark, Spot, Street
from portal.city.places.index import BEST_FIRST, MATCHING, asked
from portal.city.places.rules import KINDS, key_of, rank_spots, same_kind, street_words
from portal.city.places.spelling import Likeness, likeness, misspelled
from portal.ground.inserts import dialect_of

MAX_ANSWERS: Final = 6  # radios on one screen; more is "be more exact"
MAX_CANDIDATES: Final = 100  # what is ranked in Python before the best are shown
MAX_WORDS: Final = 8
_SLIPS_OF_KINDS: Final = frozenset(form for kind in KINDS for form in misspelled(kind))


@dataclass(frozen=True, slots=True)
class Found:
    """The streets and landmarks that answer, best first; a guess is what nobody wrote in this way."""

    spots: tuple[Spot, ...] = ()
    is_guess: bool = False
    certain: Spot | None = None  # the one that is meant, where only one can be


def find(session: Session, said: str, *, limit: int = MAX_ANSWERS, district: str = "") -> Found:
    """Find what `said` names, in `district` where one is given.

    The kind of street, particles, accents, the order of words and a house number do not matter.
    """
    words = street_words(said)[:MAX_WORDS]
    if not words:
        return Found()
    dialect = dialect_of(session)
    begin = asked(dialect, [[f"{word}*"] for word in words], all_of=True)
    right = _within(_look_up(session, begin, key=" ".join(words)), district)
    if right:
        return Found(rank_spots(said, right)[:limit], certain=_certain(said, words, right))
    words = words[1:] if len(words) > 1 and _is_like_a_kind(words[0]) else words
    typed = [[f"{word}*", *misspelled(word)] for word in words]
    near = _alike(words, _look_up(session, asked(dialect, typed, all_of=True)), district)
    if not near and len(words) > 1:
        any_of = asked(dialect, [[word] for word in words], all_of=False)
        near = _alike(words, _look_up(session, any_of, best=True), district)
    return Found(near[:limit], is_guess=True)


def find_streets(session: Session, said: str, *, limit: int = MAX_ANSWERS) -> tuple[Street, ...]:
    """Find streets alone, for the list of streets."""
    found = find(session, said, limit=MAX_CANDIDATES)
    return tuple(spot for spot in found.spots if isinstance(spot, Street))[:limit]


def _is_like_a_kind(word: str) -> bool:
    """Whether a word is a kind of street, misspelled."""
    return word in KINDS or not _SLIPS_OF_KINDS.isdisjoint(misspelled(word))


def _certain(said: str, words: Sequence[str], right: Sequence[Spot]) -> Spot | None:
    """Say which one is meant: the only one, or the only one with just this name, of the kind that was said."""
    if len(right) == 1:
        return right[0]
    wanted = " ".join(words)
    same = [spot for spot in right if key_of(spot) == wanted]
    if len(same) > 1:
        same = [spot for spot in same if same_kind(said, spot)]
    return same[0] if len(same) == 1 else None


def _within(spots: Sequence[Spot], district: str) -> tuple[Spot, ...]:
    return tuple(spot for spot in spots if not district or spot.district_code == district)


def _alike(words: Sequence[str], spots: Sequence[Spot], district: str) -> tuple[Spot, ...]:
    """Leave what is alike, the closest first."""
    close: list[tuple[Likeness, str, str, Spot]] = []
    for spot in _within(spots, district):
        found = likeness(words, key_of(spot).split(), passed_over=KINDS)
        if found is not None:
            close.append((found, spot.name, spot.district_code or "", spot))
    return tuple(each[-1] for each in sorted(close, key=lambda each: each[:-1]))


def _look_up(session: Session, question: str, *, key: str = "", best: bool = False) -> tuple[Spot, ...]:
    rows = session.connection().execute(_statement(dialect_of(session), best), {"asked": question, "key": key})
    return tuple(_spot(row) for row in rows)


def _spot(row: Any) -> Spot:
    if row.is_landmark:
        return Landmark(row.name, row.language, row.kind, row.district_code, row.latitude, row.longitude, row.id)
    return Street(row.name, row.language, row.district_code, row.latitude, row.longitude, row.id)


@cache
def _statement(dialect: str, best: bool) -> TextClause:
    """Write the statement once: by the very name, and by the index; the best of many where `best`."""
    order = f"ORDER BY {BEST_FIRST[dialect]} " if best else ""
    parts = (_of("city_street", 0, "''", dialect, order), _of("city_landmark", 1, "kind", dialect, order))
    return text(" UNION ALL ".join(parts))


def _of(table: str, number: int, kind: str, dialect: str, order: str) -> str:
    matching = f"{MATCHING[dialect].format(kind=number)} {order}LIMIT {MAX_CANDIDATES}"
    found = f"SELECT rowid FROM ({matching}) AS matching"  # noqa: S608
    ids = f"SELECT id FROM {table} WHERE search_key = :key UNION SELECT rowid / 2 FROM ({found}) AS found"  # noqa: S608
    columns = f"{number} AS is_landmark, id, name, language, {kind} AS kind, district_code, latitude, longitude"
    return f"SELECT {columns} FROM {table} WHERE id IN ({ids})"  # noqa: S608
