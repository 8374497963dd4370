"""Every language counts by its pinned rule."""

import pytest

from i18n.locales import SHIPPED, TEST
from i18n.plurals import PINNED, examples, form, form_count, is_single
from tests.i18n.vector import NUMBERS, VECTOR


def test_the_vector_has_ninety_one_answers():
    assert sum(len(forms) for forms in VECTOR.values()) == 91
    assert set(VECTOR) == {one.tag for one in SHIPPED}


@pytest.mark.parametrize(
    ("tag", "n", "expected"),
    [(tag, n, one) for tag, forms in VECTOR.items() for n, one in zip(NUMBERS, forms, strict=True)],
)
def test_gettext_chooses_the_form(tag, n, expected):
    assert form(tag, n) == expected


def test_the_arabic_rule_is_pinned_to_the_letter():
    assert PINNED["ar"] == (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"
    )


def test_every_locale_has_a_rule():
    assert set(PINNED) == {one.tag for one in SHIPPED + TEST}


@pytest.mark.parametrize("tag", PINNED)
def test_every_form_is_used_by_some_number(tag):
    assert len(examples(tag)) == form_count(tag)
    assert all(examples(tag))


@pytest.mark.parametrize("tag", PINNED)
def test_a_negative_count_takes_the_form_of_its_size(tag):
    assert form(tag, -2) == form(tag, 2)


def test_only_a_form_for_a_single_number_may_leave_the_number_out():
    single = {tag: [index for index in range(form_count(tag)) if is_single(tag, index)] for tag in VECTOR}
    assert single == {"ar": [0, 1, 2], "ca": [0], "en": [0], "es": [0], "fr": [], "ru": [], "zh": []}
