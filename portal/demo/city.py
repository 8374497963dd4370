"""Marjal, the invented city: the same seed gives the same city."""

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter

from portal.city.city_file import Line, read_toml
from portal.city.places.facts import City
from portal.city.places.folder import CITY_FILE, load_jurisdiction
from portal.city.services.rules import Service
from portal.city.services.service_file import load_services
from portal.demo.boundaries import Site, invent_boundaries
from portal.demo.streets import InventedStreet, invent_landmarks, invent_streets

FOLDER = Path(__file__).parent / "marjal"
SEED = 2024


@dataclass(frozen=True, slots=True)
class InventedCity:
    """Everything the rooms `places` and `services` need, and the streets with their numbers."""

    city: City
    services: tuple[Service, ...]
    streets: tuple[InventedStreet, ...]


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place that people know, in a district of districts.toml; its name is in Catalan."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    kind: Line
    name: Line


@dataclass(frozen=True, slots=True)
class DistrictEntry:
    """One table of districts.toml."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    code: Line
    name: Line
    east: int
    north: int
    population: int
    streets: tuple[Line, ...]
    places: tuple[PlaceEntry, ...]
    calles: tuple[Line, ...] = ()

    @property
    def named_streets(self) -> tuple[tuple[str, str], ...]:
        """The names with their language."""
        return tuple((name, "ca") for name in self.streets) + tuple((name, "es") for name in self.calles)


@dataclass(frozen=True, slots=True)
class DistrictsToml:
    """The shape of districts.toml."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    district: Annotated[tuple[DistrictEntry, ...], Field(min_length=1)]


@cache
def invent_city(seed: int = SEED) -> InventedCity:
    """Invent the city of this seed."""
    chance = random.Random(f"veu city {seed}")  # noqa: S311 - a drawing, not a secret
    jurisdiction = load_jurisdiction(FOLDER / CITY_FILE)
    entries = read_toml(FOLDER / "districts.toml", TypeAdapter(DistrictsToml)).district
    sites = [Site(entry.code, entry.name, entry.east, entry.north, entry.population) for entry in entries]
    boundaries = invent_boundaries(chance, sites)
    streets = invent_streets(chance, boundaries, {entry.code: entry.named_streets for entry in entries})
    scattered = random.Random(f"veu places {seed}")  # noqa: S311 - its own, so that the life of the city stays
    landmarks = invent_landmarks(
        scattered, boundaries, {entry.code: [(each.kind, each.name) for each in entry.places] for entry in entries}
    )
    return InventedCity(
        city=City(jurisdiction, boundaries, tuple(street.street for street in streets), landmarks),
        services=load_services(FOLDER, official=jurisdiction.official_languages),
        streets=streets,
    )
