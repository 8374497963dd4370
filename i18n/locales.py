"""The languages Veu speaks, with everything a page must know about each of them."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import babel

Direction = Literal["ltr", "rtl"]


class UnknownLocale(LookupError):
    """No shipped or test locale has this tag."""


@dataclass(frozen=True, slots=True)
class Locale:
    """One language of the interface; `tag` is its place in addresses, `/{tag}/…`."""

    tag: str
    html_lang: str
    cldr_name: str  # what CLDR calls it: ca_ES_VALENCIA
    endonym: str
    hreflang: str  # no variants: search engines read language, script and region only
    marker: bool = False  # every sentence in brackets, so that a test sees what was never translated

    @property
    def cldr(self) -> babel.Locale:
        """Return Babel's view of this locale."""
        return _cldr(self.cldr_name)

    @property
    def direction(self) -> Direction:
        """Return the direction of writing. Source: CLDR `characterOrder`."""
        return _direction(self.cldr_name)

    @property
    def gap(self) -> str:
        """Return what stands between two sentences: Chinese has it in its full stop."""
        return "" if self.cldr_name == "zh_Hans" else " "


@cache
def _direction(name: str) -> Direction:
    return "rtl" if _cldr(name).text_direction == "rtl" else "ltr"


@cache
def _cldr(name: str) -> babel.Locale:
    return babel.Locale.parse(name)


ENGLISH = Locale("en", "en", "en_GB", "English", "en")

SHIPPED: tuple[Locale, ...] = (
    Locale("ar", "ar", "ar", "العربية", "ar"),
    Locale("ca", "ca-valencia", "ca_ES_VALENCIA", "Valencià", "ca"),
    ENGLISH,
    Locale("es", "es", "es", "Castellano", "es"),
    Locale("fr", "fr", "fr", "Français", "fr"),
    Locale("ru", "ru", "ru", "Русский", "ru"),
    Locale("zh", "zh-Hans", "zh_Hans", "简体中文", "zh-Hans"),
)

# Made from the English source for tests of layout; never in an address that a resident can reach.
ACCENTED = Locale("en-XA", "en-XA", "en_GB", "Accented English", "en")
MIRRORED = Locale("ar-XB", "ar-XB", "ar", "Mirrored English", "en")
TEST: tuple[Locale, ...] = (ACCENTED, MIRRORED)

_SHIPPED_BY_TAG = {locale.tag: locale for locale in SHIPPED}
_BY_TAG = _SHIPPED_BY_TAG | {locale.tag: locale for locale in TEST}


def shipped(tag: str | None) -> Locale | None:
    """Return the shipped locale with this tag, or None: what an address or a cookie may name."""
    return _SHIPPED_BY_TAG.get(tag) if tag else None


def locale(tag: str) -> Locale:
    """Return a shipped or test locale; raises UnknownLocale."""
    try:
        return _BY_TAG[tag]
    except KeyError as error:
        raise UnknownLocale(tag) from error


def marked(locale: Locale) -> Locale:
    """Return the marker form of a locale: same tag, but every translated text stands in ⟦ ⟧."""
    return replace(locale, marker=True)
