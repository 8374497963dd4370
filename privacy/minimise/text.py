"""Finds personal data in what people write, so that they can be warned before they send it and staff can cover it."""

from collections.abc import Mapping

from privacy.minimise.candidates import Kind, Span
from privacy.minimise.characters import folded, has_unseen, without_unseen
from privacy.minimise.emails import find_emails
from privacy.minimise.identifiers import find_identifiers
from privacy.minimise.introductions import find_introductions
from privacy.minimise.phones import find_broken_phones, find_phones
from privacy.minimise.plates import find_plates
from privacy.minimise.spoken import find_spoken

REGIONS = ("ES", "FR", "GB", "MA", "EG", "RU", "CN")  # not Andorra: its six digits are also a number of anything
MARK = "█████"
GAP = "…"
_STRENGTH = {kind: rank for rank, kind in enumerate(Kind)}
_ROUNDS = 8


def find(text: str, *, regions: tuple[str, ...] = REGIONS) -> tuple[Span, ...]:
    """Find every e-mail address, telephone number, id, card, account and number plate in a tidy text.

    The spans are in order and apart. Regions are the ISO 3166 codes whose telephone numbers are known without their
    country code, the likeliest first. A name or a home address is found only where the sentence
    announces it: no list of them is complete.
    """
    spans = _looked(folded(text), regions)
    if has_unseen(text):
        rest, places = without_unseen(text)
        parts = _looked(folded(rest), regions)
        spans += tuple(Span(places[part.start], places[part.end - 1] + 1, part.kind) for part in parts)
    return _apart(spans)


def _looked(plain: str, regions: tuple[str, ...]) -> tuple[Span, ...]:
    numbers = (*find_identifiers(plain), *find_phones(plain, regions), *find_spoken(plain), *find_plates(plain))
    found = (*find_emails(plain), *numbers, *find_introductions(plain))
    return (*found, *find_broken_phones(plain, regions)) if "\n" in plain else found


def mask(text: str, *, regions: tuple[str, ...] = REGIONS, marks: Mapping[Kind, str] | None = None) -> str:
    """Cover all personal data that `find` finds; every mark is as long as any other, so that it tells no length.

    `marks` gives words in the reader's language instead, such as `[phone]`.
    """
    for _ in range(_ROUNDS):  # what stood beside a covered part can be read alone now
        spans = find(text, regions=regions)
        if not spans:
            break
        text = cover(text, spans, marks=marks)
    return text


def without(text: str, *, only: str | None = None, regions: tuple[str, ...] = REGIONS) -> str:
    """Take out what `find` finds, or each find that reads `only`; a gap shows where something was.

    A text of which no word is left is empty.
    """
    for _ in range(_ROUNDS):
        spans = tuple(span for span in find(text, regions=regions) if only in (None, text[span.start : span.end]))
        if not spans:
            break
        text = cover(text, spans, marks=dict.fromkeys(Kind, GAP))
    return text if any(map(str.isalnum, text)) else ""


def cover(text: str, spans: tuple[Span, ...], *, marks: Mapping[Kind, str] | None = None) -> str:
    """Cover these parts of a text; spans that overlap are covered together."""
    parts: list[str] = []
    at = 0
    for span in _apart(spans):
        parts += text[at : span.start], (marks or {}).get(span.kind, MARK)
        at = span.end
    return "".join((*parts, text[at:]))


def _apart(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Join spans that overlap, under the name of the strongest: covering both must leave nothing of either."""
    joined: list[Span] = []
    for span in sorted(spans):
        last = joined[-1] if joined else None
        if last is None or span.start >= last.end:
            joined.append(span)
        else:
            kind = min(last.kind, span.kind, key=_STRENGTH.__getitem__)
            joined[-1] = Span(last.start, max(last.end, span.end), kind)
    return tuple(joined)
