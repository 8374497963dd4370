"""District boundaries read from GeoJSON. Source: RFC 7946."""

import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon, shape

from portal.city.city_file import CityFileError, read_bounded
from portal.city.places.facts import Boundary
from portal.city.places.rules import calm, code_for
from portal.city.places.said import Unusable, language_said, name_said

# Where files put the name of an area, best first; compared without capitals.
NAME_PROPERTIES = (
    "name", "nombre", "nom", "district", "distrito", "districte", "neighborhood", "neighbourhood", "barrio", "barri",
    "neighborho", "nom_dis", "nom_barri", "label", "title",
)  # fmt: skip
# WGS 84, and what Europe and North America survey in, which differs from it by less than two metres.
DEGREES = ("CRS84", "4326", "4258", "4269")
_NO_RING = "its coordinates are no rings of [longitude, latitude]"
_NO_RINGS = (ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError)
MOST_VALUES = 2_000_000
"""Numbers, lists and texts in a file. Read, each takes up to a hundred bytes; the largest tried has 70,000."""
MOST_DISTRICTS = 2_000
MOST_PEOPLE = 100_000_000
_LONGEST_NUMBER = 30  # digits; Python refuses to read some thousands of them
_CROSSED = 0.01  # the part of an area that may hang on crossed edges
_SHOWN = 60  # of a name, in a sentence

Feature = Mapping[str, Any]


def read_boundary_file(
    path: Path, *, name_property: str | None = None, code_property: str | None = None, language: str = ""
) -> tuple[Boundary, ...]:
    """Read boundaries from a .geojson file, gzipped or not; raises CityFileError."""
    return read_boundaries(
        read_bounded(path), file=path.name, name_property=name_property, code_property=code_property, language=language
    )


def read_boundaries(
    document: str | bytes | Mapping[str, Any],
    *,
    file: str = "GeoJSON",
    name_property: str | None = None,
    code_property: str | None = None,
    language: str = "",
) -> tuple[Boundary, ...]:
    """Read the areas of a FeatureCollection in its order.

    Without `name_property` the usual ones are tried; without `code_property` codes are made from the names.
    A feature's own "language" and "population" win over `language`. Raises CityFileError with the feature's number.
    """
    features = _features(document, file)
    chosen = _name_property(features, name_property, file)
    found: list[Boundary] = []
    for number, feature in enumerate(features, start=1):
        said = str(feature["properties"][chosen])
        try:
            name = calm(name_said(said))
            code = _code(feature, code_property, name, [boundary.code for boundary in found])
            spoken = language_said(feature["properties"].get("language") or language)
            found.append(Boundary(code, name, spoken, _area(feature.get("geometry")), _population(feature)))
        except Unusable as error:
            raise CityFileError(file, f'feature {number} ("{calm(said[:_SHOWN])}"): {error}') from error
    return tuple(found)


def _parsed(document: str | bytes, file: str) -> Any:
    if _parts(document) > MOST_VALUES:
        raise CityFileError(file, f"it holds more than {MOST_VALUES:,} values; simplify the boundaries")
    try:
        return json.loads(document, parse_int=_whole)
    except ValueError as error:
        raise CityFileError(file, f"this is not JSON: {error}") from error
    except RecursionError as error:
        raise CityFileError(file, "this is no GeoJSON: its lists lie too deep in one another") from error


def _features(document: str | bytes | Mapping[str, Any], file: str) -> Sequence[Feature]:
    found = document if isinstance(document, Mapping) else _parsed(document, file)
    if isinstance(found, Mapping) and found.get("type") == "Feature":
        found = {"type": "FeatureCollection", "crs": found.get("crs"), "features": [found]}
    if not isinstance(found, Mapping) or found.get("type") != "FeatureCollection":
        raise CityFileError(file, 'the document is no "FeatureCollection"')
    crs = str(found.get("crs") or "CRS84")
    if not any(known in crs for known in DEGREES):
        raise CityFileError(file, f"coordinates must be longitude and latitude (WGS 84), not {crs}")
    features = found.get("features")
    if not isinstance(features, list) or not features:
        raise CityFileError(file, "there is no feature in it")
    if len(features) > MOST_DISTRICTS:
        raise CityFileError(file, f"it holds more than {MOST_DISTRICTS:,} features")
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, Mapping) or not isinstance(feature.get("properties"), Mapping):
            raise CityFileError(file, f"feature {number} is no GeoJSON feature with properties")
    return features


