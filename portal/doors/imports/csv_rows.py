"""Rows of a CSV file. Source: RFC 4180, and what spreadsheets make of it: BOM, other separators, empty lines."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import suppress
from operator import itemgetter
from typing import Any, Final

from portal.doors.imports.bounded_lines import LONGEST_ROW, BoundedLines
from portal.doors.imports.opened_file import OpenFile
from portal.doors.imports.request_map import FileRules, RequestMap
from portal.doors.imports.rows import Row, wanted_columns
from portal.doors.imports.rules import BrokenOff, WrongMap

SEPARATORS: Final = (",", ";", "\t", "|")
_SHOWN: Final = 60  # of a name, where a sentence lists many


def csv_rows(file: OpenFile, rules: RequestMap, map_name: str) -> Iterator[Row]:
    """Read CSV. Raises WrongMap for a missing column, and BrokenOff where the first line cannot be taken apart."""
    csv.field_size_limit(LONGEST_ROW)
    # What is not in the encoding becomes a lone surrogate, so that only its row is rejected.
    text = io.TextIOWrapper(file.bytes, _with_bom(rules.file.encoding), errors="surrogateescape", newline="")
    try:
        rows = _rows(BoundedLines(text), rules.file)
        _, names = next(rows, (0, []))
        if names is None:
            raise BrokenOff(f"{file.path.name}: its first line, with the names of the columns, is too long or broken.")
        header = [name.strip() for name in names]
        columns = _found(header, rules, file.path.name, map_name)
        take = _taker([header.index(column) for column in columns])
        for line, cells in rows:
            if cells is None or len(cells) < len(header) or any(cells[len(header) :]):
                yield Row(line, None)
            else:
                yield Row(line, dict(zip(columns, (cell.strip() for cell in take(cells)), strict=True)))
    finally:
        with suppress(ValueError):  # the file itself may be closed already
            text.detach()  # whoever opened the file closes it


def _rows(lines: BoundedLines, rules: FileRules) -> Iterator[tuple[int, list[str] | None]]:
    """Give each row that is not empty with the line it begins in; None for one that cannot be taken apart."""
    reader = csv.reader(lines, delimiter=rules.separator, quotechar=rules.quote)
    while True:
        line = lines.number + 1
        lines.begin_row()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, None
            continue
        if cells:
            yield line, cells


def _taker(places: Sequence[int]) -> Any:
    if len(places) == 1:
        return lambda cells: (cells[places[0]],)
    return itemgetter(*places)


def _with_bom(encoding: str) -> str:
    return "utf-8-sig" if codecs.lookup(encoding).name == "utf-8" else encoding


def _found(header: Sequence[str], rules: RequestMap, file: str, map_name: str) -> tuple[str, ...]:
    wanted = wanted_columns(rules)
    for sign in SEPARATORS:
        if len(header) == 1 < len(wanted) and sign in header[0]:
            said = "a tab" if sign == "\t" else f'"{sign}"'
            raise WrongMap(map_name, "file.separator", f"{said} seems to part the columns of {file}: name it here")
    for column, key in wanted.items():
        if column not in header:
            has = ", ".join(name[:_SHOWN] for name in header[:40]) or "none"
            raise WrongMap(map_name, key, f'there is no column "{column}" in {file}; it has: {has}')
    return tuple(wanted)
