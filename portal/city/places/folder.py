"""A city's folder: `city.toml`, `districts.geojson`, `streets.csv` and `places.csv`, read into one checked `City`.

`places.csv` may be missing. Services stand beside them in `services.toml`, which `portal.city.services` reads.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ConfigDict, TypeAdapter

from i18n.locales import shipped
from portal.city.city_file import CityFileError, read_toml
from portal.city.places.boundaries import read_boundary_file
from portal.city.places.facts import City, Jurisdiction
from portal.city.places.locator import Locator
from portal.city.places.name_lists import Districts, read_landmarks, read_streets, whole
from portal.city.wording import missing, official_first

CITY_FILE = "city.toml"
DISTRICTS_FILE = "districts.geojson"
STREETS_FILE = "streets.csv"
LANDMARKS_FILE = "places.csv"


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
    known = Districts(frozenset(boundary.code for boundary in districts), Locator(districts))
    streets = tuple(whole(STREETS_FILE, read_streets(folder / STREETS_FILE, known)))
    file = folder / LANDMARKS_FILE
    landmarks = tuple(whole(LANDMARKS_FILE, read_landmarks(file, known))) if file.exists() else None
    return City(jurisdiction, districts, streets, landmarks)


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
