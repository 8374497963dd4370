"""Check digits and dates decide, and no number, however odd, breaks the question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from privacy.minimise.candidates import Kind
from privacy.minimise.identifiers import SCHEMES, is_chinese_id, is_egyptian_id, is_snils


@pytest.mark.parametrize(
    ("number", "holds"),
    [("112-233-445 95", True), ("11223344595", True), ("112-233-445 94", False), ("00000000000", True)],
)
def test_a_russian_insurance_number_is_checked(number: str, holds: bool) -> None:
    assert is_snils(number) is holds


@pytest.mark.parametrize(
    ("number", "holds"),
    [
        ("29001011234567", True),
        ("30402298800011", True),
        ("30302298800011", False),
        ("29013011234567", False),
        ("29001013634567", False),
    ],
)
def test_an_egyptian_number_is_checked_by_its_date_and_place(number: str, holds: bool) -> None:
    assert is_egyptian_id(number) is holds


def test_a_chinese_number_of_a_place_that_is_no_county_is_refused() -> None:
    number = "411111111111111" + "154"
    assert number[-1] == ric.calc_check_digit(number)
    assert is_chinese_id("360426199101010071")
    assert not is_chinese_id(number)


DIGITS = st.text("0123456789", min_size=6, max_size=20)
ODD = st.sampled_from(
    ["", "X", "ES", "FR", "RCCMNL", "BOXW", "Z", "A1", "HNERXN09", "-", " ", "1800", "99", "2B", "F-"]
)


@given(st.tuples(ODD, DIGITS, ODD, st.text("0123456789", max_size=9), ODD).map("".join))
def test_no_number_breaks_the_question(number: str) -> None:
    for scheme in SCHEMES:
        match = scheme.shape.search(number)
        if match:
            assert 0 <= scheme.measure(match.group()) <= len(match.group())


def test_every_scheme_says_what_it_is_about() -> None:
    assert {scheme.kind for scheme in SCHEMES} == {Kind.NATIONAL_ID, Kind.CARD, Kind.IBAN}
