"""A map that is wrong says which key, and the maps that come with the portal are right."""

from pathlib import Path

import pytest

from i18n.locales import SHIPPED
from portal.city.services.rules import ICONS
from portal.city.services.service_file import load_services
from portal.doors.imports.map_file import BUILT_IN, MAPS, load_map
from portal.doors.imports.rules import WrongMap
from tests.portal.doors.imports.invented import MAP, loaded

MOST_CATEGORIES = 12
WATER = '[categories]\nwater.types = ["Leak"]\nwater'
CITY = """[city]
names = { en = "Oldtown" }
prefix = "OLD"
official_languages = ["ca"]
help_phone = "311"
help_hours = { ca = "cada dia" }
"""


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_built_in_map_is_found_by_its_name(name: str) -> None:
    found = load_map(name)
    assert found.rules.source == name
    ready = {each.code for each in load_services(MAPS, official=())}
    assert set(found.rules.categories) <= ready


def test_boston_has_141_types_in_at_most_12_categories() -> None:
    categories = load_map("boston311").rules.categories
    assert len(categories) <= MOST_CATEGORIES
    assert sum(len(category.types) for category in categories.values()) == 141


def test_employees_of_boston_are_no_voices() -> None:
    assert "Employee Generated" not in load_map("boston311").rules.voice.channels


def test_what_names_people_is_read_for_the_outcome_only() -> None:
    columns = load_map("boston311").rules.columns
    named = [name for name in columns.__slots__ if getattr(columns, name) == "closure_reason"]
    assert named == ["ending"]


@pytest.mark.parametrize("service", load_services(MAPS, official=()), ids=lambda service: service.code)
def test_a_ready_service_is_there_in_every_language(service: object) -> None:
    for texts in ("names", "hints", "group_names"):
        assert set(getattr(service, texts)) == {locale.tag for locale in SHIPPED}
    assert getattr(service, "icon", "") in ICONS


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('id = "number"', "", "columns.id: Field required"),
        ('id = "number"', 'id = ""', "columns.id: "),
        ('id = "number"', "id = 5", "columns.id"),
        ('title = "subject"', 'titel = "subject"', "columns.titel: "),
        ('source = "oldtown"', 'source = "Old Town"', "source: "),
        ("Europe/Madrid", "Europe/Vilaprova", 'time_zone: "Europe/Vilaprova" is no time zone'),
        ('latitude = "lat"', "", "columns.latitude: latitude and longitude go together"),
        ('latitude = "lat"\nlongitude = "lon"', "", "columns.point: name either"),
        ('channel = "channel"', "", "columns.channel: voice.channels needs the column"),
        ('ending = "ending"', "", "columns.ending: outcomes.rules need the column"),
        ('channels = ["web", "phone"]', "", "voice: say which rows"),
        ('channels = ["web", "phone"]', 'channels = ["web"]\nall = true', "voice: say which rows"),
        ('open = ["Open"]', 'open = ["Open", "closed"]', 'statuses: "closed" stands under two'),
        ('["Open"]\nscheduled = ["Planned"]\nclosed = ["Closed"]', "[]", "statuses: columns.status needs the words"),
        ('closed = "closed"\nstatus = "state"\n', "", "columns.status: name the column status, or closed"),
        ('outcome = "fixed"', 'outcome = "solved"', "outcomes.rules.1.outcome: "),
        ('["Music"]', '["Music", "loose  TILE"]', 'categories: the type "loose tile" stands in two'),
        ('light.types = ["Dark lamp", "Broken lamp"]', "light.types = 5", "categories.light.types: "),
        ("[categories]", '[file]\nencoding = "utf-9"\n[categories]', 'file.encoding: "utf-9" is no encoding'),
        ("[categories]", '[file]\nencoding = "zlib"\n[categories]', 'file.encoding: "zlib" is no encoding'),
        ("[categories]", '[file]\nencoding = "idna"\n[categories]', 'file.encoding: "idna" is no encoding'),
        ("[categories]", '[file]\nseparator = ";;"\n[categories]', "file.separator: "),
        ("[categories]", '[dates]\nformats = ["day"]\n[categories]', 'dates.formats: "day" is no pattern'),
        ("[categories]", '[dates]\nformats = ["%d/%m"]\n[categories]', 'dates.formats: "%d/%m" has no year'),
        ("[columns]", 'other_types = "water"\n[columns]', 'other_types: there is no category "water"'),
        ("[categories]", f'{WATER}.icon = "tap"', "categories.water.icon: choose one of"),
        ("[categories]", f'{WATER}.names = {{ xx = "Water" }}', "categories.water.names: "),
        ("[categories]", f'{WATER}.names = {{ en = "Water" }}', "categories.water.hints: "),
        ("[columns]", "[columns", "this is not TOML"),
        ("[categories]", f"{CITY}[categories]", 'city.names: the official language "ca" is missing'),
    ],
)  # fmt: skip
def test_a_wrong_map_names_its_key(tmp_path: Path, before: str, after: str, said: str) -> None:
    assert before in MAP
    text = MAP.replace(before, after, 1)
    with pytest.raises(WrongMap) as error:
        loaded(tmp_path, text)
    assert said in str(error.value)
    assert str(error.value).startswith("old.toml: ")


def test_what_has_a_closing_date_is_closed_where_no_column_says_so(tmp_path: Path) -> None:
    assert loaded(tmp_path, MAP.replace('status = "state"\n', "")).rules.columns.status is None


def test_a_map_that_is_not_there_names_the_built_in_ones() -> None:
    with pytest.raises(WrongMap, match="the built-in maps are boston311 and socrata311"):
        load_map("nowhere.toml")


def test_a_changed_map_is_another_one(tmp_path: Path) -> None:
    assert loaded(tmp_path).digest != loaded(tmp_path, MAP + "# mended\n").digest
