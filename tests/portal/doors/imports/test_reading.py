"""Rows are read from whatever people export: CSV of all kinds, JSON of all kinds, packed or not, whole or broken."""

import csv
import gzip
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.doors.imports.opened_file import digest_of, open_file
from portal.doors.imports.reading import read_rows
from portal.doors.imports.rows import Row
from portal.doors.imports.rules import BrokenOff, WrongMap
from tests.portal.doors.imports.invented import loaded

SMALL = """
source = "small"
time_zone = "Europe/Madrid"
[columns]
id = "id"
opened = "when"
closed = "end"
category = "kind"
point = "where"
[voice]
all = true
[categories]
light.types = ["lamp"]
"""
CELLS = {"id": "7", "when": "2026-03-02", "end": "", "kind": "lamp", "where": "1 2"}
HEADER = "id,when,end,kind,where"


def read(folder: Path, content: bytes, extra: str = "", columns: dict[str, str] | None = None) -> list[Row]:
    """Read a file with these bytes."""
    path = folder / "file"
    path.write_bytes(content)
    text = SMALL + extra
    for name, column in (columns or {}).items():
        text = text.replace(f'{name} = "', f'{name} = "{column}" # "', 1)
    with open_file(path) as file:
        return list(read_rows(file, loaded(folder, text).rules, map_name="old.toml"))


@pytest.mark.parametrize(
    ("content", "extra"),
    [
        (f"{HEADER}\n7,2026-03-02,,lamp,1 2\n".encode(), ""),
        (f"\ufeff{HEADER}\r\n7,2026-03-02,,lamp,1 2\r\n".encode(), ""),
        (gzip.compress(f"{HEADER}\n7,2026-03-02,,lamp,1 2".encode(), mtime=0), ""),
        (f"{HEADER}\n7,2026-03-02,,lamp,1 2".replace(",", ";").encode(), '[file]\nseparator = ";"'),
        (f"{HEADER}\n'7',2026-03-02,,lamp,1 2".encode(), '[file]\nquote = "\'"'),
        (f"{HEADER}\n7,2026-03-02,,lamp,1 2\n".encode("utf-16"), '[file]\nencoding = "utf-16"'),
        (f"more, {HEADER.replace(',', ' , ')} ,rest\nx, 7 ,2026-03-02,,lamp,1 2,y\n".encode(), ""),
        (f"{HEADER}\n\n7,2026-03-02,,lamp,1 2\n\n\n".encode(), ""),
    ],
)
def test_a_csv_file_of_any_kind_is_read(tmp_path: Path, content: bytes, extra: str) -> None:
    rows = read(tmp_path, content, extra)
    assert [each.cells for each in rows] == [CELLS]


def test_a_row_begins_where_it_begins_although_it_has_line_ends_in_it(tmp_path: Path) -> None:
    content = f'{HEADER}\n7,2026-03-02,,"la\nmp",1 2\n8,2026-03-02,,lamp,1 2\n'
    rows = read(tmp_path, content.encode())
    assert [(each.line, each.cells and each.cells["id"]) for each in rows] == [(2, "7"), (4, "8")]


@pytest.mark.parametrize("line", ["7,2026-03-02,,lamp", "7,2026-03-02,,lamp,1 2,more", "7"])
def test_a_row_with_other_cells_than_the_header_is_told_apart(tmp_path: Path, line: str) -> None:
    rows = read(tmp_path, f"{HEADER}\n{line}\n8,2026-03-02,,lamp,1 2\n".encode())
    assert [(each.line, each.cells is None) for each in rows] == [(2, True), (3, False)]


def test_a_byte_that_is_not_in_the_encoding_spoils_its_row_only(tmp_path: Path) -> None:
    rows = read(tmp_path, f"{HEADER}\n7,2026-03-02,,l\u00e1mp,1 2\n8,2026-03-02,,lamp,1 2\n".encode("latin-1"))
    assert [each.cells and each.cells["id"] for each in rows] == ["7", "8"]
    assert rows[0].cells is not None
    assert "\udce1" in rows[0].cells["kind"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(
        st.fixed_dictionaries({name: st.text(st.characters(codec="utf-8", exclude_characters="\0")) for name in CELLS})
    )
)
def test_whatever_is_written_is_read_again(tmp_path: Path, rows: list[dict[str, str]]) -> None:
    text = StringIO(newline="")
    out = csv.DictWriter(text, list(CELLS))
    out.writeheader()
    out.writerows(rows)
    found = read(tmp_path, text.getvalue().encode())
    assert [each.cells for each in found] == [{name: cell.strip() for name, cell in row.items()} for row in rows]


