"""A city's folder, its districts and its streets are taken in, and what is wrong with a file is said of that file."""

import gzip
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from portal.city.city_file import CityFileError
from portal.city.places import queries
from portal.city.services.queries import services
from portal.doors.imports.places import import_city, import_districts, import_landmarks, import_streets
from portal.doors.imports.rejects import rejects_beside
from portal.doors.imports.rules import NoDistricts
from portal.ground.database import Database
from portal.ground.errors import ConfigurationError
from tests.cast import MARJAL, WEEK
from tests.portal.city.issues.invented import public_version


def boundaries(*names: str, property_name: str = "name") -> dict[str, Any]:
    """Squares in a row."""
    squares = [[[[east, 0], [east + 1, 0], [east + 1, 1], [east, 1], [east, 0]]] for east in range(len(names))]
    features = [
        {"type": "Feature", "properties": {property_name: name}, "geometry": {"type": "Polygon", "coordinates": square}}
        for name, square in zip(names, squares, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def taken(database: Database, file: Path, **options: str) -> tuple[str, ...]:
    """Take in districts and name those in use."""
    with database.writing() as session:
        chosen = {"name_property": None, "code_property": None, "language": ""} | options
        import_districts(session, file, **chosen)  # type: ignore[arg-type]
    with database.reading() as session:
        return tuple(district.name for district in queries.districts(session))


def test_districts_are_taken_in_packed_or_not_by_any_name(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "areas.geojson"
    file.write_text(json.dumps(boundaries("Harbour", "Mill")), encoding="utf-8")
    assert taken(database, file) == ("Harbour", "Mill")
    packed = tmp_path / "areas.geojson.gz"
    packed.write_bytes(gzip.compress(json.dumps(boundaries("Harbour", "Hill", property_name="zona")).encode()))
    with pytest.raises(CityFileError, match="choose one of: zona"):
        taken(database, packed)
    assert taken(database, packed, name_property="zona") == ("Harbour", "Hill")  # "Mill" is retired


def test_taking_in_places_moves_the_public_version(database: Database, tmp_path: Path) -> None:
    file = tmp_path / "areas.geojson"
    file.write_text(json.dumps(boundaries("Harbour")), encoding="utf-8")
    taken(database, file)
    with database.reading() as session:
        assert public_version(session) == 1


def write_city(folder: Path, *, with_services: bool) -> Path:
    """Write a small city's folder."""
    folder.mkdir()
    (folder / "city.toml").write_text((MARJAL / "city.toml").read_text(encoding="utf-8"), encoding="utf-8")
    areas = boundaries("Port", "Molí")
    for number, feature in enumerate(areas["features"]):
        feature["properties"]["code"] = f"d{number}"
    (folder / "districts.geojson").write_text(json.dumps(areas), encoding="utf-8")
    lines = ["name,language,district,latitude,longitude", "Carrer Nou,ca,,0.5,0.5", "Carrer Vell,ca,d1,0.5,1.5"]
    (folder / "streets.csv").write_text("\n".join(lines), encoding="utf-8")
    if with_services:
        (folder / "services.toml").write_text((MARJAL / "services.toml").read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def test_a_city_is_taken_in_from_its_folder(database: Database, tmp_path: Path) -> None:
    with database.writing() as session:
        found = import_city(session, write_city(tmp_path / "full", with_services=True), week=WEEK)
    assert (found.districts, found.streets, found.services) == (2, 2, 12)
    with database.writing() as session:
        again = import_city(session, write_city(tmp_path / "bare", with_services=False), week=WEEK)
    assert again.services is None
    with database.reading() as session:
        assert len(services(session)) == 12
        assert queries.jurisdiction(session) is not None


def test_streets_are_taken_in_once_there_are_districts(database: Database, tmp_path: Path) -> None:
    folder = write_city(tmp_path / "city", with_services=False)
    with pytest.raises(NoDistricts, match="veu import districts"), database.writing() as session:
        import_streets(session, folder / "streets.csv")
    taken(database, folder / "districts.geojson", code_property="code")
    with database.writing() as session:
        assert import_streets(session, folder / "streets.csv").changed.added == 2
    with database.writing() as session:
        again = import_streets(session, folder / "streets.csv").changed
    assert (again.added, again.kept, again.removed) == (0, 2, 0)


PLACES = """name,language,kind,district,latitude,longitude
Mercat del Port,ca,market,,0.5,0.5
 ,ca,school,,0.5,0.5
Escola Llunyana,ca,school,,5,5
Escola de Dalt,ca,college,,0.5,0.5
Escola de Baix,ca,school,d9,0.5,0.5
Escola del Mig,ca,school,,north,0.5
Institut 3,ca_ES,school,,0.5,0.5
Institut 4,ca,school,d1,0.5,1.5
"""


def test_what_cannot_be_taken_in_is_listed_with_its_line_and_reason(database: Database, tmp_path: Path) -> None:
    folder = write_city(tmp_path / "city", with_services=False)
    taken(database, folder / "districts.geojson", code_property="code")
    file = tmp_path / "places.csv"
    file.write_text(PLACES, encoding="utf-8")
    with database.writing() as session:
        found = import_landmarks(session, file)
    assert (found.changed.added, found.changed.kept, found.changed.removed) == (2, 0, 0)
    assert [(each.line, each.reason, each.column) for each in found.rejects] == [
        (3, "no-name", "name"),
        (4, "outside-all-districts", "latitude"),
        (5, "bad-kind", "kind"),
        (6, "unknown-district", "district"),
        (7, "bad-place", "latitude"),
        (8, "bad-language", "language"),
    ]


def test_a_list_of_which_nothing_can_be_used_empties_no_list(database: Database, tmp_path: Path) -> None:
    folder = write_city(tmp_path / "city", with_services=False)
    taken(database, folder / "districts.geojson", code_property="code")
    file = tmp_path / "streets.csv"
    file.write_text("name,language,district,latitude,longitude\nCarrer Llunyà,ca,,5,5\n", encoding="utf-8")
    with pytest.raises(CityFileError, match='line 2: "Carrer Llunyà" lies outside'), database.writing() as session:
        import_streets(session, file)


def test_rejects_lie_beside_the_file_or_where_they_may(tmp_path: Path) -> None:
    file, elsewhere = tmp_path / "data" / "old.csv.gz", tmp_path / "var" / "imports"
    file.parent.mkdir()
    assert rejects_beside(file, chosen=None, otherwise=elsewhere).path == file.parent / "old.csv.gz.rejects.csv"
    file.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    assert rejects_beside(file, chosen=None, otherwise=elsewhere).path == elsewhere / "old.csv.gz.rejects.csv"
    chosen = tmp_path / "mine.csv"
    assert rejects_beside(file, chosen=chosen, otherwise=elsewhere).path == chosen
    with pytest.raises(ConfigurationError, match="--rejects"):
        rejects_beside(file, chosen=tmp_path / "nowhere" / "mine.csv", otherwise=elsewhere)


def test_a_list_without_a_row_empties_nothing(city: Database, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    for take_in, head in (
        (import_streets, "name,language,district,latitude,longitude"),
        (import_landmarks, "name,language,kind,district,latitude,longitude"),
    ):
        file.write_text(f"{head}\n", encoding="utf-8")
        with pytest.raises(CityFileError, match="no row can be used: there is none"), city.writing() as session:
            take_in(session, file)


def test_a_point_outside_of_the_city_is_refused_whatever_district_is_named(city: Database, tmp_path: Path) -> None:
    file = tmp_path / "streets.csv"
    file.write_text("name,language,district,latitude,longitude\nCarrer,ca,centre,80.0,170.0\n", encoding="utf-8")
    with pytest.raises(CityFileError, match="lies outside of every district"), city.writing() as session:
        import_streets(session, file)
