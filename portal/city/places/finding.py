"""One question for words: which streets and landmarks are meant? The same on SQLite and on PostgreSQL.

What is spelled right is found by the beginnings of its words, in any order. Only where nothing is, a slip of the finger
is forgiven, a name is looked for among other words, and a kind of place by what people call it in any of our languages:
that is a guess, for a person to confirm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import TextClause, text
from sqlalchemy import select as sa_select
from sqlmodel import Session, col, select

from portal.city.places.facts import Box, Landmark, Spot, Street
from portal.city.places.index import BEST_FIRST, MATCHING, asked
from portal.city.places.kind_words import kinds_in
from portal.city.places.models import LandmarkRow, StreetRow
from portal.city.places.rules import KINDS, key_of, rank_spots, same_kind, street_words
from portal.city.places.spelling import Likeness, likeness, misspelled
from portal.ground.inserts import dialect_of
from portal.ground.publicity.memory import remembered

MAX_ANSWERS: Final = 6  # radios on one screen; more is "be more exact"
MAX_CANDIDATES: Final = 100  # what is ranked in Python before the best are shown
MAX_WORDS: Final = 8
LONGEST_ID: Final = 9  # digits
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
    words: Sequence[str] = street_words(said)[:MAX_WORDS]
    if not words:
        return Found()
    dialect = dialect_of(session)
    begin = asked(dialect, [[f"{word}*"] for word in words], all_of=True)
    right = _within(_look_up(session, begin, key=" ".join(words)), district)
    if right:
        return Found(rank_spots(said, right)[:limit], certain=_certain(said, words, right))
    words = without_kind(words)
    typed = [[f"{word}*", *misspelled(word)] for word in words]
    near = _alike(words, _look_up(session, asked(dialect, typed, all_of=True)), district)
    if not near and len(words) > 1:
        any_of = asked(dialect, [[word] for word in words], all_of=False)
        near = _alike(words, _look_up(session, any_of, best=True), district)
    if not near or all(kinds_in(word) for word in words):
        near = _of_kind(session, kinds_in(said), district) or near
    return Found(near[:limit], is_guess=True)


def name_of(spot: Spot) -> str:
    """Name a stored spot in a form."""
    return f"{'street' if isinstance(spot, Street) else 'landmark'}-{spot.id}"


def spot(session: Session, name: str) -> Spot | None:
    """Give the spot of that name."""
    kind, _, number = name.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) <= LONGEST_ID):
        return None
    if kind == "landmark":
        row = session.get(LandmarkRow, int(number))
        return _landmark(row) if row else None
    street = session.get(StreetRow, int(number)) if kind == "street" else None
    return _street(street) if street else None


def landmarks_by_district(session: Session, *, most: int = 2) -> dict[str, tuple[Landmark, ...]]:
    """Give a few places that people know in each district, by its code."""
    return remembered(session, f"landmarks {most}", lambda: _landmarks_by_district(session, most))


def spots_in(session: Session, box: Box, *, district: str) -> tuple[Spot, ...]:
    """Give the streets and landmarks of a district whose points lie in a box."""
    found: list[Spot] = []
    for model in (StreetRow, LandmarkRow):
        columns = model.metadata.tables[str(model.__tablename__)].c
        statement = sa_select(*columns).where(
            columns.district_code == district,
            columns.latitude.between(box.south, box.north),
            columns.longitude.between(box.west, box.east),
        )
        build = _landmark if model is LandmarkRow else _street
        found += [build(row) for row in session.execute(statement)]
    return tuple(found)


def _landmarks_by_district(session: Session, most: int) -> dict[str, tuple[Landmark, ...]]:
    found: dict[str, list[Landmark]] = {}
    for row in session.exec(select(LandmarkRow).order_by(col(LandmarkRow.id))):
        known = found.setdefault(row.district_code, [])
        if len(known) < most:
            known.append(_landmark(row))
    return {code: tuple(known) for code, known in found.items()}


def find_streets(session: Session, said: str, *, limit: int = MAX_ANSWERS) -> tuple[Street, ...]:
    """Find streets alone, for the list of streets."""
    found = find(session, said, limit=MAX_CANDIDATES)
    return tuple(spot for spot in found.spots if isinstance(spot, Street))[:limit]


def without_kind(words: Sequence[str]) -> Sequence[str]:
    """Leave out a kind of street that was misspelled, and so was taken for a word that tells."""
    is_kind = len(words) > 1 and (words[0] in KINDS or not _SLIPS_OF_KINDS.isdisjoint(misspelled(words[0])))
    return words[1:] if is_kind else words


def _certain(said: str, words: Sequence[str], right: Sequence[Spot]) -> Spot | None:
    """Say which one is meant: the only one, or the only one with just this name, of the kind that was said."""
    if len(right) == 1:
        return right[0]
    wanted = " ".join(words)
    same = [spot for spot in right if key_of(spot) == wanted]
    if len(same) > 1:
        same = [spot for spot in same if same_kind(said, spot)]
    return same[0] if len(same) == 1 else None


def _of_kind(session: Session, kinds: frozenset[str], district: str) -> tuple[Spot, ...]:
    """Give the places of these kinds, by name: "the school" is one of the schools."""
    if not kinds:
        return ()
    asked = select(LandmarkRow).where(col(LandmarkRow.kind).in_(kinds)).order_by(col(LandmarkRow.name))
    if district:
        asked = asked.where(col(LandmarkRow.district_code) == district)
    return tuple(map(_landmark, session.exec(asked.limit(MAX_CANDIDATES))))


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
    return _landmark(row) if row.is_landmark else _street(row)


def _landmark(row: Any) -> Landmark:
    return Landmark(row.name, row.language, row.kind, row.district_code, row.latitude, row.longitude, row.id)


def _street(row: Any) -> Street:
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
