"""The catalogues of each language: four domains of .po files, read as one set of translations."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from i18n.locales import ACCENTED, ENGLISH, MIRRORED, Locale
from i18n.plurals import form, form_count
from i18n.pofiles import compiled, is_complete, key, messages, read, strings
from i18n.pseudo import accented, marked, mirrored

# In order of precedence: a message that two of them need lives in the first one.
DOMAINS = ("portal", "errors", "staff", "mail")
LOCALE_FOLDER = Path(__file__).parent / "locale"


def po_path(folder: Path, tag: str, domain: str) -> Path:
    """Return where the catalogue of a language and domain lies."""
    return folder / tag / "LC_MESSAGES" / f"{domain}.po"


def template_path(folder: Path, domain: str) -> Path:
    """Return where the template of a domain lies: all its messages, untranslated."""
    return folder / f"{domain}.pot"


@lru_cache(64)
def translations(locale: Locale, folder: Path = LOCALE_FOLDER) -> NullTranslations:
    """Return everything a locale can say; what it cannot say is said in English. Read once.

    Test locales and marker locales are made from the templates, so a sentence that the extractor
    never saw stays plain English and is found.
    """
    transform = _transform(locale)
    if transform:
        return GNUTranslations(BytesIO(_made_up(locale, folder, transform)))
    chain = list(_domains(locale.tag, folder))
    if locale.tag != ENGLISH.tag:
        chain += _domains(ENGLISH.tag, folder)
    first = NullTranslations()
    for catalogue in chain:
        first.add_fallback(catalogue)
    return first


def _transform(locale: Locale) -> Callable[[str], str] | None:
    if locale.marker:
        return marked
    return {ACCENTED.tag: accented, MIRRORED.tag: mirrored}.get(locale.tag)


def _domains(tag: str, folder: Path) -> Iterator[GNUTranslations]:
    for domain in DOMAINS:
        path = po_path(folder, tag, domain)
        if path.exists():
            yield GNUTranslations(BytesIO(_binary(path, tag)))


def _binary(path: Path, tag: str) -> bytes:
    built = path.with_suffix(".mo")
    if built.exists() and built.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return built.read_bytes()
    return compiled(read(path), tag)


def _made_up(locale: Locale, folder: Path, transform: Callable[[str], str]) -> bytes:
    made = Catalog()
    for domain in reversed(DOMAINS):  # the first domain is added last and so has the last word
        own = {key(one): one for one in messages(read(po_path(folder, locale.tag, domain)))}
        for message in messages(read(template_path(folder, domain))):
            words = tuple(transform(text) for text in _words(message, own.get(key(message)), locale.tag))
            made.add(message.id, words[0] if isinstance(message.id, str) else words, context=message.context)
    return compiled(made, locale.tag)


def _words(message: Message, translated: Message | None, tag: str) -> tuple[str, ...]:
    """Return the translation, or English in as many forms as the language has."""
    if translated and is_complete(translated):
        return strings(translated)
    if isinstance(message.id, str):
        return (message.id,)
    one = form(tag, 1)
    plural = message.id[1]
    return tuple(message.id[0] if index == one else plural for index in range(form_count(tag)))
