"""The checks of one message in one language: each looks at one thing and says what is wrong."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from babel.messages.catalog import Message

from i18n.bidi import CONTROLS
from i18n.placeholders import FOREIGN, has_crossed_brackets, linked_texts, names, without
from i18n.plurals import is_single
from i18n.pofiles import placeholders, singular, strings
from i18n.wording import forbidden

_MAX_LENGTH = re.compile(r"max-length:\s*(\d+)")
_TAGS = re.compile(r"</?[A-Za-z][^>]*>|&#?\w+;")


@dataclass(frozen=True, slots=True)
class Entry:
    """One message of one language under the eyes of the checks."""

    tag: str
    domain: str
    message: Message

    @property
    def msgid(self) -> str:
        """Return the source sentence."""
        return singular(self.message)

    @property
    def texts(self) -> tuple[str, ...]:
        """Return the translation in all its forms, those that are there."""
        return tuple(text for text in strings(self.message) if text)


Reasons = Iterator[str]


def missing(entry: Entry) -> Reasons:
    """Find messages that lack a form."""
    forms = strings(entry.message)
    if not all(forms):
        yield f"{forms.count('')} of {len(forms)} forms missing" if len(forms) > 1 else "not translated"


def fuzzy(entry: Entry) -> Reasons:
    """Find guesses that nobody confirmed."""
    if entry.message.fuzzy:
        yield "marked fuzzy: read it and remove the mark"


def unequal_placeholders(entry: Entry) -> Reasons:
    """Find forms that ask for other values than the source, or cross their link brackets.

    A form that serves one number only may leave `%(n)s` out: "one voice", "صوت واحد".
    """
    source = placeholders(entry.message)
    counted = not isinstance(entry.message.id, str)
    for index, text in enumerate(strings(entry.message)):
        if not text:
            continue  # that is another check's finding
        spare = {"n"} if counted and is_single(entry.tag, index) else set()
        if not source - spare <= names(text) <= source:
            yield f"placeholders {listed(names(text))} instead of {listed(source)}"
        if has_crossed_brackets(text):
            yield "a _start without its _end"


def foreign_placeholders(entry: Entry) -> Reasons:
    """Find %s, %d and {name}: only %(name)s is filled in."""
    for text in (entry.msgid, *entry.texts):
        for match in FOREIGN.findall(without(text)):
            yield f"{match} is no named placeholder"


def equal_arabic_forms(entry: Entry) -> Reasons:
    """Find Arabic plurals whose six forms are the same words: 2 and 11 to 99 would be wrong."""
    texts = strings(entry.message)
    if entry.tag == "ar" and len(texts) > 1 and all(texts) and len(set(texts)) == 1:
        yield "all six Arabic forms are equal"


def too_long(entry: Entry) -> Reasons:
    """Find texts above the `max-length: N` of a translators' comment, or far longer than their source."""
    asked = [int(found[1]) for one in entry.message.auto_comments if (found := _MAX_LENGTH.search(one))]
    limit = min(asked, default=2 * len(without(entry.msgid)) + 40)
    for text in entry.texts:
        if len(without(text)) > limit:
            yield f"{len(without(text))} characters, at most {limit}"


def double_spaces(entry: Entry) -> Reasons:
    """Find doubled spaces, and spaces or line ends at the rim, which only the page may add."""
    for text in entry.texts:
        if "  " in text or text != text.strip():
            yield "double space, or a space at the rim"


def bidi_controls(entry: Entry) -> Reasons:
    """Find direction controls: the translator isolates values, the page sets the direction."""
    if any(CONTROLS.search(text) for text in (entry.msgid, *entry.texts)):
        yield "contains a direction control"


def markup(entry: Entry) -> Reasons:
    """Find HTML: catalogues hold text, and the page would show the tag."""
    for text in (entry.msgid, *entry.texts):
        for match in _TAGS.findall(text):
            yield f"{match} would be shown as it is: use %(x_start)s and %(x_end)s"


def wording(entry: Entry) -> Reasons:
    """Find what may not be said in this language: see wording.toml."""
    for text in entry.texts:
        yield from forbidden(text, linked_texts(text), entry.tag)


def listed(found: frozenset[str]) -> str:
    """Return placeholder names in a fixed order, for a reason."""
    return ", ".join(sorted(found)) or "none"


CHECKS: tuple[Callable[[Entry], Reasons], ...] = (
    missing, fuzzy, unequal_placeholders, foreign_placeholders, equal_arabic_forms, too_long, double_spaces,
    bidi_controls, markup, wording,
)  # fmt: skip
