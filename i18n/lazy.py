"""Sentences written down before anyone knows who will read them: labels, choices, errors."""

from dataclasses import dataclass, replace

from i18n.placeholders import PLACEHOLDER


class NotTranslated(TypeError):
    """A lazy sentence was put on a page without a translator: write `_(sentence)`."""


@dataclass(frozen=True, slots=True)
class Lazy:
    """A sentence that a translator renders: `_(sentence)`, `_.text(sentence)`.

    `str()` gives the English source for logs and tests. A template that forgets the translator raises
    NotTranslated instead of showing English to everyone.
    """

    msgid: str
    context: str | None = None
    plural: str | None = None
    n: int | None = None
    values: tuple[tuple[str, object], ...] = ()

    def bind(self, **values: object) -> "Lazy":
        """Return the sentence with these values for its placeholders, older ones kept."""
        return replace(self, values=tuple((dict(self.values) | values).items()))

    def count(self, n: int, /, **values: object) -> "Lazy":
        """Return the sentence for n things; only for one declared with a plural."""
        return replace(self.bind(**values), n=n)

    def __str__(self) -> str:
        known = dict(self.values) | ({} if self.n is None else {"n": self.n})
        english = self.plural if self.plural is not None and self.n not in {None, 1} else self.msgid
        return PLACEHOLDER.sub(lambda match: str(known.get(match[1], match[0])), english)

    def __html__(self) -> str:
        raise NotTranslated(self.msgid)


def lazy(msgid: str, /, **values: object) -> Lazy:
    """Declare a sentence."""
    return Lazy(msgid, values=tuple(values.items()))


def plazy(context: str, msgid: str, /, **values: object) -> Lazy:
    """Declare a word or sentence that needs a context to be translated: plazy("verb", "Report")."""
    return Lazy(msgid, context, values=tuple(values.items()))


def nlazy(singular: str, plural: str, n: int | None = None, /, **values: object) -> Lazy:
    """Declare a sentence about n things; where n comes later, `.count(n)` gives it."""
    return Lazy(singular, None, plural, n, tuple(values.items()))
