"""Boundaries from GeoJSON: what is taken, what is refused with a reason, and the real files."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import MultiPolygon, Polygon

from portal.city.city_file import CityFileError
from portal.city.places.boundaries import read_boundaries, read_boundary_file
from portal.city.places.locator import Locator
from portal.city.places.outlines import draw
from tests.portal.city.places.shapes import collection, feature, square

REAL = {
    "boston.geojson.gz": (26, "roslindale"),
    "los-angeles.geojson.gz": (114, "adams-normandie"),
    "madrid-districts.geojson.gz": (21, "centro"),
    "valencia_barrios.geojson.gz": (88, "l-amistat"),
    "valencia_distritos.geojson.gz": (22, "el-pla-del-real"),
}


def test_polygons_and_multipolygons_become_districts_in_the_order_of_the_file() -> None:
    island = [square(1, 1), square(3, 3)]
    found = read_boundaries(collection(feature("Zona", square(0, 0)), feature("Illes", island, "MultiPolygon")))
    assert [(b.code, b.name, type(b.area)) for b in found] == [
        ("zona", "Zona", Polygon),
        ("illes", "Illes", MultiPolygon),
    ]


@pytest.mark.parametrize("key", ["name", "NAME", "Name", "nombre", "distrito", "Neighborhood", "NOM_DIS"])
def test_the_usual_names_of_the_name_are_known(key: str) -> None:
    named = {"type": "Feature", "properties": {"gid": 4, key: "Centre"}, "geometry": None}
    named["geometry"] = {"type": "Polygon", "coordinates": square(0, 0)}
    assert read_boundaries(collection(named))[0].name == "Centre"


def test_a_chosen_property_wins_over_the_usual_ones() -> None:
    found = read_boundaries(collection(feature("5", square(0, 0), quartier="Le Port")), name_property="quartier")
    assert found[0].name == "Le Port"


def test_two_districts_of_one_name_get_two_codes() -> None:
    found = read_boundaries(collection(*(feature("Sud", square(place, 0)) for place in range(3))))
    assert [b.code for b in found] == ["sud", "sud-2", "sud-3"]


def test_a_name_without_latin_letters_gets_a_numbered_code() -> None:
    assert read_boundaries(collection(feature("城关区", square(0, 0))))[0].code == "d1"


def test_names_in_capitals_are_calmed() -> None:
    found = read_boundaries(collection(feature("EL PLA DEL REAL", square(0, 0)), feature("L'AMISTAT", square(1, 0))))
    assert [b.name for b in found] == ["El Pla del Real", "L'Amistat"]


def test_population_and_language_come_from_the_feature() -> None:
    found = read_boundaries(collection(feature("Port", square(0, 0), population=12, language="ca")), language="es")
    assert (found[0].population, found[0].language) == (12, "ca")


def test_a_ring_that_crosses_itself_is_repaired_and_keeps_its_area() -> None:
    crossed = [[[0, 0], [2, 0], [2, 2], [1.01, 2], [0.99, 2.01], [0.99, 2], [1.01, 2.01], [0, 2], [0, 0]]]
    area = read_boundaries(collection(feature("Llaç", crossed)))[0].area
    assert area.is_valid
    assert area.area == pytest.approx(4, rel=0.01)


def test_the_name_of_a_district_is_tidied_like_a_form() -> None:
    (found,) = read_boundaries(collection(feature("Po\0rt\u202e  Vell\u2067", square(0, 0))))
    assert found.name == "Port Vell"


POINT = {"type": "Feature", "properties": {"name": "P"}, "geometry": {"type": "Point", "coordinates": [0, 0]}}
REFUSED: dict[str, tuple[Any, str]] = {
    "no JSON": ("{", "not JSON"),
    "another type": ({"type": "Topology"}, "FeatureCollection"),
    "no feature": (collection(), "no feature"),
    "a feature without properties": (collection({"type": "Feature", "geometry": None}), "feature 1"),
    "no name": (collection(feature("", square(0, 0), gid="x")), "choose one of: name, gid"),
    "a point": (collection(feature("A", square(0, 0)), POINT), 'feature 2 ("P"): a district needs a Polygon'),
    "too few corners": (collection(feature("A", [[[0, 0], [1, 1]]])), 'feature 1 ("A"): its coordinates'),
    "words for numbers": (collection(feature("A", [[["x", 0], [1, 1], [2, 0], ["x", 0]]])), "its coordinates"),
    "no area": (collection(feature("A", [[[0, 0], [1, 1], [2, 2], [0, 0]]])), "no area"),
    "metres": (collection(feature("A", square(725_000, 4_372_000, 900))), "longitude then latitude"),
    "another crs": (collection(feature("A", square(0, 0)), crs={"name": "EPSG:25830"}), "WGS 84"),
    "lists in lists": ("[" * 100_000, "too deep"),
    "not a number": (collection(feature("A", [[[0, 0], [float("nan"), 0], [1, 1], [0, 0]]])), "its coordinates"),
    "no geometry": (collection({"type": "Feature", "properties": {"name": "A"}, "geometry": None}), "not None"),
    "a bow tie": (collection(feature("A", [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]])), 'feature 1 ("A"): its edges'),
    "no ring at all": (collection(feature("A", [])), "no area"),
    "half a character": (collection(feature("a\ud800b", square(0, 0))), 'feature 1 ("ab"): half a character'),
    "a name without an end": (collection(feature("x" * 201, square(0, 0))), "longer than 200 characters"),
    "a name nobody sees": (collection(feature("\u202e\0\u200b", square(0, 0))), "nothing can be seen"),
    "a language with a space": (collection(feature("A", square(0, 0), language='"><b')), "must be a tag"),
    "another half": (collection(feature("", square(0, 0), **{"a\ud800b": 1})), "choose one of: name, ab"),
    "more people than there are": (collection(feature("A", square(0, 0), population=10**12)), "up to 100,000,000"),
    "digits without an end": (
        json.dumps(collection(feature("A", square(0, 0)))).replace("[0,", f"[{'9' * 6000},", 1),
        "its coordinates",
    ),
    "people by half": (collection(feature("A", square(0, 0), population=1.5)), "whole number"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_district_is_refused_with_its_place_and_reason(case: str) -> None:
    document, reason = REFUSED[case]
    with pytest.raises(CityFileError) as refusal:
        read_boundaries(document, file="areas.geojson")
    assert str(refusal.value).startswith("areas.geojson: ")
    assert reason in str(refusal.value)


@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4258"])
def test_degrees_are_taken_whatever_they_are_called(crs: str) -> None:
    named = {"type": "name", "properties": {"name": crs}}
    assert len(read_boundaries(collection(feature("A", square(0, 0)), crs=named))) == 1


def test_one_feature_is_a_city_of_one_district_and_a_number_is_a_name() -> None:
    (found,) = read_boundaries(feature("x", square(0, 0)) | {"properties": {"district": 7}})
    assert (found.name, found.code) == ("7", "7")


def test_winding_and_height_do_not_matter() -> None:
    backwards = [[[east, north, 12.5] for east, north in reversed(ring)] for ring in square(0, 0)]
    (found,) = read_boundaries(collection(feature("A", backwards)))
    assert found.area.equals(read_boundaries(collection(feature("A", square(0, 0))))[0].area)


def test_a_damaged_gzip_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress(json.dumps(collection(feature("A", square(0, 0)))).encode())
    for place in range(10, len(whole)):
        damaged = whole[:place] + bytes([whole[place] ^ 255]) + whole[place + 1 :]
        (tmp_path / "a.geojson.gz").write_bytes(damaged)
        with pytest.raises(CityFileError):
            read_boundary_file(tmp_path / "a.geojson.gz")


def test_a_chosen_property_that_is_missing_somewhere_is_named() -> None:
    with pytest.raises(CityFileError, match='feature 2 has no text in the property "zone"'):
        read_boundaries(
            collection(feature("A", square(0, 0), zone="I"), feature("B", square(1, 0))), name_property="zone"
        )


def test_a_chosen_code_may_not_repeat() -> None:
    twice = collection(feature("A", square(0, 0), code="1"), feature("B", square(1, 0), code="1"))
    with pytest.raises(CityFileError, match='repeats the code "1"'):
        read_boundaries(twice, code_property="code")


def test_a_gzipped_file_is_read_like_a_plain_one(tmp_path: Path) -> None:
    text = json.dumps(collection(feature("A", square(0, 0)))).encode()
    (tmp_path / "a.geojson").write_bytes(text)
    (tmp_path / "a.geojson.gz").write_bytes(gzip.compress(text))
    (tmp_path / "cut.geojson.gz").write_bytes(gzip.compress(text)[:-9])
    assert read_boundary_file(tmp_path / "a.geojson") == read_boundary_file(tmp_path / "a.geojson.gz")
    with pytest.raises(CityFileError, match=r"cut\.geojson\.gz: it cannot be read"):
        read_boundary_file(tmp_path / "cut.geojson.gz")


@pytest.mark.parametrize("file", REAL)
def test_a_real_city_loads_is_located_and_drawn(file: str, shared_data: Path) -> None:
    number, first = REAL[file]
    found = read_boundary_file(shared_data / "geo" / file)
    assert len(found) == len({boundary.code for boundary in found}) == number
    assert found[0].code == first
    locator, drawing = Locator(found), draw(found)
    for boundary, outline in zip(found, drawing.outlines, strict=True):
        inside = boundary.area.representative_point()
        assert locator.district_at(inside.y, inside.x) is not None
        assert drawing.frame[0] < outline.label_x < drawing.frame[0] + drawing.frame[2]
        assert drawing.frame[1] < outline.label_y < drawing.frame[1] + drawing.frame[3]
    assert sum(len(outline.path) for outline in drawing.outlines) < 25_000
