"""The translator of one locale: what templates and Python call to speak to a person."""

from functools import lru_cache
from gettext import NullTranslations
from pathlib import Path

from markupsafe import Markup

from i18n.catalogs import LOCALE_FOLDER, translations
from i18n.formatting import EUROPE_MADRID, Formats
from i18n.lazy import Lazy
from i18n.locales import Locale
from i18n.sentences import Sentence, sentence
from i18n.values import MissingValue, Values

# Message ids are finite; the bound only matters to a caller who translates what people typed.
_REMEMBERED = 8_192


class Translator:
    """Speaks one language: `gettext` and its sisters return Markup, their `.text` plain text."""

    __slots__ = ("formats", "gettext", "locale", "ngettext", "npgettext", "pgettext", "values")

    def __init__(self, locale: Locale, messages: NullTranslations, formats: Formats) -> None:
        book = Book(messages)
        self.locale = locale
        self.formats = formats
        self.values = Values(formats, self._render)
        self.gettext = Gettext(book, self.values)
        self.ngettext = Ngettext(book, self.values)
        self.pgettext = Pgettext(book, self.values)
        self.npgettext = Npgettext(book, self.values)

    def callables(self) -> dict[str, "Gettext | Ngettext | Pgettext | Npgettext"]:
        """Return the four functions under the names that templates use and the extractor knows."""
        return {"_": self.gettext, "ngettext": self.ngettext, "pgettext": self.pgettext, "npgettext": self.npgettext}

    def _render(self, message: Lazy) -> str:
        return self.gettext.text(message)

    def listing(self, *items: object, style: str = "standard") -> Markup:
        """Join names as the language does, for HTML. `style` is "standard" (and) or "or"."""
        return self.values.listed_in_html(items, style)

    def listing_text(self, *items: object, style: str = "standard") -> str:
        """Join names as the language does, for plain text."""
        return self.values.listed_in_text(items, style)


class Book:
    """The prepared sentences of one locale, each looked up in the catalogues once."""

    __slots__ = ("_messages", "contextual", "counted", "plain")

    def __init__(self, messages: NullTranslations) -> None:
        self._messages = messages
        self.plain = lru_cache(_REMEMBERED)(lambda msgid: sentence(messages.gettext(msgid), msgid))
        self.contextual = lru_cache(_REMEMBERED)(
            lambda context, msgid: sentence(messages.pgettext(context, msgid), msgid)
        )
        self.counted = lru_cache(_REMEMBERED)(self._counted)

    def _counted(self, singular: str, plural: str, n: int, context: str | None = None) -> Sentence:
        """Return the sentence for n things. A noisy n may be negative: its size decides."""
        size = abs(n)
        if context is None:
            found = self._messages.ngettext(singular, plural, size)
        else:
            found = self._messages.npgettext(context, singular, plural, size)
        return sentence(found, *((singular, plural) if size == 1 else (plural, singular)))

    def lazy(self, message: Lazy, values: dict[str, object]) -> tuple[Sentence, dict[str, object]]:
        """Return the sentence of a lazy message and all its values; later values win."""
        values = dict(message.values) | values
        if message.plural is not None:
            if message.n is None:
                raise MissingValue(f"{message.msgid!r} needs a count: sentence.count(n)")
            return self.counted(message.msgid, message.plural, message.n, message.context), {"n": message.n} | values
        if message.context is not None:
            return self.contextual(message.context, message.msgid), values
        return self.plain(message.msgid), values


class _Function:
    __slots__ = ("_book", "_values")

    def __init__(self, book: Book, values: Values) -> None:
        self._book = book
        self._values = values


class Gettext(_Function):
    """`_("You have %(what)s", what=x)`; also renders what `lazy` and its sisters declared."""

    __slots__ = ()

    def __call__(self, msgid: str | Lazy, /, **values: object) -> Markup:
        """Return the sentence as HTML."""
        if isinstance(msgid, Lazy):
            return self._values.in_html(*self._book.lazy(msgid, values))
        return self._values.in_html(self._book.plain(msgid), values)

    def text(self, msgid: str | Lazy, /, **values: object) -> str:
        """Return the sentence as plain text."""
        if isinstance(msgid, Lazy):
            return self._values.in_text(*self._book.lazy(msgid, values))
        return self._values.in_text(self._book.plain(msgid), values)


class Pgettext(_Function):
    """`pgettext("verb", "Report")`: for words that need a context."""

    __slots__ = ()

    def __call__(self, context: str, msgid: str, /, **values: object) -> Markup:
        """Return the sentence as HTML."""
        return self._values.in_html(self._book.contextual(context, msgid), values)

    def text(self, context: str, msgid: str, /, **values: object) -> str:
        """Return the sentence as plain text."""
        return self._values.in_text(self._book.contextual(context, msgid), values)


class Ngettext(_Function):
    """`ngettext("%(n)s voice", "%(n)s voices", n)`: the count is `%(n)s`, in the reader's digits."""

    __slots__ = ()

    def __call__(self, singular: str, plural: str, n: int, /, **values: object) -> Markup:
        """Return the sentence as HTML."""
        return self._values.in_html(self._book.counted(singular, plural, n), {"n": n} | values)

    def text(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Return the sentence as plain text."""
        return self._values.in_text(self._book.counted(singular, plural, n), {"n": n} | values)


class Npgettext(_Function):
    """`npgettext("noun", "%(n)s report", "%(n)s reports", n)`: a count and a context."""

    __slots__ = ()

    def __call__(self, context: str, singular: str, plural: str, n: int, /, **values: object) -> Markup:
        """Return the sentence as HTML."""
        return self._values.in_html(self._book.counted(singular, plural, n, context), {"n": n} | values)

    def text(self, context: str, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Return the sentence as plain text."""
        return self._values.in_text(self._book.counted(singular, plural, n, context), {"n": n} | values)


@lru_cache(64)
def translator(
    locale: Locale, *, numbering_system: str = "latn", zone: str = EUROPE_MADRID, folder: Path = LOCALE_FOLDER
) -> Translator:
    """Return the translator of a locale, made once. `numbering_system` "arab" matters to Arabic only."""
    return Translator(locale, translations(locale, folder), Formats(locale, numbering_system, zone))
