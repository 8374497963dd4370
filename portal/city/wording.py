"""What the city says of itself in several languages, and which of these texts a reader gets."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Texts = dict[str, str]  # locale tag -> text, the city's own languages first


class Wording(NamedTuple):
    """A text and the locale that it is really written in, for its `lang` attribute."""

    text: str
    locale: str


def wording(texts: Mapping[str, str], locale: str) -> Wording:
    """Choose the text in `locale`, else the first one: that of the city's first official language.

    Raises ValueError where there is no text at all.
    """
    if locale in texts:
        return Wording(texts[locale], locale)
    for written_in, text in texts.items():
        return Wording(text, written_in)
    raise ValueError("There is no text in any language.")


def official_first(texts: Mapping[str, str], official: Iterable[str]) -> Texts:
    """Put the city's own languages first, in their order: `wording` falls back to the first."""
    first = [locale for locale in official if locale in texts]
    return {locale: texts[locale] for locale in (*first, *sorted(set(texts) - set(first)))}


def missing(texts: Mapping[str, str], official: Iterable[str]) -> tuple[str, ...]:
    """Name the official languages that the texts do not have yet."""
    return tuple(locale for locale in official if not texts.get(locale, "").strip())
