"""What a value looks like inside a sentence: escaped or isolated, its numbers in the reader's digits."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from operator import index
from typing import SupportsIndex

from markupsafe import Markup, escape

from i18n.bidi import isolated, settled
from i18n.formatting import Formats
from i18n.lazy import Lazy
from i18n.sentences import Sentence


class MissingValue(LookupError):
    """A sentence was rendered without a value for one of its placeholders."""


class Unformatted(TypeError):
    """A value that cannot stand in a sentence as it is: a date, a truth value, nothing."""


@dataclass(frozen=True, slots=True)
class Values:
    """Turns values into words of one language. `render` says a lazy sentence as plain text."""

    formats: Formats
    render: Callable[[Lazy], str]

    def in_html(self, sentence: Sentence, values: dict[str, object]) -> Markup:
        """Fill a sentence for HTML: values escaped, each in its own `<bdi>`."""
        if not sentence.names:
            return sentence.markup
        filled = _filled(sentence, values, self._html, self._html_bracket)
        return Markup(sentence.html_template % filled)  # noqa: S704 - every part is escaped

    def in_text(self, sentence: Sentence, values: dict[str, object]) -> str:
        """Fill a sentence for plain text: each value between U+2068 and U+2069."""
        if not sentence.names:
            return sentence.text
        return sentence.text_template % _filled(sentence, values, self._text, self._text_bracket)

    def listed_in_html(self, items: tuple[object, ...], style: str) -> Markup:
        """Join names as the language does, "A, B and C", each in its own `<bdi>`."""
        parts = tuple(f"<bdi>{self._html(item)}</bdi>" for item in items)
        return Markup(self.formats.joined(parts, style))  # noqa: S704 - items are escaped, the patterns are CLDR's

    def listed_in_text(self, items: tuple[object, ...], style: str) -> str:
        """Join names as the language does, each isolated."""
        return self.formats.joined(tuple(isolated(self._text(item)) for item in items), style)

    def _html(self, value: object) -> str:
        if type(value) is str:
            return escape(settled(value))
        if isinstance(value, Markup):
            return value
        if hasattr(value, "__html__") and not isinstance(value, Lazy):
            return escape(value)
        return escape(self._words(value))

    def _html_bracket(self, value: object) -> str:
        # A bracket whose value is no markup is somebody's text after all: isolate it like the others.
        return value if isinstance(value, Markup) else f"<bdi>{self._html(value)}</bdi>"

    def _text(self, value: object) -> str:
        return settled(value.striptags() if isinstance(value, Markup) else self._words(value))

    def _text_bracket(self, value: object) -> str:
        words = self._text(value)
        return isolated(words) if words else ""

    def _words(self, value: object) -> str:
        if isinstance(value, str):
            return value
        if isinstance(value, Lazy):
            return self.render(value)
        if value is None or isinstance(value, bool | dt.date | dt.time | dt.timedelta):
            raise Unformatted(f"{type(value).__name__}: format it first, or write another sentence")
        if isinstance(value, int | float | Decimal):
            return self.formats.number(value)
        if isinstance(value, SupportsIndex):  # a count from NumPy
            return self.formats.number(index(value))
        return str(value)


def _filled(
    sentence: Sentence, values: dict[str, object], plain: Callable[[object], str], bracket: Callable[[object], str]
) -> dict[str, str]:
    for name, _ in sentence.names:
        if name not in values:
            raise MissingValue(f"{sentence.text!r} has no value for {name}")
    return {name: (bracket if is_bracket else plain)(values[name]) for name, is_bracket in sentence.names}
