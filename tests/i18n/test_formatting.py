"""Dates and numbers, as each language writes them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from i18n.formatting import Formats
from i18n.locales import SHIPPED, locale, marked
from i18n.ordinals import ordinal
from tests.i18n.golden import AFTERNOON, GOLDEN, MONDAY, VALUES, lines

ARABIC = Formats(locale("ar"), "arab")


def test_forty_values_are_written_as_they_were_read_and_approved():
    assert len(VALUES) == 40
    assert lines() == tuple(GOLDEN.read_text("utf-8").splitlines())


@pytest.mark.parametrize(
    "text",
    [
        ARABIC.date(MONDAY),
        ARABIC.time(AFTERNOON),
        ARABIC.number(5),
        ARABIC.decimal(-1234.5),
        ARABIC.decimal(3, 2),
        ARABIC.percent(0.5),
        ARABIC.currency(1234),
        ARABIC.days(45),
        ARABIC.distance(2_460),
        ARABIC.file_size(123),
    ],
)
def test_a_city_may_choose_arabic_indic_digits(text):
    assert not any(c.isascii() and c.isdigit() for c in text)
    assert any(c in "٠١٢٣٤٥٦٧٨٩" for c in text)


def test_arabic_indic_digits_are_for_arabic_only():
    assert Formats(locale("en"), "arab").decimal(1234) == "1,234"


@given(st.sampled_from(SHIPPED), st.integers(0, 999))
def test_small_numbers_take_the_short_way_and_arrive_the_same(one, n):
    assert Formats(one).number(n) == Formats(one).number(float(n))


def test_the_day_is_the_one_on_the_citys_clock():
    late = dt.datetime(2027, 5, 2, 22, 30, tzinfo=dt.UTC)
    assert Formats(locale("en")).date_medium(late) == "3 May 2027"
    assert Formats(locale("en"), zone="Atlantic/Canary").date_medium(late) == "2 May 2027"


@pytest.mark.parametrize("name", ["date", "date_medium", "month", "time", "date_time"])
def test_a_moment_without_a_zone_is_refused(name):
    with pytest.raises(ValueError, match="time zone"):
        getattr(Formats(locale("en")), name)(dt.datetime(2027, 5, 3, 12))  # noqa: DTZ001 - that is the point


def test_the_arabic_amount_keeps_its_direction_mark():
    assert Formats(locale("ar")).currency(123_456_700).startswith("\u200f")


def test_the_arabic_minus_stays_before_its_number():
    assert Formats(locale("ar")).decimal(-42) == "\u200e-42"


@pytest.mark.parametrize(
    ("n", "text"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
                    (21, "21st"), (102, "102nd"), (111, "111th"), (113, "113th")],
)  # fmt: skip
def test_english_ranks(n, text):
    assert ordinal(n, "en") == text


@pytest.mark.parametrize(("n", "text"), [(1, "1r"), (2, "2n"), (3, "3r"), (4, "4t"), (5, "5é"), (21, "21é")])
def test_valencian_ranks(n, text):
    assert ordinal(n, "ca") == text


@pytest.mark.parametrize(
    ("size_bytes", "text"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (1_000, "1 kB"),
        (999_600, "1 MB"),
        (12_000_000, "12 MB"),
        (3_500_000_000_000, "3,500 GB"),
    ],
)
def test_file_sizes_change_unit_before_they_round_to_a_thousand(size_bytes, text):
    assert Formats(locale("en")).file_size(size_bytes) == text


@pytest.mark.parametrize(("metres", "text"), [(0, "0 m"), (999.4, "999 m"), (999.6, "1 km"), (12_345, "12 km")])
def test_distances_change_unit_at_a_kilometre(metres, text):
    assert Formats(locale("en")).distance(metres) == text


def test_a_marker_locale_marks_what_the_formats_write():
    formats = Formats(marked(locale("es")))
    assert formats.date(MONDAY) == "⟦lunes, 3 de mayo de 2027⟧"
    assert formats.decimal(3) == "⟦3⟧"
    assert formats.number(3) == "3"  # this one goes into a sentence, which is marked as a whole