@pytest.mark.parametrize(
    ("document", "extra", "columns"),
    [
        ([CELLS], "", {}),
        ([{**CELLS, "id": 7, "end": None}], "", {}),
        ({"answer": {"requests": [CELLS]}}, '[file]\nlist = "answer.requests"', {}),
        ([{**CELLS, "facts": {"ids": [0, 7]}}], "", {"id": "facts.ids.1"}),
        (
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": CELLS}]},
            '[file]\nlist = "features"',
            {name: f"properties.{column}" for name, column in
             {"id": "id", "opened": "when", "closed": "end", "category": "kind", "point": "where"}.items()},
        ),
    ],
)  # fmt: skip
def test_a_json_document_of_any_kind_is_read(
    tmp_path: Path, document: Any, extra: str, columns: dict[str, str]
) -> None:
    written = json.dumps(document).encode()
    for content in (written, b"\xef\xbb\xbf" + written, gzip.compress(written, mtime=0), b"\n " + written):
        (row,) = read(tmp_path, content, extra, columns)
        assert row.cells is not None
        assert sorted(row.cells.values()) == sorted(CELLS.values())


def test_one_object_a_line_is_read(tmp_path: Path) -> None:
    content = "\n".join(json.dumps({**CELLS, "id": number}) for number in range(30))
    rows = read(tmp_path, content.encode())
    assert [(each.line, each.cells and each.cells["id"]) for each in rows] == [(n + 1, str(n)) for n in range(30)]


def test_what_is_no_object_in_a_list_is_told_apart(tmp_path: Path) -> None:
    rows = read(tmp_path, json.dumps([CELLS, 5, "x", None, CELLS]).encode())
    assert [each.cells is None for each in rows] == [False, True, True, True, False]


def test_a_column_that_the_file_has_not_is_named_with_its_key(tmp_path: Path) -> None:
    with pytest.raises(
        WrongMap, match=r'old\.toml: columns\.category: there is no column "kind" in file; it has: id, a'
    ):
        read(tmp_path, b"id,a,when,end,where\n")
    with pytest.raises(WrongMap, match=r'columns\.id: there is no key "id" in file; its first object has: number'):
        read(tmp_path, b'[{"number": 1}]')


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_a_file_that_ends_in_the_middle_says_so(tmp_path: Path, cut: int) -> None:
    whole = gzip.compress(
        "\n".join([HEADER, *(f"{n},2026-03-{n % 28 + 1},,lamp,{n * n} 2" for n in range(2000))]).encode()
    )
    with pytest.raises(BrokenOff, match="cannot be read behind row or line"):
        read(tmp_path, whole[:-cut])
    with pytest.raises(BrokenOff):
        read(tmp_path, json.dumps([CELLS] * 500).encode()[:-cut])


def test_an_empty_file_has_no_columns(tmp_path: Path) -> None:
    with pytest.raises(BrokenOff, match=r"^file is empty\.$"):
        read(tmp_path, b"")


def test_a_file_is_known_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"lamp")
    (tmp_path / "b").write_bytes(b"lamp")
    (tmp_path / "c").write_bytes(b"lamps")
    assert digest_of(tmp_path / "a") == digest_of(tmp_path / "b") != digest_of(tmp_path / "c")


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_another_separator_is_found_and_named(tmp_path: Path, sign: str) -> None:
    with pytest.raises(WrongMap, match=r"file\.separator: .* seems to part the columns of file"):
        read(tmp_path, f"{HEADER}\n7,2026-03-02,,lamp,1 2".replace(",", sign).encode())


@pytest.mark.parametrize("content", ["\0\0\0", HEADER.encode("utf-16").decode("latin-1")])
def test_what_is_no_text_is_refused_and_not_repeated(tmp_path: Path, content: str) -> None:
    with pytest.raises(BrokenOff, match=r"file is no text in utf-8.*utf-16") as refusal:
        read(tmp_path, content.encode("latin-1"))
    assert str(refusal.value).isprintable()


@pytest.mark.parametrize(
    ("wrapped", "way"),
    [
        ({"results": [CELLS]}, "results"),
        ({"success": True, "result": {"total": 1, "records": [CELLS]}}, r"result\.records"),
        ({"type": "FeatureCollection", "features": [{"properties": CELLS}]}, "features"),
    ],
)
def test_a_list_inside_an_answer_is_found_and_named(tmp_path: Path, wrapped: dict[str, Any], way: str) -> None:
    with pytest.raises(WrongMap, match=rf'write: \[file\] list = "{way}"$'):
        read(tmp_path, json.dumps(wrapped).encode())


def test_a_list_that_is_not_there_is_told_from_one_that_is_empty(tmp_path: Path) -> None:
    assert read(tmp_path, b'{"results": []}', '[file]\nlist = "results"') == []
    with pytest.raises(WrongMap, match=r'file\.list: there is no list under "results" in file'):
        read(tmp_path, b'{"result": []}', '[file]\nlist = "results"')


def test_a_parser_does_not_repeat_the_words_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(BrokenOff) as refusal:
        read(tmp_path, b'[{"id": "a secret", "when": NaN}]')
    assert "\n" not in str(refusal.value)
    assert "secret" not in str(refusal.value)
