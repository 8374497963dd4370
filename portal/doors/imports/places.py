"""Take in what a city's folder says, its districts or its streets; each of them changes public pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session

from portal.city.places import queries
from portal.city.places import service as places
from portal.city.places.boundaries import read_boundary_file
from portal.city.places.facts import Street
from portal.city.places.folder import load_city_folder, read_streets
from portal.city.places.service import Imported, ImportedStreets
from portal.city.services.service import replace_services
from portal.city.services.service_file import FILE, load_services
from portal.doors.imports.rules import NoDistricts


@dataclass(frozen=True, slots=True)
class ImportedCity:
    """What a folder held."""

    name: str
    districts: int
    streets: int
    services: int | None  # None: the folder has no services.toml, so they stay as they are


def import_city(session: Session, folder: Path, *, week: int) -> ImportedCity:
    """Take in a city's folder; `week` is the present one. Raises CityFileError."""
    city = load_city_folder(folder)
    has_services = (folder / FILE).exists()
    services = load_services(folder, official=city.jurisdiction.official_languages) if has_services else ()
    places.replace_city(session, city=city)
    if has_services:
        replace_services(session, services=services, week=week)
    name = city.jurisdiction.name_in(city.jurisdiction.official_languages[0]).text
    return ImportedCity(name, len(city.districts), len(city.streets), len(services) if has_services else None)


def import_districts(
    session: Session, file: Path, *, name_property: str | None, code_property: str | None, language: str
) -> Imported:
    """Take in districts from GeoJSON. Raises CityFileError."""
    found = read_boundary_file(file, name_property=name_property, code_property=code_property, language=language)
    return places.import_districts(session, boundaries=found)


def import_streets(session: Session, file: Path) -> ImportedStreets:
    """Take in the list of streets from CSV. Raises CityFileError, NoDistricts."""
    boundaries = queries.boundaries(session)
    if not boundaries:
        raise NoDistricts("There are no districts yet. Run: veu import districts FILE")
    codes = frozenset(boundary.code for boundary in boundaries)
    streets: Iterable[Street] = tuple(read_streets(file, codes=codes, locator=queries.locator(session)))
    return places.import_streets(session, streets=streets)
