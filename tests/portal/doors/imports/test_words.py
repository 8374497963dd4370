"""The words of a request: covered like a resident's, without a door, and no longer than they may be."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.doors.imports.words import Cleaner, in_calm, shortened, without_door

CLEAN = Cleaner(("US",))


@pytest.mark.parametrize(
    ("place", "street"),
    [
        ("12 Harbour St", "Harbour St"),
        ("1010-1012 Harbour Ave", "Harbour Ave"),
        ("12A Harbour St", "Harbour St"),
        ("7 1/2 Harbour St", "Harbour St"),
        ("Carrer del Molí, 12", "Carrer del Molí"),
        ("Carrer del Molí 12 bis, porta 3", "Carrer del Molí"),
        ("Calle Mayor, nº 4", "Calle Mayor"),
        ("Calle Mayor n. 4-6", "Calle Mayor"),
        ("Harbour St & Mill Ave", "Harbour St & Mill Ave"),
        ("Carrer de l'Onze de Maig", "Carrer de l'Onze de Maig"),
    ],
)
def test_the_house_number_is_left_out(place: str, street: str) -> None:
    assert without_door(place) == street


@pytest.mark.parametrize("place", ["42 Street", "Calle 12", "East 76 Street", "", "12"])
def test_a_number_that_is_the_name_stays(place: str) -> None:
    assert without_door(place) == place


@given(st.integers(1, 9999), st.sampled_from(["Harbour St", "Mill Lane", "Carrer Nou"]))
def test_no_number_of_a_house_is_left(number: int, street: str) -> None:
    for written in (
        f"{number} {street}",
        f"{street} {number}",
        f"{street}, {number}",
        f"{number}-{number + 2} {street}",
    ):
        assert not re.search(r"\d", without_door(written))


@pytest.mark.parametrize(
    "secret", ["ana@example.org", "617-555-0143", "+34 600 123 456", "12345678Z", "ES91 2100 0418 4502 0005 1332"]
)
def test_personal_data_is_covered(secret: str) -> None:
    for covered in (
        CLEAN.line(f"Ask {secret} about it", 200),
        CLEAN.text(f"It is dark.\nAsk {secret} about it.", 4000),
    ):
        assert secret not in covered
        assert "█████" in covered


def test_personal_data_is_covered_before_a_text_is_cut() -> None:
    text = f"{'lamp ' * 38}ana@example.org"
    assert "ana" not in CLEAN.line(text, 200)
    assert "ana" in text[:200]  # the control: cut first, and a part of it stays


def test_a_line_is_one_line_and_a_text_keeps_its_own() -> None:
    assert CLEAN.line("dark\n lamp\u202e", 200) == "dark lamp"
    assert CLEAN.text("dark\r\nlamp\x00", 200) == "dark\nlamp"


@given(st.text(max_size=300), st.integers(2, 120))
def test_nothing_is_longer_than_it_may_be(text: str, longest: int) -> None:
    assert len(shortened(text, longest)) <= longest
    assert len(text) > longest or shortened(text, longest) == text


def test_a_text_is_cut_at_a_word() -> None:
    assert shortened("a lamp is dark at the corner", 20) == "a lamp is dark at…"


def test_capitals_are_calmed() -> None:
    assert in_calm("STREET LIGHT OUT") == "Street Light Out"
    assert in_calm("LED") == "LED"
    assert in_calm("Lamp on Mill St") == "Lamp on Mill St"
