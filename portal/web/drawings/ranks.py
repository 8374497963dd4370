"""The places that a measure may take in a ranking."""

from collections.abc import Callable, Sequence

from markupsafe import Markup

POSSIBLE = 0.025
"""A place is possible from this probability on: outside it lie 2.5 chances in 100 on either side."""

_LIKELIER = (0.2, 0.35, 0.5, 0.8)  # a larger disc from each of these on


def lane(probabilities: Sequence[float], *, digits: Callable[[int], str] = str) -> Markup:
    """Write the places 1 to n; those from the first possible to the last stand on discs, the likelier the larger.

    It is text, hidden from screen readers: the range stands beside it in words. `digits` writes a place in the
    reader's numerals.
    """
    least = min(POSSIBLE, max(probabilities))
    possible = [place for place, probability in enumerate(probabilities) if probability >= least]
    places = Markup(" ").join(
        _place(digits(place + 1), probability, on_disc=possible[0] <= place <= possible[-1])
        for place, probability in enumerate(probabilities)
    )
    return Markup('<p class="lane num" aria-hidden="true">') + places + Markup("</p>")


def _place(text: str, probability: float, *, on_disc: bool) -> Markup:
    if not on_disc:
        return Markup("<span>{}</span>").format(text)
    size = 1 + sum(probability >= bound for bound in _LIKELIER)
    return Markup('<span class="q{}"><b>{}</b></span>').format(size, text)
