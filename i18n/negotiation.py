"""Which language to speak first, where no address says one: the browser's, then the city's."""

import re

from i18n.locales import Locale, shipped

# Real browsers send fewer than 20 ranges; a longer header is somebody playing.
MAX_HEADER_LENGTH = 1_000
MAX_RANGES = 30

# Source: RFC 4647 §2.1 (basic language range), RFC 9110 §12.4.2 (weight).
_ITEM = re.compile(
    r"\s*(?P<range>\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*"
    r"(?:;\s*[qQ]\s*=\s*(?P<weight>0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)\s*)?"
)


def language_ranges(header: str) -> tuple[tuple[str, float], ...]:
    """Return the (range, weight) pairs of an Accept-Language header, best first.

    Malformed items are left out, the rest still counts. Source: RFC 9110 §12.5.4.
    """
    found: list[tuple[str, float]] = []
    for item in header[:MAX_HEADER_LENGTH].split(",")[:MAX_RANGES]:
        match = _ITEM.fullmatch(item)
        if match:
            found.append((match["range"].lower(), float(match["weight"] or 1)))
    return tuple(sorted(found, key=lambda pair: -pair[1]))


def accepted(header: str | None) -> Locale | None:
    """Return the best shipped locale for an Accept-Language header, or None where nothing fits.

    Subtags are dropped from the end until a tag fits, so `ca-ES-valencia` finds ca and
    `zh-Hant-TW` finds zh. `*` says nothing and leads to the default. Source: RFC 4647 §3.4.
    """
    if not header:
        return None
    ranges = language_ranges(header)
    refused = {name for name, weight in ranges if weight == 0}
    for name, weight in ranges:
        found = None if weight == 0 else _looked_up(name)
        if found and found.tag not in refused:
            return found
    return None


def _looked_up(language_range: str) -> Locale | None:
    subtags = language_range.split("-")
    while subtags:
        found = shipped("-".join(subtags))
        if found:
            return found
        subtags.pop()
    return None


def negotiated(*, header: str | None = None, default: Locale) -> Locale:
    """Return the locale for a visitor who has not said one in the address. A choice is an address, not a cookie."""
    return accepted(header) or default
