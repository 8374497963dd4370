"""What languages are called in the reader's own: for a column, and for choosing in which one a text is written."""

from typing import Final

from accessibility.fields import Choice
from i18n.lazy import Lazy, plazy
from i18n.locales import SHIPPED, Locale, shipped
from portal.web.language_names import NAMES

NOT_KNOWN: Final = plazy("language", "Not known")

_BY_HTML_LANG: Final = {locale.html_lang: locale for locale in SHIPPED}


def locale_of(written_in: str) -> Locale | None:
    """Find the language of a text among ours: `ca-valencia`, and also `ca` and `ca-ES`."""
    return _BY_HTML_LANG.get(written_in) or shipped(written_in.partition("-")[0])


def name_of(written_in: str) -> Lazy:
    """Name the language of a text."""
    found = locale_of(written_in)
    return NAMES[found.tag] if found else NOT_KNOWN


def html_lang_of(written_in: str) -> str:
    """Give the name that our own texts in this language carry; empty for another one."""
    found = locale_of(written_in)
    return found.html_lang if found else ""


def choices() -> tuple[Choice, ...]:
    """Offer every language, by the name that a text carries."""
    return tuple(Choice(value=each.html_lang, label=NAMES[each.tag]) for each in SHIPPED)


def choices_or(unknown: str) -> tuple[Choice, ...]:
    """Offer every language, and first that it is not known."""
    return (Choice(value=unknown, label=NOT_KNOWN), *choices())
