"""Placeholders have names."""

import pytest

from i18n.placeholders import FOREIGN, has_crossed_brackets, linked_texts, names, pieces, without


def test_names_are_found_in_any_order():
    assert names("%(b)s and %(a_1)s, %(b)s, 50 % off") == {"a_1", "b"}


def test_a_message_falls_into_pieces_and_back():
    assert list(pieces("%(n)s of 100 %% in %(place)s.")) == [("", "n"), (" of 100 % in ", "place"), (".", None)]


def test_without_placeholders_only_the_words_are_left():
    assert without("Read %(a_start)sthe rules%(a_end)s of %(place)s.", "X") == "Read the rules of X."


@pytest.mark.parametrize("message", ["%s voices", "%d", "%(n)d voices", "{name}", "{}", "%(n) s"])
def test_other_placeholders_are_foreign(message):
    assert FOREIGN.search(without(message))


@pytest.mark.parametrize("message", ["50 % of all", "100 %", "50 % discount", "%(n)s of 50%", "a {b c} d"])
def test_a_percent_sign_is_not(message):
    assert not FOREIGN.search(without(message))


@pytest.mark.parametrize(
    ("message", "crossed"),
    [
        ("%(a_start)sx%(a_end)s", False),
        ("%(a_start)sx%(a_end)s %(b_start)sy%(b_end)s", False),
        ("%(a_start)s%(b_start)sy%(b_end)s%(a_end)s", False),
        ("%(a_end)sx%(a_start)s", True),
        ("%(a_start)sx", True),
        ("x%(a_end)s", True),
        ("%(a_start)s%(b_start)sy%(a_end)s%(b_end)s", True),
        ("%(a_start)sx%(a_end)s%(a_start)sy%(a_end)s", True),
        ("no brackets", False),
    ],
)
def test_brackets_must_nest(message, crossed):
    assert has_crossed_brackets(message) is crossed


def test_the_words_of_a_link_are_found():
    assert linked_texts("Read %(a_start)sthe rules%(a_end)s or %(b_start)s call us %(b_end)s.") == (
        "the rules",
        "call us",
    )
