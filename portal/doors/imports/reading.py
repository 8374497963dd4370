"""Read the rows of a CSV or JSON file one after another, gzipped or not, whatever its size. A row is text by column."""

import codecs
import csv
import gzip
import hashlib
import io
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from operator import itemgetter
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, NamedTuple, Self

import ijson

from portal.doors.imports.depth import Shallow
from portal.doors.imports.request_map import FileRules, RequestMap, listed
from portal.doors.imports.rules import BrokenOff, WrongMap

GZIP_MAGIC: Final = b"\x1f\x8b"
_CHUNK: Final = 1 << 20
_LOOKED_AT: Final = 20
SEPARATORS: Final = (",", ";", "\t", "|")
_UNREADABLE: Final = (EOFError, zlib.error, gzip.BadGzipFile, UnicodeError, OSError)


class Row(NamedTuple):
    """One row: its place in the file, and its cells by column; None where it is not written as a row."""

    line: int  # the line it begins in; of a JSON list, which one it is
    cells: Mapping[str, str] | None


@dataclass(slots=True)
class OpenFile:
    """A file that is being read; `position` tells how much of it, in bytes as it lies there."""

    path: Path
    raw: IO[bytes]
    bytes: io.BufferedReader

    @property
    def position(self) -> int:
        """Say how far the file was read."""
        return self.raw.tell()

    @property
    def size(self) -> int:
        """Say how long it is."""
        return self.path.stat().st_size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.bytes.close()
        self.raw.close()


def open_file(path: Path) -> OpenFile:
    """Open a file, and unpack it on the way where it is gzipped, whatever its name says."""
    raw = path.open("rb")
    packed = raw.read(2) == GZIP_MAGIC
    raw.seek(0)
    unpacked: Any = gzip.GzipFile(fileobj=raw) if packed else raw
    return OpenFile(path, raw, io.BufferedReader(unpacked))


