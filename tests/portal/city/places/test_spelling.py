"""Slips of the finger: what is one letter away is found, what is another word is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.city.places.spelling import Likeness, distance, indexed, likeness, misspelled

WORD = st.text("abcdeé人", min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("one", "other", "slips"),
    [("moli", "moli", 0), ("mlio", "moli", 2), ("mloi", "moli", 1), ("molli", "moli", 1), ("mol", "moli", 1),
     ("tarongres", "tarongers", 1), ("trongres", "tarongers", 2), ("", "moli", 3)],
)  # fmt: skip
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other, most=2) == slips


@given(WORD, st.integers(0, 11), st.sampled_from("abx"), st.sampled_from(("leave out", "put in", "swap", "mistake")))
def test_every_single_slip_meets_its_word_in_the_index(word: str, at: int, letter: str, slip: str) -> None:
    at %= len(word)
    before, rest = word[:at], word[at:]
    typed = {
        "leave out": before + rest[1:],
        "put in": before + letter + rest,
        "swap": before + rest[1:2] + rest[:1] + rest[2:],
        "mistake": before + letter + rest[1:],
    }[slip]
    if len(typed) >= 4:
        assert not set(indexed(word)).isdisjoint(misspelled(typed))
        assert distance(typed, word, most=1) <= 1


def test_a_long_word_with_two_slips_meets_its_word() -> None:
    for typed in ("trongres", "tarnogres", "xarongerx", "taronxexs"):
        assert not set(indexed("tarongers")).isdisjoint(misspelled(typed)), typed


@pytest.mark.parametrize(
    ("typed", "name", "found"),
    [
        ("moli vell", "moli vell", Likeness(0, 0)),
        ("vell moli", "moli vell", Likeness(0, 0)),
        ("mol", "moli vell", Likeness(0, 1)),
        ("mloi vell", "moli vell", Likeness(1, 0)),
        ("davant mercat central", "mercat central", Likeness(0, 1)),
        ("carrer moli", "moli", Likeness(0, 0)),  # a kind of street says nothing
        ("davant mercat", "mercat central", None),  # each has a word that the other has not
        ("oli", "moli", None),
    ],
)
def test_a_name_and_what_was_typed_hold_one_another(typed: str, name: str, found: Likeness | None) -> None:
    assert likeness(typed.split(), name.split(), passed_over=frozenset({"carrer"})) == found
