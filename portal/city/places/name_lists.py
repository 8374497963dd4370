"""The lists of streets and of landmarks, as CSV: each row is one of them, or is refused with its line and reason."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from portal.city.city_file import CityFileError, read_text
from portal.city.places.facts import Landmark, Street
from portal.city.places.kinds import KINDS
from portal.city.places.locator import Locator
from portal.city.places.said import Unusable, language_said, name_said

S = TypeVar("S", Street, Landmark)

MOST_ROWS: Final = 50_000
STREET_COLUMNS: Final = ("name", "language", "district", "latitude", "longitude")
LANDMARK_COLUMNS: Final = ("name", "language", "kind", "district", "latitude", "longitude")
_SHOWN: Final = 60  # of a file's own words, in a sentence

Row = Mapping[str, str]


class Flaw(StrEnum):
    """Why a row is not taken in. The words are stable: people write scripts that look for them."""

    NO_NAME = "no-name"
    BAD_NAME = "bad-name"
    BAD_LANGUAGE = "bad-language"
    BAD_KIND = "bad-kind"
    BAD_PLACE = "bad-place"
    UNKNOWN_DISTRICT = "unknown-district"
    OUTSIDE = "outside-all-districts"


class Refused(NamedTuple):
    """A row that is none: where it stands, and why in one word and in a sentence."""

    line: int
    flaw: Flaw
    column: str
    sentence: str


class _Flawed(Exception):
    def __init__(self, flaw: Flaw, column: str, sentence: str) -> None:
        super().__init__(sentence)
        self.flaw, self.column, self.sentence = flaw, column, sentence


@dataclass(frozen=True, slots=True)
class Districts:
    """The districts that a list may name, and how one is found from a point."""

    codes: frozenset[str]
    locator: Locator


def read_streets(path: Path, districts: Districts) -> Iterator[Street | Refused]:
    """Read a list of streets row by row. Raises CityFileError where the file itself is none."""
    return _read(path, STREET_COLUMNS, lambda row: _street(row, districts))


def read_landmarks(path: Path, districts: Districts) -> Iterator[Landmark | Refused]:
    """Read a list of landmarks row by row. Raises CityFileError where the file itself is none."""
    return _read(path, LANDMARK_COLUMNS, lambda row: _landmark(row, districts))


def whole(file: str, rows: Iterator[S | Refused]) -> Iterator[S]:
    """Give the rows of a list in which none may be refused. Raises CityFileError at the first that is."""
    for row in rows:
        if isinstance(row, Refused):
            raise CityFileError(file, f"line {row.line}: {row.sentence}")
        yield row


def _read(path: Path, columns: tuple[str, ...], read: Callable[[Row], S]) -> Iterator[S | Refused]:
    try:
        rows = csv.DictReader(StringIO(read_text(path), newline=""))
        lacking = [column for column in columns if column not in (rows.fieldnames or ())]
        if lacking:
            raise CityFileError(path.name, f"line 1: the column {', '.join(lacking)} is missing")
        for number, row in enumerate(rows, start=1):
            if number > MOST_ROWS:
                raise CityFileError(path.name, f"it holds more than {MOST_ROWS:,} rows")
            try:
                yield read(row)
            except _Flawed as why:
                yield Refused(rows.line_num, why.flaw, why.column, why.sentence)
    except csv.Error as error:  # a field of more than 128 KiB
        raise CityFileError(path.name, f"it cannot be read: {error}") from error


def _street(row: Row, districts: Districts) -> Street:
    return Street(_name(row), _language(row), *_place(row, districts))


def _landmark(row: Row, districts: Districts) -> Landmark:
    kind = (row["kind"] or "").strip()
    if kind not in KINDS:
        known = f"write one of {', '.join(KINDS)}"
        raise _Flawed(Flaw.BAD_KIND, "kind", f'there is no kind "{kind[:_SHOWN]}"; {known}')
    return Landmark(_name(row), _language(row), kind, *_place(row, districts))


def _name(row: Row) -> str:
    if not (row["name"] or "").strip():
        raise _Flawed(Flaw.NO_NAME, "name", "it has no name")
    try:
        return name_said(row["name"])
    except Unusable as error:
        raise _Flawed(Flaw.BAD_NAME, "name", f"it cannot be used: {error}") from error


def _language(row: Row) -> str:
    try:
        return language_said(row["language"] or "")
    except Unusable as error:
        raise _Flawed(Flaw.BAD_LANGUAGE, "language", f"it cannot be used: {error}") from error


def _place(row: Row, districts: Districts) -> tuple[str, float, float]:
    latitude, longitude = _degrees(row, "latitude", 90), _degrees(row, "longitude", 180)
    around = districts.locator.district_at(latitude, longitude)
    district = (row["district"] or "").strip() or around
    if around is None or district is None:
        raise _Flawed(Flaw.OUTSIDE, "latitude", f'"{row["name"][:_SHOWN]}" lies outside of every district')
    if district not in districts.codes:
        raise _Flawed(Flaw.UNKNOWN_DISTRICT, "district", f'there is no district "{district[:_SHOWN]}"')
    return district, latitude, longitude


def _degrees(row: Row, column: str, limit: int) -> float:
    try:
        value = float(row[column])
    except (TypeError, ValueError):
        said = str(row[column])[:_SHOWN]
        raise _Flawed(Flaw.BAD_PLACE, column, f'{column} "{said}" is no number') from None
    if not -limit <= value <= limit:
        raise _Flawed(Flaw.BAD_PLACE, column, f"{column} {value} is not between -{limit} and {limit}")
    return value
