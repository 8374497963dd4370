"""Take in what a city's folder says, its districts, streets or landmarks; each of them changes public pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from sqlmodel import Session

from portal.city.city_file import CityFileError
from portal.city.places import queries
from portal.city.places import service as places
from portal.city.places.boundaries import read_boundary_file
from portal.city.places.facts import Landmark, Street
from portal.city.places.folder import load_city_folder
from portal.city.places.name_lists import Districts, Refused, read_landmarks, read_streets
from portal.city.places.service import Imported, ImportedSpots
from portal.city.services.service import replace_services
from portal.city.services.service_file import FILE, load_services
from portal.city.services.units import units
from portal.doors.imports.rejects import Reject
from portal.doors.imports.rules import NoDistricts

S = TypeVar("S", Street, Landmark)


@dataclass(frozen=True, slots=True)
class ImportedCity:
    """What a folder held."""

    name: str
    districts: int
    streets: int
    landmarks: int | None  # None: the folder has no places.csv, so they stay as they are
    services: int | None  # None: the folder has no services.toml, so they stay as they are
    desk: tuple[str, ...] = ()  # wordings of the desk that stay, although the folder has others


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What a list has changed, and the rows of it that were not taken in."""

    changed: ImportedSpots
    rejects: tuple[Reject, ...]


def import_city(session: Session, folder: Path, *, week: int) -> ImportedCity:
    """Take in a city's folder; `week` is the present one. Raises CityFileError."""
    city = load_city_folder(folder)
    has_services = (folder / FILE).exists()
    services = load_services(folder, official=city.jurisdiction.official_languages) if has_services else ()
    places.replace_city(session, city=city)
    if has_services:
        replace_services(session, services=services, week=week)
    name = city.jurisdiction.name_in(city.jurisdiction.official_languages[0]).text
    return ImportedCity(
        name,
        len(city.districts),
        len(city.streets),
        landmarks=None if city.landmarks is None else len(city.landmarks),
        services=len(services) if has_services else None,
        desk=tuple(_wordings_of_the_desk(session)),
    )


def _wordings_of_the_desk(session: Session) -> Iterator[str]:
    """Name each text, with its language, that the desk wrote otherwise than the folder."""
    city = queries.unit(session)
    if city is not None:
        for unit in (city, *units(session, source=city.source)):
            yield from (f"{unit.key.kind} {unit.key.code} ({tag})" for tag in unit.rows if unit.differs(tag))


def import_districts(
    session: Session, file: Path, *, name_property: str | None, code_property: str | None, language: str
) -> Imported:
    """Take in districts from GeoJSON. Raises CityFileError."""
    found = read_boundary_file(file, name_property=name_property, code_property=code_property, language=language)
    return places.import_districts(session, boundaries=found)


def import_streets(session: Session, file: Path) -> TakenIn:
    """Take in the list of streets from CSV. Raises CityFileError, NoDistricts."""
    streets, rejects = _sorted(file, read_streets(file, _districts(session)))
    return TakenIn(places.import_streets(session, streets=streets), rejects)


def import_landmarks(session: Session, file: Path) -> TakenIn:
    """Take in the list of landmarks from CSV. Raises CityFileError, NoDistricts."""
    landmarks, rejects = _sorted(file, read_landmarks(file, _districts(session)))
    return TakenIn(places.import_landmarks(session, landmarks=landmarks), rejects)


def _districts(session: Session) -> Districts:
    boundaries = queries.boundaries(session)
    if not boundaries:
        raise NoDistricts("There are no districts yet. Run: veu import districts FILE")
    return Districts(frozenset(boundary.code for boundary in boundaries), queries.locator(session))


def _sorted(file: Path, rows: Iterator[S | Refused]) -> tuple[list[S], tuple[Reject, ...]]:
    """Part what can be used from what cannot. A file without a usable row is refused: it would empty the list."""
    usable: list[S] = []
    refused: list[Refused] = []
    for row in rows:
        if isinstance(row, Refused):
            refused.append(row)
        else:
            usable.append(row)
    if not usable:
        why = f"; line {refused[0].line}: {refused[0].sentence}" if refused else ": there is none below the header"
        raise CityFileError(file.name, f"no row can be used{why}")
    return usable, tuple(Reject(row.line, "", row.flaw, row.column) for row in refused)
