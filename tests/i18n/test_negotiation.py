"""Which language a visitor meets first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.locales import SHIPPED, locale
from i18n.negotiation import accepted, language_ranges, negotiated

HEADERS = (
    ("es", "es"),
    ("es-ES,es;q=0.9,en;q=0.8", "es"),
    ("ca-ES-valencia", "ca"),
    ("ca-valencia, es;q=0.5", "ca"),
    ("ca-AD,fr;q=0.9", "ca"),
    ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
    ("zh-Hant-TW", "zh"),
    ("zh-Hans-CN;q=0.2, ru;q=0.1", "zh"),
    ("zh-TW,zh;q=0.9,en-US;q=0.8", "zh"),
    ("val, es;q=0.5", "es"),  # no tag of Valencian: ISO 639-3 gives it to a language of New Guinea
    ("uk-UA,uk;q=0.9,ru;q=0.8,en;q=0.7", "ru"),
    ("uk", None),  # whoever asks for Ukrainian is not answered in Russian
    ("ar-EG", "ar"),
    ("AR-eg", "ar"),
    ("fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5", "fr"),
    ("de-DE,de;q=0.9", None),
    ("de,en;q=0.3", "en"),
    ("en;q=0.3,ru;q=0.7", "ru"),
    ("en;q=0.5,ru;q=0.5", "en"),
    ("es;q=0,en;q=0.1", "en"),
    ("es-MX, es;q=0", None),
    ("*", None),
    ("*;q=0.5, ru;q=0.1", "ru"),
    ("en;q=1.000", "en"),
    ("en ; q = 0.4 , fr ;Q=0.6", "fr"),
    ("", None),
    (None, None),
    (",,,;q=1,", None),
    ("en;q=2, fr", "fr"),  # a weight above one: the item is malformed and left out
    ("en;q=-1,fr;q=0.1", "fr"),
    ("en;q=0.1234,ru;q=0.1", "ru"),  # four decimals
    ("english;q=banana, ca;q=0.1", "ca"),
    ("es_ES", None),  # an underscore is no language range
    ("ру, \u0000\u0001, fr;q=0.2", "fr"),
    ("en-XA, ar-XB;q=0.9", "en"),  # test locales are never answered
    ("x" * 5_000 + ",fr", None),  # only the beginning of a huge header is read
)


def test_there_are_at_least_thirty_headers():
    assert len(HEADERS) >= 30


@pytest.mark.parametrize(("header", "tag"), HEADERS)
def test_a_header_finds_its_language(header, tag):
    found = accepted(header)
    assert (found.tag if found else None) == tag


@given(st.text(max_size=300))
def test_no_header_breaks_the_portal(header):
    found = accepted(header)
    assert found is None or found in SHIPPED


@given(st.lists(st.sampled_from(["ar", "ca", "de", "en", "ru"]), unique=True, min_size=1), st.data())
def test_the_greatest_weight_wins(tags, data):
    weights = data.draw(st.permutations(range(1, len(tags) + 1)))
    header = ",".join(f"{tag};q=0.{weight}" for tag, weight in zip(tags, weights, strict=True))
    best = [tag for _, tag in sorted(zip(weights, tags, strict=True), reverse=True) if tag != "de"]
    found = accepted(header)
    assert (found.tag if found else None) == (best[0] if best else None)


def test_ranges_come_best_first_and_ties_in_their_own_order():
    assert language_ranges("a;q=0.1, b, c;q=0.5, d") == (("b", 1.0), ("d", 1.0), ("c", 0.5), ("a", 0.1))


@pytest.mark.parametrize(("header", "tag"), [("ru", "ru"), (None, "ca"), ("zz", "ca")])
def test_the_browser_goes_before_the_city(header, tag):
    assert negotiated(header=header, default=locale("ca")).tag == tag
