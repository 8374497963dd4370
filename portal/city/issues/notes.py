"""Sentences that the city says with a step: reviewed once, and there in all languages."""

from typing import Final

from i18n.lazy import Lazy, lazy

NOTES: Final[dict[str, Lazy]] = {
    "inspected": lazy("Staff of the city looked at the place."),
    "made-safe": lazy("The place was made safe. The repair follows."),
    "material": lazy("The material is ordered."),
    "contractor": lazy("A company works on it for the city."),
    "weather": lazy("The work waits for better weather."),
    "more-work": lazy("The repair needs more work than it seemed."),
    "owner-told": lazy("The city told the owner of the place."),
    "no-trace": lazy("Staff went there and found nothing."),
    "part-of-works": lazy("It will be done together with larger works in this street."),
    "no-money": lazy("The city has no money for this at the moment."),
    "done-lasting": lazy("The repair is done."),
    "done-for-now": lazy("It is mended for now. A lasting repair follows."),
    "still-there": lazy("The problem is still there, so the issue is open again."),
}

SAID_STILL_THERE: Final = "said-still-there"
_OF_RESIDENTS: Final = {
    SAID_STILL_THERE: lazy("Somebody who reported it says that it is still there. The city looks at it again."),
}


def sentence(code: str) -> Lazy:
    """Give the sentence of a code, also of what no clerk can say. Raises KeyError."""
    return _OF_RESIDENTS.get(code) or NOTES[code]
