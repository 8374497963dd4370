"""services.toml: read whole, or refused with the service and the key."""

from pathlib import Path

import pytest

from portal.city.city_file import CityFileError
from portal.city.services.rules import PublicPoint
from portal.city.services.service_file import load_services

GOOD = """
[groups]
streets = { ca = "Carrers", es = "Calles" }
[[service]]
code = "light"
group = "streets"
icon = "light"
due_days = 10
public_point = "asset"
names = { en = "Street light", es = "Alumbrado", ca = "Enllumenat" }
hints = { ca = "apagat", es = "apagado" }
[[service]]
code = "noise"
group = "streets"
icon = "noise"
due_days = 14
sensitive = true
never_on_map = true
active_from_week = 150
names = { ca = "Soroll", es = "Ruido" }
hints = { ca = "de nit", es = "de noche" }
"""


def write(folder: Path, text: str) -> Path:
    (folder / "services.toml").write_text(text, encoding="utf-8")
    return folder


def test_services_keep_the_order_of_the_file(tmp_path: Path) -> None:
    light, noise = load_services(write(tmp_path, GOOD), official=("ca", "es"))
    assert (light.code, light.sort_order, light.public_point, light.due_days) == ("light", 0, PublicPoint.ASSET, 10)
    assert (noise.code, noise.sort_order, noise.sensitive, noise.never_on_map) == ("noise", 1, True, True)
    assert list(light.names) == ["ca", "es", "en"]
    assert noise.group_names == {"ca": "Carrers", "es": "Calles"}


def test_a_service_starts_and_ends_with_a_week(tmp_path: Path) -> None:
    light, noise = load_services(write(tmp_path, GOOD), official=("ca", "es"))
    assert light.is_active(0)
    assert [noise.is_active(week) for week in (149, 150)] == [False, True]


def test_a_name_falls_back_to_the_citys_first_language_and_says_so(tmp_path: Path) -> None:
    light, _ = load_services(write(tmp_path, GOOD), official=("es", "ca"))
    assert light.name_in("en") == ("Street light", "en")
    assert light.name_in("ar") == ("Alumbrado", "es")
    assert light.hint_in("zh") == ("apagado", "es")


BROKEN = {
    "nothing": ("", "there is no [[service]]"),
    "another table": (GOOD + "[extra]", "extra: there are only"),
    "no code": (GOOD.replace('code = "noise"', ""), "service number 2: code"),
    "a code in capitals": (GOOD.replace('"noise"', '"Noise"', 1), 'service "Noise": code: String should match'),
    "twice": (GOOD.replace('code = "noise"', 'code = "light"'), 'the code "light" is used 2 times'),
    "another group": (GOOD.replace('group = "streets"', 'group = "sky"', 1), 'service "light": its group must be one'),
    "a list for a group": (
        GOOD.replace('group = "streets"', "group = []", 1),
        'service "light": its group must be one',
    ),
    "a bare group": (GOOD.replace('{ ca = "Carrers", es = "Calles" }', "{}"), "groups.streets"),
    "half named": (GOOD.replace(', ca = "Enllumenat"', ""), 'service "light": names: the official language "ca"'),
    "half a group": (GOOD.replace(', es = "Calles"', ""), 'service "light": group: the official language "es"'),
    "an empty hint": (GOOD.replace('"de nit"', '" "'), 'service "noise": hints.ca: String should have at least'),
    "a foreign tag": (GOOD.replace("en =", "tlh ="), '"tlh" is not a language of the portal'),
    "another icon": (GOOD.replace('icon = "noise"', 'icon = "ear"'), 'service "noise": icon must be one of animal'),
    "no time": (GOOD.replace("due_days = 14", "due_days = 0"), 'service "noise": due_days: Input should be greater'),
    "another point": (GOOD.replace('"asset"', '"door"'), 'service "light": public_point'),
    "a slip": (GOOD.replace("sensitive", "sensible"), 'service "noise": sensible: Unexpected keyword argument'),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_is_named(tmp_path: Path, case: str) -> None:
    text, reason = BROKEN[case]
    with pytest.raises(CityFileError) as refusal:
        load_services(write(tmp_path, text), official=("ca", "es"))
    assert str(refusal.value).startswith("services.toml: ")
    assert reason in str(refusal.value)
