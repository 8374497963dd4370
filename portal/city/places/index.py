"""The index over the names of streets and landmarks: FTS5 on SQLite, `tsvector` with GIN on PostgreSQL.

Both hold the same words and answer the same question, "one of these and one of those"; PostgreSQL needs no extension
for it. A row is named after the street or the landmark: twice its id, and one more for a landmark. The import of a list
writes the index anew, and so does `veu migrate` where it is empty.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, text
from sqlalchemy.dialects import postgresql
from sqlmodel import Session, select

from portal.city.places.models import INDEX, LandmarkRow, StreetRow
from portal.city.places.spelling import indexed
from portal.ground.inserts import dialect_of

MATCHING: Final = {
    "sqlite": f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH :asked AND rowid % 2 = {{kind}}",  # noqa: S608
    "postgresql": f"SELECT rowid FROM {INDEX} WHERE words @@ CAST(:asked AS tsquery) AND rowid % 2 = {{kind}}",  # noqa: S608
}
"""The rows that answer; `kind` is 0 for streets and 1 for landmarks."""
BEST_FIRST: Final = {"sqlite": "rank", "postgresql": "ts_rank(words, CAST(:asked AS tsquery)) DESC"}
_CLEAR: Final = {
    "sqlite": f"INSERT INTO {INDEX} ({INDEX}) VALUES ('delete-all')",  # noqa: S608
    "postgresql": f"DELETE FROM {INDEX}",  # noqa: S608
}
_ADD: Final = {
    "sqlite": text(f"INSERT INTO {INDEX} (rowid, words) VALUES (:row, :words)"),  # noqa: S608
    "postgresql": text(f"INSERT INTO {INDEX} (rowid, words) VALUES (:row, array_to_tsvector(:words))").bindparams(  # noqa: S608
        bindparam("words", type_=postgresql.ARRAY(postgresql.TEXT))
    ),
}
_OR: Final = {"sqlite": " OR ", "postgresql": " | "}
_AND: Final = {"sqlite": " AND ", "postgresql": " & "}
_BEGINS: Final = {"sqlite": '"{}"*', "postgresql": "'{}':*"}
_IS: Final = {"sqlite": '"{}"', "postgresql": "'{}'"}


def asked(dialect: str, groups: Sequence[Sequence[str]], *, all_of: bool) -> str:
    """Write a question: one word of every group, or of any. A word that ends in "*" is the beginning of one."""
    written = (
        _OR[dialect].join(
            (_BEGINS if word.endswith("*") else _IS)[dialect].format(word.removesuffix("*")) for word in group
        )
        for group in groups
    )
    return (_AND if all_of else _OR)[dialect].join(f"({group})" for group in written)


def rebuild(session: Session) -> None:
    """Write the index anew from the streets and the landmarks."""
    dialect = dialect_of(session)
    session.flush()
    session.execute(text(_CLEAR[dialect]))
    rows = list(_rows(session, as_list=dialect == "postgresql"))
    if rows:
        session.execute(_ADD[dialect], rows)


def fill_if_empty(session: Session) -> None:
    """Write the index of a city that was taken in before there was one."""
    if session.execute(text(f"SELECT 1 FROM {INDEX} LIMIT 1")).first() is None:  # noqa: S608
        rebuild(session)


def _rows(session: Session, *, as_list: bool) -> Iterator[dict[str, Any]]:
    keys = (select(StreetRow.id, StreetRow.search_key), select(LandmarkRow.id, LandmarkRow.search_key))
    for kind, statement in enumerate(keys):
        for row, key in session.execute(statement).all():
            words = list(indexed(key))
            yield {"row": 2 * row + kind, "words": words if as_list else " ".join(words)}
