"""The page's language is that of the words, unless their script says that it cannot be."""

import pytest

from i18n.locales import locale
from i18n.scripts import language_of


@pytest.mark.parametrize(
    ("tag", "text", "language"),
    [
        ("en", "Five tiles are missing.", "en"),
        ("ca", "Falten cinc rajoles, ací i allà.", "ca-valencia"),
        ("en", "الحاوية تسد المعبر", ""),
        ("en", "Calle 12، شارع", ""),
        ("es", "Не горит фонарь", ""),
        ("zh", "路灯坏了", "zh-Hans"),
        ("zh", "The lamp is broken", ""),
        ("ar", "الحاوية في Carrer del Molí تسد المعبر", "ar"),
        ("ar", "Falten rajoles al carrer", ""),
        ("ru", "Фонарь на Calle Mayor 12", "ru"),
        ("ru", "路灯坏了", ""),
        ("ru", "+34 600 000 000", "ru"),
        ("en", "", "en"),
    ],
)
def test_a_text_and_its_page(tag: str, text: str, language: str) -> None:
    assert language_of(text, locale(tag)) == language