def _whole(digits: str) -> int | float:
    """Read a whole number; one without an end is no coordinate and no population, which its feature is told for."""
    return int(digits) if len(digits) <= _LONGEST_NUMBER else math.inf


def _parts(document: str | bytes) -> int:
    """Count what parts values, wherever it stands: there are no more values in it, and they were not read yet."""
    text = document if isinstance(document, bytes) else document.encode()
    return sum(map(text.count, (b",", b"[", b"{", b":")))


def _name_property(features: Sequence[Feature], wanted: str | None, file: str) -> str:
    keys = [key for key in features[0]["properties"] if isinstance(key, str)]
    usual = [key for known in NAME_PROPERTIES for key in keys if key.lower() == known]
    for key in [wanted] if wanted else usual:
        unnamed = [number for number, feature in enumerate(features, start=1) if not _is_name(feature, key)]
        if not unnamed:
            return key
        if wanted:
            raise CityFileError(file, f'feature {unnamed[0]} has no text in the property "{wanted}"')
    raise CityFileError(file, f"no property holds a name for every feature; choose one of: {', '.join(keys) or 'none'}")


def _is_name(feature: Feature, key: str) -> bool:
    value = feature["properties"].get(key)
    is_number = isinstance(value, int) and not isinstance(value, bool)  # "District 7" is written as 7 in some files
    return is_number or (isinstance(value, str) and bool(value.strip()))


def _code(feature: Feature, key: str | None, name: str, taken: Sequence[str]) -> str:
    number = len(taken) + 1
    if key is None:
        return code_for(name, taken, otherwise=f"d{number}")
    value = feature["properties"].get(key)
    if value in (None, ""):
        raise Unusable(f'it has no code in the property "{key}"')
    code = code_for(str(value), (), otherwise=f"d{number}")
    if code in taken:
        raise Unusable(f'it repeats the code "{code}"')
    return code


def _population(feature: Feature) -> int | None:
    value = feature["properties"].get("population")
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= MOST_PEOPLE):
        return value
    raise Unusable(f"its population must be a whole number up to {MOST_PEOPLE:,}, not {str(value)[:_SHOWN]}")


def _area(geometry: Any) -> Polygon | MultiPolygon:
    kind = geometry.get("type") if isinstance(geometry, Mapping) else None
    if kind not in {"Polygon", "MultiPolygon"}:
        raise Unusable(f"a district needs a Polygon or a MultiPolygon, not {kind}")
    try:
        with np.errstate(invalid="ignore"):  # what is no number is refused below, not warned of
            drawn = shapely.force_2d(shape(geometry))
        if not np.isfinite(shapely.get_coordinates(drawn)).all():
            raise Unusable(_NO_RING)
        # Files from surveying offices cross their own edges here and there; the repair changes next to nothing.
        repaired = drawn if drawn.is_valid else shapely.make_valid(drawn)
    except (*_NO_RINGS, shapely.errors.ShapelyError) as error:
        raise Unusable(_NO_RING) from error
    if drawn.is_empty:
        raise Unusable("it has no area")
    west, south, east, north = repaired.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise Unusable("its coordinates must be longitude then latitude, in degrees")
    whole = shapely.union_all([part for part in shapely.get_parts(repaired) if part.area])
    if not isinstance(whole, (Polygon, MultiPolygon)) or whole.is_empty:
        raise Unusable("it has no area")
    if abs(drawn.area - whole.area) > _CROSSED * whole.area:
        raise Unusable("its edges cross one another, so that nobody can say what lies inside")
    return whole