def digest_of(path: Path) -> str:
    """Compute the SHA-256 of a file as it lies there."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        for chunk in iter(partial(file.read, _CHUNK), b""):
            found.update(chunk)
    return found.hexdigest()


def read_rows(file: OpenFile, rules: RequestMap, *, map_name: str) -> Iterator[Row]:
    """Read every row, with the columns that the map names. Raises WrongMap for a missing column, and BrokenOff."""
    line = 0
    try:
        beginning = file.bytes.peek(_CHUNK)
        _refuse_what_is_no_text(beginning, rules.file, file.path.name)
        start = beginning.removeprefix(codecs.BOM_UTF8).lstrip()[:1]
        is_json = rules.file.format == "json" or (not rules.file.format and start in (b"[", b"{"))
        rows = _json_rows(file, rules, map_name) if is_json else _csv_rows(file, rules, map_name)
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
    if b"\0" in beginning and not codecs.lookup(rules.encoding).name.startswith(("utf-16", "utf-32")):
        raise BrokenOff(
            f'{file} is no text in {rules.encoding}. If it is UTF-16, say so in the map: file.encoding = "utf-16".'
        )


def wanted_columns(rules: RequestMap) -> dict[str, str]:
    """Give the columns that a map names, each with the key that names it."""
    columns = rules.columns
    return {column: f"columns.{key}" for key in columns.__slots__ for column in listed(getattr(columns, key))}


def _csv_rows(file: OpenFile, rules: RequestMap, map_name: str) -> Iterator[Row]:
    """Read CSV. Source: RFC 4180, and what spreadsheets make of it: BOM, other separators, empty lines."""
    csv.field_size_limit(_CHUNK)
    # What is not in the encoding becomes a lone surrogate, so that only its row is rejected.
    text = io.TextIOWrapper(file.bytes, _with_bom(rules.file.encoding), errors="surrogateescape", newline="")
    try:
        reader = csv.reader(text, delimiter=rules.file.separator, quotechar=rules.file.quote)
        header = [name.strip() for name in next(_lines(reader), (0, []))[1] or []]
        columns = _found(header, rules, file.path.name, map_name)
        take = _taker([header.index(column) for column in columns])
        for line, cells in _lines(reader):
            if cells is None or len(cells) < len(header) or any(cells[len(header) :]):
                yield Row(line, None)
            else:
                yield Row(line, dict(zip(columns, (cell.strip() for cell in take(cells)), strict=True)))
    finally:
        with suppress(ValueError):  # the file itself may be closed already
            text.detach()  # whoever opened the file closes it


def _lines(reader: Any) -> Iterator[tuple[int, list[str] | None]]:
    """Give each row that is not empty with the line it begins in; None for one that cannot be taken apart."""
    while True:
        line = reader.line_num + 1
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
            has = ", ".join(header[:40]) or "none"
            raise WrongMap(map_name, key, f'there is no column "{column}" in {file}; it has: {has}')
    return tuple(wanted)


def _json_rows(file: OpenFile, rules: RequestMap, map_name: str) -> Iterator[Row]:
    """Read a list of objects, a list inside an object, or one object a line. Source: RFC 8259."""
    wanted = wanted_columns(rules)
    if file.bytes.peek(3)[:3] == codecs.BOM_UTF8:
        file.bytes.read(3)
    inside, several = _way_to_list(file.bytes, rules.file)
    items = ijson.items(Shallow(file.bytes, name=file.path.name), inside, use_float=True, multiple_values=several)
    first = tuple(islice(items, _LOOKED_AT))
    if not first and inside and rules.file.list and not _has_list(file.path, rules.file.list):
        raise WrongMap(map_name, "file.list", f'there is no list under "{rules.file.list}" in {file.path.name}')
    _refuse_strangers(first, rules, file.path.name, map_name)
    for number, item in enumerate(chain(first, items), start=1):
        cells = {column: _cell(item, column) for column in wanted} if isinstance(item, dict) else None
        yield Row(number, cells)


def _refuse_strangers(first: Sequence[Any], rules: RequestMap, file: str, map_name: str) -> None:
    """Refuse a map for another file: in JSON a single object may lack a key, but not all of the first ones the id."""
    objects = [item for item in first if isinstance(item, dict)]
    column = rules.columns.id
    if objects and not any(_cell(item, column) for item in objects):
        has = ", ".join(list(objects[0])[:40]) or "none"
        way = _way_inside(objects[0])
        hint = f'; the rows seem to lie in it, so write: [file] list = "{way}"' if way else ""
        raise WrongMap(
            map_name, "columns.id", f'there is no key "{column}" in {file}; its first object has: {has}{hint}'
        )


def _way_inside(item: Mapping[str, Any], before: str = "") -> str:
    """Find a list of objects inside an answer, two steps deep: "results", "result.records"."""
    for key, value in item.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return f"{before}{key}"
        if isinstance(value, dict) and not before and (way := _way_inside(value, f"{key}.")):
            return way
    return ""


def _has_list(path: Path, way: str) -> bool:
    """Whether there is a list there, though it may be empty."""
    with open_file(path) as file:
        parsed = ijson.parse(Shallow(file.bytes, name=path.name))
        return any(where == way and event == "start_array" for where, event, _ in parsed)


def _way_to_list(stream: io.BufferedReader, rules: FileRules) -> tuple[str, bool]:
    if rules.list:
        return f"{rules.list}.item", False
    return ("item", False) if stream.peek(_CHUNK).lstrip()[:1] == b"[" else ("", True)


def _cell(item: Any, column: str) -> str:
    """Give a value as text. A column may be a key, or a way with dots through objects and lists."""
    value = item.get(column)
    if value is None and "." in column:
        value = item
        for step in column.split("."):
            value = _step(value, step)
    if value is None or isinstance(value, (dict, list)):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value).strip()


def _step(value: Any, step: str) -> Any:
    if isinstance(value, dict):
        return value.get(step)
    if isinstance(value, list) and step.isdigit() and int(step) < len(value):
        return value[int(step)]
    return None
