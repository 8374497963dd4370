"""A city's folder: `city.toml`, `districts.geojson` and `streets.csv`, read into one checked `City`.

Services stand beside them in `services.toml`, which `portal.city.services` reads.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter

from i18n.locales import shipped
from portal.city.city_file import CityFileError, read_text, read_toml
from portal.city.places.boundaries import read_boundary_file
from portal.city.places.facts import City, Jurisdiction, Street
from portal.city.places.locator import Locator
from portal.city.places.said import Unusable, language_said, name_said
from portal.city.wording import missing, official_first

CITY_FILE = "city.toml"
DISTRICTS_FILE = "districts.geojson"
STREETS_FILE = "streets.csv"
MOST_STREETS = 50_000
STREET_COLUMNS = ("name", "language", "district", "latitude", "longitude")


@dataclass(frozen=True, slots=True)
class CityToml:
    """The shape of city.toml: one table."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    jurisdiction: Jurisdiction


def load_city_folder(folder: Path) -> City:
    """Read the folder of a city.

    Districts need the properties "code" and "name"; "language" and "population" are optional. Streets may leave the
    district empty: it is found from the point. Raises CityFileError with the file and the line or key.
    """
    jurisdiction = load_jurisdiction(folder / CITY_FILE)
    districts = read_boundary_file(folder / DISTRICTS_FILE, name_property="name", code_property="code")
    codes = frozenset(boundary.code for boundary in districts)
    streets = tuple(read_streets(folder / STREETS_FILE, codes=codes, locator=Locator(districts)))
    return City(jurisdiction, districts, streets)


def load_jurisdiction(path: Path) -> Jurisdiction:
    """Read city.toml; the names must exist in every official language. Raises CityFileError."""
    found = read_toml(path, TypeAdapter(CityToml)).jurisdiction
    for tag in found.official_languages:
        if shipped(tag) is None:
            raise CityFileError(path.name, f'jurisdiction.official_languages: "{tag}" is not a language of the portal')
    for field, texts in (("names", found.names), ("help_hours", found.help_hours)):
        for tag in missing(texts, found.official_languages):
            raise CityFileError(path.name, f'jurisdiction.{field}: the official language "{tag}" is missing')
    return replace(
        found,
        names=official_first(found.names, found.official_languages),
        help_hours=official_first(found.help_hours, found.official_languages),
    )


def read_streets(path: Path, *, codes: frozenset[str], locator: Locator) -> Iterator[Street]:
    """Read streets.csv line by line; a street's district is given, or found from its point. Raises CityFileError."""
    try:
        rows = csv.DictReader(StringIO(read_text(path), newline=""))
        lacking = [column for column in STREET_COLUMNS if column not in (rows.fieldnames or ())]
        if lacking:
            raise CityFileError(path.name, f"line 1: the column {', '.join(lacking)} is missing")
        for number, row in enumerate(rows, start=1):
            if number > MOST_STREETS:
                raise CityFileError(path.name, f"it holds more than {MOST_STREETS:,} streets")
            yield _street(row, codes, locator, path.name, rows.line_num)
    except csv.Error as error:  # a field of more than 128 KiB
        raise CityFileError(path.name, f"it cannot be read: {error}") from error


def _street(row: dict[str, str], codes: frozenset[str], locator: Locator, file: str, line: int) -> Street:
    if not (row["name"] or "").strip():
        raise CityFileError(file, f"line {line}: the street has no name")
    try:
        name, language = name_said(row["name"]), language_said(row["language"] or "")
    except Unusable as error:
        raise CityFileError(file, f"line {line}: the street cannot be used: {error}") from error
    latitude = _degrees(row, "latitude", 90, file, line)
    longitude = _degrees(row, "longitude", 180, file, line)
    district = (row["district"] or "").strip() or locator.district_at(latitude, longitude)
    if district is None:
        raise CityFileError(file, f'line {line}: "{name}" lies outside of every district')
    if district not in codes:
        raise CityFileError(file, f'line {line}: there is no district "{district}" in {DISTRICTS_FILE}')
    return Street(name, language, district, latitude, longitude)


def _degrees(row: dict[str, str], column: str, limit: int, file: str, line: int) -> float:
    try:
        value = float(row[column])
    except (TypeError, ValueError):
        raise CityFileError(file, f'line {line}: {column} "{row[column]}" is no number') from None
    if not -limit <= value <= limit:
        raise CityFileError(file, f"line {line}: {column} {value} is not between -{limit} and {limit}")
    return value
