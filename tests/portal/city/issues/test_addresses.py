"""References in addresses: read as people write them, and told apart from a place in the list."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.city.issues.addresses import Cursor, read, read_cursor, written
from privacy.vault.codes import REFERENCE_LETTERS, NotACode

drawn = st.text(REFERENCE_LETTERS, min_size=6, max_size=6)
prefixes = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=5)


@given(prefix=prefixes, letters=drawn)
def test_what_is_written_reads_back(prefix: str, letters: str) -> None:
    reference = f"{prefix} {letters[:3]} {letters[3:]}"
    assert read(written(reference)) == reference


@given(prefix=prefixes, letters=drawn, gap=st.sampled_from(["", " ", "-", "--", " - "]), low=st.booleans())
def test_spaces_dashes_and_capitals_do_not_matter(prefix: str, letters: str, gap: str, *, low: bool) -> None:
    typed = f"{prefix}{gap}{letters[:3]}{gap}{letters[3:]}"
    assert read(typed.lower() if low else typed) == f"{prefix} {letters[:3]} {letters[3:]}"


def test_full_width_letters_are_read() -> None:
    assert read("ＶＩＬ-7K3-9QF") == "VIL 7K3 9QF"


@pytest.mark.parametrize(
    "typed", ["", "VIL", "7K39QF", "VIL-7K3-9Q", "VIL-7K3-9QFF", "VIL 7A3 9QF?", "../../etc", "é" * 99]
)
def test_what_cannot_be_a_reference_is_refused(typed: str) -> None:
    with pytest.raises(NotACode):
        read(typed)


@given(day=st.dates(), prefix=prefixes, letters=drawn)
def test_a_place_in_the_list_reads_back(day: date, prefix: str, letters: str) -> None:
    cursor = Cursor(day, f"{prefix} {letters[:3]} {letters[3:]}")
    assert read_cursor(str(cursor)) == cursor


@pytest.mark.parametrize("text", ["", "1", "2026-11-23", "2026-11-23.", "2026-13-45.VIL-7K3-9QF", "x.VIL-7K3-9QF", "."])
def test_what_is_no_place_means_the_beginning(text: str) -> None:
    assert read_cursor(text) is None
