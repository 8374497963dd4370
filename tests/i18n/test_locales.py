"""Seven languages, each with its own name, direction and tags."""

import pytest

from i18n.locales import ENGLISH, SHIPPED, TEST, UnknownLocale, locale, marked, shipped


def test_seven_languages_are_shipped_in_a_fixed_order():
    assert [one.tag for one in SHIPPED] == ["ar", "ca", "en", "es", "fr", "ru", "zh"]


def test_each_language_names_itself():
    names = ["العربية", "Valencià", "English", "Castellano", "Français", "Русский", "简体中文"]
    assert [one.endonym for one in SHIPPED] == names


def test_valencian_and_chinese_have_their_own_html_lang():
    assert {one.tag: one.html_lang for one in SHIPPED if one.tag != one.html_lang} == {
        "ca": "ca-valencia",
        "zh": "zh-Hans",
    }


def test_hreflang_carries_no_variant():
    assert locale("ca").hreflang == "ca"


def test_arabic_alone_runs_from_right_to_left():
    assert [one.tag for one in SHIPPED if one.direction == "rtl"] == ["ar"]


def test_the_mirrored_test_locale_runs_from_right_to_left():
    assert [locale("ar-XB").direction, locale("en-XA").direction] == ["rtl", "ltr"]


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: one.tag)
def test_cldr_knows_each_language(one):
    assert str(one.cldr) == one.cldr_name


@pytest.mark.parametrize("tag", ["en-XA", "ar-XB", "", None, "de", "CA"])
def test_an_address_may_name_shipped_languages_only(tag):
    assert shipped(tag) is None


def test_an_unknown_tag_is_refused():
    with pytest.raises(UnknownLocale):
        locale("de")


def test_the_marker_locale_is_english_with_brackets_and_is_listed_nowhere():
    assert marked(ENGLISH).tag == "en"
    assert marked(ENGLISH) not in SHIPPED + TEST


def test_only_chinese_writes_no_space_between_two_sentences():
    assert [one.tag for one in SHIPPED if not one.gap] == ["zh"]
