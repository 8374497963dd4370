"""A release as a table: for spreadsheets, and with what every column means for programs."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from i18n.lazy import Lazy, lazy
from portal.city.issues.names import Names
from portal.city.wording import Wording
from portal.understand.figures.catalogue import Axis, Statistic
from portal.understand.figures.figure import Figure
from portal.understand.figures.pages.naming import codes_of, names_in
from portal.web import spreadsheets
from privacy.dp.explain import reading_of

JSON = "application/json"
SEVERAL_LANGUAGES = "mul"  # ISO 639-2
Say = Callable[[Lazy], str]

CODES = {Axis.CATEGORY: "category", Axis.DISTRICT: "district"}
CODE_MEANINGS: Mapping[Axis, Lazy] = {
    Axis.CATEGORY: lazy("The code of the type of problem."),
    Axis.DISTRICT: lazy("The code of the district."),
}
NAME_MEANINGS: Mapping[Axis, Lazy] = {
    Axis.CATEGORY: lazy("The name of the type of problem; the end of the column's name is its language."),
    Axis.DISTRICT: lazy("The name of the district; the end of the column's name is its language."),
}
PERIOD = lazy("The weeks that were counted, as ISO 8601 names them.")
NUMBER = lazy("The released number of counted voices: a whole number, with the noise in it.")
LOW = lazy("The low end: 19 times out of 20 the counted voices are not fewer.")
HIGH = lazy("The high end: 19 times out of 20 the counted voices are not more.")
FEW = lazy("1 where the noise is larger than the number: read it as few. Else 0.")

_NUMBERS = {"number": NUMBER, "low": LOW, "high": HIGH, "read_as_few": FEW}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what it means, and what its values are."""

    name: str
    meaning: Lazy
    type: str


@dataclass(frozen=True, slots=True)
class Table:
    """A release as columns and rows, in one language."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str | int, ...], ...]


def table_of(figure: Figure, statistic: Statistic, names: Names, locale: str) -> Table:
    """Lay a release out as a table."""
    worded = {key: names_in(statistic, key, names, locale) for key in figure.cells}
    languages = {axis: _language(words[axis].locale for words in worded.values()) for axis in statistic.axes}
    columns = [Column("period", PERIOD, "string")]
    for axis in statistic.axes:
        columns.append(Column(CODES[axis], CODE_MEANINGS[axis], "string"))
        columns.append(Column(f"{CODES[axis]}_name_{languages[axis]}", NAME_MEANINGS[axis], "string"))
    columns += [Column(name, said, "integer") for name, said in _NUMBERS.items()]
    rows = (tuple(_row(figure, statistic, key, worded[key])) for key in figure.cells)
    return Table(tuple(columns), tuple(rows))


def csv_of(table: Table) -> bytes:
    """Write a table for a spreadsheet."""
    return spreadsheets.csv_of([column.name for column in table.columns], table.rows)


def json_of(table: Table, facts: Mapping[str, Any], say: Say) -> bytes:
    """Write a table with its facts, its columns' meanings in the reader's language, and the checksum of its CSV."""
    whole = {
        **facts,
        "checksum": {"of": "csv", "algorithm": "sha256", "value": hashlib.sha256(csv_of(table)).hexdigest()},
        "columns": [{"name": each.name, "type": each.type, "meaning": say(each.meaning)} for each in table.columns],
        "rows": [dict(zip([each.name for each in table.columns], row, strict=True)) for row in table.rows],
    }
    return orjson.dumps(whole, option=orjson.OPT_INDENT_2)


def _row(figure: Figure, statistic: Statistic, key: str, words: Mapping[Axis, Wording]) -> Iterator[str | int]:
    reading = reading_of(figure.estimate(key))
    yield figure.period.key
    for axis, code in codes_of(statistic, key).items():
        yield from (code, words[axis].text)
    yield from (reading.value, reading.low, reading.high, int(reading.read_as_few))


def _language(found: Iterable[str]) -> str:
    """Mark a column by the language of its words."""
    several = sorted(set(found))
    return several[0] or "und" if len(several) == 1 else SEVERAL_LANGUAGES  # ISO 639-2
