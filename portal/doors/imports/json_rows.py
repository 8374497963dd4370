"""Rows of a JSON file: a list of objects, a list inside an object, or one object a line. Source: RFC 8259."""

import codecs
import io
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, Final

import ijson

from portal.doors.imports.bounded_lines import LONGEST_ROW
from portal.doors.imports.depth import Shallow
from portal.doors.imports.opened_file import CHUNK, OpenFile, open_file
from portal.doors.imports.request_map import FileRules, RequestMap
from portal.doors.imports.rows import Row, wanted_columns
from portal.doors.imports.rules import WrongMap

_LOOKED_AT: Final = 20
_SHOWN: Final = 60  # of a key, where a sentence lists many


def json_rows(file: OpenFile, rules: RequestMap, map_name: str) -> Iterator[Row]:
    """Read JSON. Raises WrongMap for a key that no object has."""
    if file.bytes.peek(3)[:3] == codecs.BOM_UTF8:
        file.bytes.read(3)
    inside, several = _way_to_list(file.bytes, rules.file)
    stream = Shallow(file.bytes, name=file.path.name)
    items = ijson.items(stream, inside, use_float=True, multiple_values=several)
    rows = _rows(items, stream, rules)
    first = tuple(islice(rows, _LOOKED_AT))
    if not first and inside and rules.file.list and not _has_list(file.path, rules.file.list):
        raise WrongMap(map_name, "file.list", f'there is no list under "{rules.file.list}" in {file.path.name}')
    _refuse_strangers(first, rules, file.path.name, map_name)
    yield from (row for row, _ in chain(first, rows))


def _rows(items: Iterator[Any], stream: Shallow, rules: RequestMap) -> Iterator[tuple[Row, str]]:
    """Give each object as a row, and say of the first ones what is in them; the objects themselves are let go."""
    wanted = wanted_columns(rules)
    for number, item in enumerate(items, start=1):
        stream.went_on()
        if not isinstance(item, dict):
            yield Row(number, None), ""
            continue
        cells = {column: _cell(item, column) for column in wanted}
        fits = sum(map(len, cells.values())) <= LONGEST_ROW
        yield Row(number, cells if fits else None), _said_of(item) if number <= _LOOKED_AT else ""


def _said_of(item: Mapping[str, Any]) -> str:
    """Say what is in an object, for an operator whose map is for another one."""
    way = _way_inside(item)
    hint = f'; the rows seem to lie in it, so write: [file] list = "{way[:_SHOWN]}"' if way else ""
    return (", ".join(key[:_SHOWN] for key in list(item)[:40]) or "none") + hint


def _refuse_strangers(first: Sequence[tuple[Row, str]], rules: RequestMap, file: str, map_name: str) -> None:
    """Refuse a map for another file: in JSON a single object may lack a key, but not all of the first ones the id."""
    objects = [(row.cells, said) for row, said in first if row.cells is not None]
    column = rules.columns.id
    if objects and not any(cells[column] for cells, _ in objects):
        has = objects[0][1]
        raise WrongMap(map_name, "columns.id", f'there is no key "{column}" in {file}; its first object has: {has}')


def _way_inside(item: Mapping[str, Any], before: str = "") -> str:
    """Find a list of objects inside an answer, two steps deep: "results", "result.records"."""
    for key, value in item.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return f"{before}{key}"
        if isinstance(value, dict) and not before and (way := _way_inside(value, f"{key}.")):
            return way
    return ""


def _has_list(path: Path, way: str) -> bool:
    """Whether there is a list at this place, though it may be empty."""
    with open_file(path) as file:
        stream = Shallow(file.bytes, name=path.name)
        for where, event, _ in ijson.parse(stream):
            stream.went_on()
            if where == way and event == "start_array":
                return True
    return False


def _way_to_list(stream: io.BufferedReader, rules: FileRules) -> tuple[str, bool]:
    if rules.list:
        return f"{rules.list}.item", False
    return ("item", False) if stream.peek(CHUNK).lstrip()[:1] == b"[" else ("", True)


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
