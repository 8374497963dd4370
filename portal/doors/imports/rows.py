"""A row of a file as text by column, and the columns that a map wants."""

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from portal.doors.imports.request_map import RequestMap, listed

MOST_LETTERS: Final = 1 << 22


class Row(NamedTuple):
    """One row: its place in the file, and its cells by column; None where it is not written as a row."""

    line: int  # the line it begins in; of a JSON list, which one it is
    cells: Mapping[str, str] | None


def wanted_columns(rules: RequestMap) -> dict[str, str]:
    """Give the columns that a map names, each with the key that names it."""
    columns = rules.columns
    return {column: f"columns.{key}" for key in columns.__slots__ for column in listed(getattr(columns, key))}


def next_batch(rows: Iterator[Row], most: int) -> tuple[Row, ...]:
    """Take the next rows, `most` of them or as many as hold about four million letters."""
    taken: list[Row] = []
    letters = 0
    while len(taken) < most and letters < MOST_LETTERS and (row := next(rows, None)) is not None:
        taken.append(row)
        letters += sum(map(len, row.cells.values())) if row.cells else 0
    return tuple(taken)
