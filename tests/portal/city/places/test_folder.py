"""A city's folder: read whole, or refused with the file and the place in it."""

import json
from datetime import date
from pathlib import Path

import pytest

from portal.city.city_file import CityFileError
from portal.city.places.folder import load_city_folder
from tests.portal.city.places.shapes import collection, feature, square

CITY = """
[jurisdiction]
prefix = "PRO"
official_languages = ["es", "ca"]
help_phone = "010"
holidays = [2026-10-09]
help_hours = { ca = "cada dia", es = "todos los días", fr = "tous les jours" }
names = { ca = "Provaterra", en = "Testland", es = "Provatierra" }
"""
STREETS = """name,language,district,latitude,longitude
Carrer de l'Oest,ca,west,0.005,0.005
"Calle del Este, norte",es,,0.005,0.015
"""
PLACES = """name,language,kind,district,latitude,longitude
Mercat de l'Oest,ca,market,,0.005,0.005
Instituto 3,es,school,east,0.005,0.015
"""
DISTRICTS = collection(
    feature("Oest", square(0, 0), code="west", language="ca", population=10),
    feature("Este", square(0.01, 0), code="east", language="es"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "city.toml").write_text(CITY, encoding="utf-8")
    (tmp_path / "streets.csv").write_text("\ufeff" + STREETS, encoding="utf-8")
    (tmp_path / "districts.geojson").write_text(json.dumps(DISTRICTS), encoding="utf-8")
    return tmp_path


def test_a_folder_becomes_a_city(folder: Path) -> None:
    city = load_city_folder(folder)
    assert city.jurisdiction.prefix == "PRO"
    assert city.jurisdiction.holidays == (date(2026, 10, 9),)
    assert (city.jurisdiction.publication_delay_hours, city.jurisdiction.emergency_number) == (4, "112")
    assert [(d.code, d.language, d.population) for d in city.districts] == [("west", "ca", 10), ("east", "es", None)]
    assert [(s.name, s.district_code) for s in city.streets] == [
        ("Carrer de l'Oest", "west"),
        ("Calle del Este, norte", "east"),
    ]


def test_places_that_people_know_are_read_where_the_folder_has_them(folder: Path) -> None:
    assert load_city_folder(folder).landmarks is None
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    found = load_city_folder(folder).landmarks
    assert found is not None
    assert [(each.name, each.kind, each.district_code) for each in found] == [
        ("Mercat de l'Oest", "market", "west"),
        ("Instituto 3", "school", "east"),
    ]


def test_the_citys_own_languages_come_first_in_their_order(folder: Path) -> None:
    jurisdiction = load_city_folder(folder).jurisdiction
    assert list(jurisdiction.names) == ["es", "ca", "en"]
    assert jurisdiction.name_in("ar") == ("Provatierra", "es")


BROKEN = {
    "no TOML": ("city.toml", CITY + "x", "city.toml: this is not TOML"),
    "no prefix": ("city.toml", CITY.replace('prefix = "PRO"', ""), "city.toml: jurisdiction.prefix: Field required"),
    "small prefix": ("city.toml", CITY.replace("PRO", "pro"), "jurisdiction.prefix: String should match"),
    "unknown key": ("city.toml", CITY + "colour = 1", "jurisdiction.colour: Unexpected keyword argument"),
    "a language nobody knows": ("city.toml", CITY.replace("en =", "xx ="), '"xx" is not a language of the portal'),
    "an official one nobody knows": ("city.toml", CITY.replace('"es", "ca"', '"eu"'), '"eu" is not a language'),
    "half official": ("city.toml", CITY.replace('ca = "cada dia",', ""), 'help_hours: the official language "ca"'),
    "too generous": ("city.toml", CITY + "yearly_epsilon = 50", "jurisdiction.yearly_epsilon: Input should be less"),
    "no column": ("streets.csv", STREETS.replace("latitude", "lat"), "streets.csv: line 1: the column latitude"),
    "no number": ("streets.csv", STREETS.replace("0.015", "here"), 'line 3: longitude "here" is no number'),
    "off the globe": ("streets.csv", STREETS.replace("0.015", "215"), "line 3: longitude 215.0 is not between"),
    "no name": ("streets.csv", STREETS.replace("Carrer de l'Oest", " "), "line 2: it has no name"),
    "no district": ("streets.csv", STREETS.replace("0.015", "0.5"), "lies outside of every district"),
    "other district": ("streets.csv", STREETS.replace("west", "sud"), 'line 2: there is no district "sud"'),
    "a long name": ("streets.csv", STREETS.replace("l'Oest", "x" * 200), "line 2: it cannot be used: its name"),
    "an endless number": ("city.toml", CITY + f"publication_delay_hours = {'9' * 6000}", "this is not TOML"),
    "short line": ("streets.csv", STREETS + "Carrer Curt,ca", 'line 4: latitude "None" is no number'),
    "no such kind": ("places.csv", PLACES.replace("market", "bazaar"), 'line 2: there is no kind "bazaar"; write one'),
    "no kind": ("places.csv", PLACES.replace("kind,", ""), "places.csv: line 1: the column kind is missing"),
    "no districts": ("districts.geojson", "{}", "districts.geojson: the document is no"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_named_with_its_file_and_place(folder: Path, case: str) -> None:
    file, text, reason = BROKEN[case]
    (folder / file).write_text(text, encoding="utf-8")
    with pytest.raises(CityFileError) as refusal:
        load_city_folder(folder)
    assert str(refusal.value).startswith(f"{file}: ")
    assert reason in str(refusal.value)
    assert len(str(refusal.value)) < 1000


def test_the_words_of_a_city_are_tidied_like_a_form(folder: Path) -> None:
    (folder / "city.toml").write_text(CITY.replace("Testland", "Test\\u0000\\u202e  land"), encoding="utf-8")
    (folder / "streets.csv").write_text(STREETS.replace("Este,", "Es\0te\u202e,"), encoding="utf-8")
    city = load_city_folder(folder)
    assert city.jurisdiction.names["en"] == "Test land"
    assert city.streets[1].name == "Calle del Este, norte"


@pytest.mark.parametrize("file", ["city.toml", "streets.csv", "districts.geojson"])
def test_a_missing_file_or_wrong_encoding_is_named(folder: Path, file: str) -> None:
    (folder / file).write_bytes("nom = «é»".encode("latin-1"))
    with pytest.raises(CityFileError, match=file):
        load_city_folder(folder)
    (folder / file).unlink()
    with pytest.raises(CityFileError, match=file):
        load_city_folder(folder)
