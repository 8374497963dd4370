"""Small made-up cities for tests: squares on a grid, in degrees."""

from typing import Any

from portal.city.places.boundaries import read_boundaries
from portal.city.places.facts import Boundary, City, Jurisdiction, Street


def square(west: float, south: float, side: float = 0.01) -> list[list[list[float]]]:
    """One closed ring."""
    east, north = west + side, south + side
    return [[[west, south], [east, south], [east, north], [west, north], [west, south]]]


def feature(name: object, coordinates: Any, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    """One GeoJSON feature."""
    return {
        "type": "Feature",
        "properties": {"name": name, **properties},
        "geometry": {"type": kind, "coordinates": coordinates},
    }


def collection(*features: Any, **members: Any) -> dict[str, Any]:
    """A FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features), **members}


def two_squares() -> tuple[Boundary, ...]:
    """West and East, side by side, sharing the meridian 0.01."""
    return read_boundaries(collection(feature("West", square(0, 0)), feature("East", square(0.01, 0))), language="en")


JURISDICTION = Jurisdiction(
    names={"ca": "Provaterra", "es": "Provatierra"},
    prefix="PRO",
    official_languages=("ca", "es"),
    help_phone="010",
    help_hours={"ca": "cada dia", "es": "todos los días"},
)
STREETS = (
    Street("Carrer del Molí", "ca", "west", 0.005, 0.005),
    Street("Carrer del Molí Nou", "ca", "west", 0.006, 0.005),
    Street("Plaça del Molí", "ca", None, 0.005, 0.015),
    Street("Calle de Álvarez Nuñe", "es", "east", 0.004, 0.015),
    Street("Avinguda de l'Onze de Març", "ca", "east", 0.003, 0.015),
)


def small_city() -> City:
    """Two districts and five streets."""
    return City(JURISDICTION, two_squares(), STREETS)
