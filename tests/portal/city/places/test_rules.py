"""Folding, codes and the order of answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.city.places.facts import Street
from portal.city.places.rules import (
    MAX_CODE_LENGTH,
    calm,
    code_for,
    fold,
    initial_of,
    rank_spots,
    settled_codes,
    street_key,
)  # fmt: skip


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_key_is_never_empty_for_a_name_that_has_a_word(text: str) -> None:
    assert bool(street_key(text)) == bool(fold(text))


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Carrer del Molí", "moli"),
        ("c/ Molí, 12", "moli"),
        ("C. MOLÍ nº 12 bis", "moli"),
        ("Calle del Molino, número 3", "molino"),
        ("Avda. dels Tarongers", "tarongers"),
        ("Plaça de l'Ajuntament 1", "ajuntament"),
        ("Carrer del Col·legi", "collegi"),
        ("Carrer de l'11 de Maig, 4", "11 maig"),
        ("Calle 25 de Abril", "25 abril"),
        ("Camí de Dalt", "dalt"),
        ("Gran Via", "gran via"),
        ("Carrer", "carrer"),
        ("Carrer de la", "de la"),
        ("Straße am Bach", "strasse am bach"),
        ("شارع السوق", "السوق"),
        ("улица Ленина, 5", "ленина"),
        ("12 rue du Molí", "moli"),
        ("12 Mill Street", "mill"),
        ("", ""),
    ],
)
def test_only_the_telling_words_of_a_street_are_kept(written: str, key: str) -> None:
    assert street_key(written) == key


def test_streets_stand_under_the_letter_of_their_telling_word() -> None:
    assert [initial_of(name) for name in ("Carrer de l'Àncora", "Calle Ñora", "Carrer de l'11 de Maig")] == [
        "A",
        "N",
        "#",
    ]


def test_the_same_name_comes_first_then_the_same_kind() -> None:
    def street(name: str) -> Street:
        return Street(name, "ca", "d", 0, 0)

    found = [
        street(name) for name in ("Carrer del Vell Molí", "Carrer del Molí Nou", "Plaça del Molí", "Camí del Molí")
    ]
    ranked = [street.name for street in rank_spots("plaça moli", found)]
    assert ranked == ["Plaça del Molí", "Camí del Molí", "Carrer del Molí Nou", "Carrer del Vell Molí"]


@given(st.lists(st.text(max_size=60), max_size=8))
def test_codes_are_short_plain_and_unique(names: list[str]) -> None:
    codes: list[str] = []
    for number, name in enumerate(names):
        codes.append(code_for(name, codes, otherwise=f"d{number}"))
    assert len(set(codes)) == len(codes)
    assert all(0 < len(code) <= MAX_CODE_LENGTH and code.isascii() for code in codes)


NAMES = st.text("ab", min_size=1, max_size=2)


@given(st.lists(st.tuples(NAMES, NAMES), max_size=6), st.dictionaries(NAMES, NAMES, max_size=6))
def test_a_new_list_of_districts_never_gives_a_code_twice(wanted: list[tuple[str, str]], known: dict[str, str]) -> None:
    codes = settled_codes(wanted, known)
    assert len(set(codes)) == len(wanted)
    for (code, _), given_code in zip(wanted, codes, strict=True):
        if code in known and [c for c, _ in wanted].count(code) == 1:
            assert given_code == code


def test_a_known_name_keeps_its_code_whatever_the_file_says() -> None:
    assert settled_codes([("4", "El Port"), ("port", "Nou")], {"port": "el port", "x": "Nou"}) == ("4", "port")
    assert settled_codes([("4", "El Port")], {"port": "el port"}) == ("port",)


def test_only_names_in_capitals_are_calmed() -> None:
    assert calm("  SANT  JOAN-BAIX ") == "Sant Joan-Baix"
    assert calm("MIT area") == "MIT area"
