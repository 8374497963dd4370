"""Amounts are read as people write them, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.decide.amounts import cents_of, percent_of


@pytest.mark.parametrize(
    "typed",
    [
        "420000",
        "420,000",
        "420.000",
        "420 000",
        "420\u202f000 €",
        "€420,000.00",
        "420.000,00 €",
        "420’000",
        "٤٢٠٬٠٠٠",
        "４２００００",
    ],
)
def test_every_way_to_write_an_amount_is_read(typed: str) -> None:
    assert cents_of(typed) == 42_000_000


@pytest.mark.parametrize(
    "typed", ["", "much", "420.0", "4,20,000", "1.000.00.0", "-5", "12½", "1e5", "420,000 or more"]
)
def test_what_is_not_clear_is_not_guessed(typed: str) -> None:
    assert cents_of(typed) is None


@given(st.integers(0, 10**13))
def test_what_was_read_can_be_written_and_read_again(cents: int) -> None:
    assert cents_of(f"{cents // 100}.{cents % 100:02d}") == cents
    assert cents_of(f"{cents // 100:,}.{cents % 100:02d} €") == cents


@pytest.mark.parametrize(("typed", "percent"), [("35", 35), ("35 %", 35), ("٣٥٪", 35), ("0", 0), ("100%", 100)])
def test_a_percentage_is_read(typed: str, percent: int) -> None:
    assert percent_of(typed) == percent


@pytest.mark.parametrize("typed", ["", "101", "-1", "3.5", "a third"])
def test_what_is_no_percentage_is_refused(typed: str) -> None:
    assert percent_of(typed) is None
