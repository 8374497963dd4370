"""A row, an object or a file without an end is told of, and never read into the memory as a whole."""

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from portal.city.city_file import LARGEST, CityFileError
from portal.city.places.boundaries import read_boundary_file
from portal.doors.imports import bounded_lines, depth
from portal.doors.imports.rows import Row, next_batch
from portal.doors.imports.rules import BrokenOff
from tests.portal.doors.imports.test_reading import CELLS, HEADER, read

GOOD = "8,2026-03-02,,lamp,1 2\n"
LONG = 40 << 20
ROOM = 20 << 20


@pytest.mark.parametrize("begun", ["7,", '7,"', "7,2026-03-02,,"])
def test_a_line_without_an_end_is_rejected_with_its_number_and_does_not_fill_the_memory(
    tmp_path: Path, begun: str
) -> None:
    packed = gzip.compress(f"{HEADER}\n{GOOD}{begun}{'x' * LONG}\n{GOOD}".encode(), 1)
    tracemalloc.start()
    rows = read(tmp_path, packed)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [(each.line, each.cells is None) for each in rows] == [(2, False), (3, True), (4, False)]
    assert peak < ROOM


def test_a_row_of_endless_lines_is_rejected_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_lines, "LONGEST_ROW", 1000)
    endless = '"\n",' * 400
    rows = read(tmp_path, f"{HEADER}\n7,{endless}\n".encode())
    assert rows[0] == Row(2, None)
    assert 200 < rows[1].line < 260


def test_a_first_line_without_an_end_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(BrokenOff, match="first line"):
        read(tmp_path, b"x" * (bounded_lines.LONGEST_ROW + 1))


@pytest.mark.parametrize("filling", [b" ", b'{"a":"', b'[{"a":[1', b'{"a":{"b":1}'])
def test_an_object_without_an_end_ends_the_reading_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, filling: bytes
) -> None:
    monkeypatch.setattr(depth, "LONGEST_VALUE", 200_000)
    beginning = json.dumps([CELLS])[:-1].encode() + b"," + filling
    with pytest.raises(BrokenOff, match="between two objects there are more than 200,000 bytes"):
        read(tmp_path, beginning + b" " * 400_000)


def test_many_short_objects_are_no_long_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(depth, "LONGEST_VALUE", 200_000)
    assert len(read(tmp_path, json.dumps([CELLS] * 6_000).encode())) == 6_000


def test_an_object_with_more_words_than_a_row_may_have_is_rejected(tmp_path: Path) -> None:
    long = {**CELLS, "kind": "x" * (bounded_lines.LONGEST_ROW + 1)}
    assert [each.cells is None for each in read(tmp_path, json.dumps([CELLS, long]).encode())] == [False, True]


def test_rows_with_many_words_make_smaller_batches() -> None:
    rows = iter([Row(number, {"a": "x" * (1 << 20)}) for number in range(6)])
    assert [len(next_batch(rows, 1000)) for _ in range(3)] == [4, 2, 0]


def test_a_boundary_file_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "districts.geojson.gz"
    with gzip.open(path, "wb", 1) as file:
        for _ in range(LARGEST // (1 << 20) + 1):
            file.write(b" " * (1 << 20))
    tracemalloc.start()
    with pytest.raises(CityFileError, match=r"^districts\.geojson\.gz: it holds more than 16 MiB"):
        read_boundary_file(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * LARGEST


def test_a_boundary_file_with_more_values_than_a_map_has_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "districts.geojson"
    path.write_text("[" + "[]," * 3_000_000 + "0]")
    with pytest.raises(CityFileError, match="2,000,000 values"):
        read_boundary_file(path)
