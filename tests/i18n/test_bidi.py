"""No text turns the direction of its neighbours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.bidi import isolated, settled

CONTROLS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SPOOFED = st.text(alphabet=st.sampled_from("ab 12شع" + CONTROLS), max_size=20)


def depths(text: str) -> list[int]:
    depth, found = 0, []
    for character in text:
        depth += {"\u2066": 1, "\u2067": 1, "\u2068": 1, "\u2069": -1}.get(character, 0)
        found.append(depth)
    return found


@given(SPOOFED)
def test_an_isolated_text_opens_once_and_closes_only_at_its_end(text):
    found = depths(isolated(text))
    assert all(depth >= 1 for depth in found[:-1])
    assert found[-1] == 0


@given(SPOOFED)
def test_overrides_never_survive(text):
    assert not set(settled(text)) & set("\u202a\u202b\u202c\u202d\u202e")


@given(st.text(alphabet=st.characters(exclude_characters=CONTROLS)))
def test_text_without_controls_is_left_alone(text):
    assert settled(text) == text


def test_a_text_without_the_guard_would_escape():
    assert min(depths("\u2068" + "a\u2069\u202eb" + "\u2069")) < 0


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("Calle 12، شارع", "Calle 12، شارع"),
        ("C++ \u202eabc", "C++ abc"),
        ("+34 600 000 000", "+34 600 000 000"),
        ("a \u2068b\u2069 c", "a \u2068b\u2069 c"),
        ("a \u2069b\u2068 c", "a b c"),
        ("\u200f1,234 €", "\u200f1,234 €"),
    ],
)
def test_known_strings(given_text, kept):
    assert settled(given_text) == kept
