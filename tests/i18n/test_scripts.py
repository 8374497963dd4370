"""A text says in which language it is, if it is long enough; the page's language only weighs more."""

import pytest

from i18n.locales import SHIPPED, locale
from i18n.scripts import language_of

WRITTEN = {
    "ar": "الحاوية تسد المعبر منذ يوم الاثنين ولا أحد يأتي.",
    "ca": "Falten cinc rajoles davant de l'escola, ací en este carrer.",
    "en": "Five tiles are missing in front of the school.",
    "es": "Faltan cinco baldosas delante de la escuela.",
    "fr": "Il manque cinq dalles devant l’école du quartier.",
    "ru": "Перед школой уже неделю нет пяти плиток.",
    "zh": "学校门口缺了五块地砖，已经一周了。",
}


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_text_is_known_whatever_page_it_was_written_on(tag: str) -> None:
    found = {language_of(WRITTEN[tag], page) for page in SHIPPED}
    assert found == {locale(tag).html_lang}


@pytest.mark.parametrize(
    ("tag", "text", "language"),
    [
        ("en", "It is broken here.", ""),  # 14 letters
        ("en", "", ""),
        ("ru", "+34 600 000 000", ""),
        ("en", "Calle Mayor 12, esquina con la plaza، شارع", ""),
        ("zh", "The lamp is broken on this street", "en"),
        ("ar", "الحاوية في Carrer del Molí تسد المعبر", "ar"),
        ("ru", "Фонарь на Calle Mayor 12 не горит уже неделю", "ru"),
        ("ru", "路灯坏了路灯坏了路灯坏了路灯坏了 Фонарь", ""),
        ("zh", "路灯坏了，晚上看不见路面。", "zh-Hans"),  # 11 letters, which say as much as 22 of an alphabet
    ],
)
def test_a_text_and_its_page(tag: str, text: str, language: str) -> None:
    assert language_of(text, locale(tag)) == language


def test_where_two_are_near_the_page_decides() -> None:
    """AC-LANG-1: a resident's text says its language, or that nobody knows it."""
    text = "La llum del carrer nou"
    assert language_of(text, locale("ca")) in ("ca-valencia", "")
    assert language_of(text, locale("es")) != "es"
