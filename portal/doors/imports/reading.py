"""Read the rows of a CSV or JSON file one after another, gzipped or not, whatever its size."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from typing import Final

import ijson

from portal.doors.imports.csv_rows import csv_rows
from portal.doors.imports.json_rows import json_rows
from portal.doors.imports.opened_file import CHUNK, OpenFile
from portal.doors.imports.request_map import FileRules, RequestMap
from portal.doors.imports.rows import Row
from portal.doors.imports.rules import BrokenOff

_UNREADABLE: Final = (EOFError, zlib.error, gzip.BadGzipFile, UnicodeError, OSError)


def read_rows(file: OpenFile, rules: RequestMap, *, map_name: str) -> Iterator[Row]:
    """Read every row, with the columns that the map names. Raises WrongMap for a missing column, and BrokenOff."""
    line = 0
    try:
        beginning = file.bytes.peek(CHUNK)
        _refuse_what_is_no_text(beginning, rules.file, file.path.name)
        start = beginning.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
        is_json = rules.file.format == "json" or (not rules.file.format and start in (b"[", b"{"))
        rows = json_rows(file, rules, map_name) if is_json else csv_rows(file, rules, map_name)
        for row in rows:
            line = row.line
            yield row
    except (*_UNREADABLE, ijson.JSONError) as error:
        raise BrokenOff(
            f"{file.path.name} cannot be read behind row or line {line}: {_first_line(error) or 'it ends too soon'}"
        ) from error


def _first_line(error: Exception) -> str:
    """Say what is wrong without the words of the file that a parser repeats below."""
    return str(error).strip().partition("\n")[0].rstrip()


def _refuse_what_is_no_text(beginning: bytes, rules: FileRules, file: str) -> None:
    if not beginning.removeprefix(codecs.BOM_UTF8).strip():
        raise BrokenOff(f"{file} is empty.")
    # In another encoding the first line has zero bytes; further down, one spoils its row only.
    first = beginning if beginning.lstrip()[:1] in (b"[", b"{") else beginning.lstrip(b"\r\n").partition(b"\n")[0]
    if b"\0" in first and not codecs.lookup(rules.encoding).name.startswith(("utf-16", "utf-32")):
        raise BrokenOff(
            f'{file} is no text in {rules.encoding}. If it is UTF-16, say so in the map: file.encoding = "utf-16".'
        )
