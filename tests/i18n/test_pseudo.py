"""Made-up translations keep what a page needs and change what a reader sees."""

from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.placeholders import names, without
from i18n.pseudo import accented, marked, mirrored

SENTENCE = "Sent to %(office)s on %(day)s: <b>50 %% of people</b> &amp; more"


@pytest.mark.parametrize("made", [accented, mirrored, marked])
def test_placeholders_tags_and_entities_are_kept(made):
    text = made(SENTENCE)
    assert names(text) == {"office", "day"}
    assert all(part in text for part in ("<b>", "</b>", "&amp;", "%%"))


@given(st.text(alphabet="abcdefghij klmnopqrstuvwxyz", min_size=10, max_size=200))
def test_accents_make_a_sentence_sixty_percent_longer(text):
    assert len(accented(text)) == ceil(1.6 * len(text))


def test_no_plain_letter_is_left():
    assert not any(c.isascii() and c.isalpha() for c in without(accented("Report a Problem %(day)s").strip("[]")))


def test_short_words_grow_too():
    assert len(accented("OK")) > len("OK")


def test_mirrored_words_stand_in_overrides_and_placeholders_outside():
    assert mirrored("Sent to %(office)s.") == "\u202eSent to \u202c%(office)s\u202e.\u202c"


def test_marked_text_stands_in_brackets():
    assert marked("Hello") == "⟦Hello⟧"
