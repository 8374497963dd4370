"""A row of a file as text by column, and the columns that a map wants."""

from collections.abc import Mapping
from typing import NamedTuple

from portal.doors.imports.request_map import RequestMap, listed


class Row(NamedTuple):
    """One row: its place in the file, and its cells by column; None where it is not written as a row."""

    line: int  # the line it begins in; of a JSON list, which one it is
    cells: Mapping[str, str] | None


def wanted_columns(rules: RequestMap) -> dict[str, str]:
    """Give the columns that a map names, each with the key that names it."""
    columns = rules.columns
    return {column: f"columns.{key}" for key in columns.__slots__ for column in listed(getattr(columns, key))}
