"""What people typed is kept as it is read: nothing unseen, nothing that turns the text round."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.minimise.characters import MOST_MARKS, folded, tidy, visible

HOSTILE = st.text(
    st.characters() | st.sampled_from("\0\r\n\t\u202e\u2066\u2067\u2069\u0301\u0316\u2028\ud800"), max_size=80
)


@given(HOSTILE)
def test_tidying_twice_changes_nothing_more(typed: str) -> None:
    once = tidy(typed)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


@given(HOSTILE)
def test_no_control_character_is_left(typed: str) -> None:
    left = {letter for letter in tidy(typed) if unicodedata.category(letter) in {"Cc", "Cs"}}
    assert left <= {"\n", "\t"}
    assert not set(tidy(typed)) & set("\u202a\u202b\u202c\u202d\u202e")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("nu\u0301ria", "núria"),
        ("safe\u202efdp.exe", "safefdp.exe"),
        ("\0a\x07b\ufeff", "ab"),
        ("\u2067عربي\u2069 ok", "\u2067عربي\u2069 ok"),
        ("\u2067عربي ok", "عربي ok"),
        ("ok\u2069\u2066", "ok"),
        ("\u2066a\nb\u2069\n\u2066c\u2069", "a\nb\n\u2066c\u2069"),
        ("👩‍👩‍👧 🏳️‍🌈 می‌خواهم", "👩‍👩‍👧 🏳️‍🌈 می‌خواهم"),
        ("Łódź, Việt Nam, Ελλάδα, 中文, русский", "Łódź, Việt Nam, Ελλάδα, 中文, русский"),
    ],
)
def test_what_is_kept_of_what_was_typed(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


def test_a_pile_of_marks_is_cut_down() -> None:
    """Composing 100,000 marks in the wrong order would take seconds: the time of the whole suite notices."""
    assert len(tidy("a" + "\u0316\u0301" * 50_000)) <= MOST_MARKS + 2
    assert tidy("क्षत्रिय " * 50) == "क्षत्रिय " * 50


@given(HOSTILE)
def test_a_folded_text_is_as_long_as_the_text(typed: str) -> None:
    assert len(folded(typed)) == len(typed)


def test_digits_dashes_and_spaces_are_folded() -> None:
    assert folded("٠١٢٣٤٥٦٧٨٩ ۰۱۲ ０１２") == "0123456789 012 012"
    assert folded("６１２\u00a034\u201156\u202f78 ａ＠ｂ．ｃ") == "612 34-56 78 a@b.c"


def test_only_what_can_be_seen_is_counted() -> None:
    for blank in "\u3164\u2800\u200b\u00a0\u3000\u115f\u2060\ufe0f\u0301\U000e0020 \n\t":
        assert visible(blank * 20) == 0, f"U+{ord(blank):04X}"
    for text, letters in {"灯坏了": 3, "a b": 2, "e\u0301a": 2, "न\u093fक": 2, "🕳\ufe0f!": 2}.items():
        assert visible(text) == letters
