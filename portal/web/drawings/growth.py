"""From a voice to a fact, beside pages that have nothing to show yet: seven dots that grow, some of them filled."""

from functools import cache

from markupsafe import Markup

from portal.web.drawings.shapes import VOICE, circle, drawing

RADII = (2.2, 2.9, 3.7, 4.6, 5.6, 6.8, 8.2)
_GAP, _EDGE = 7.0, 1.0
_VOICES = 2  # the smallest are people, the others what the city made of it


@cache
def growing(filled: int) -> Markup:
    """Draw the seven dots, the first `filled` of them filled: the first voice, or all the way."""
    middle, at, dots = RADII[-1] + _EDGE, _EDGE, []
    for place, radius in enumerate(RADII):
        kind = "" if place >= filled else VOICE if place < _VOICES else "full"
        dots.append(circle(at + radius, middle, radius, kind))
        at += 2 * radius + _GAP
    return drawing(at - _GAP + _EDGE, 2 * middle, *dots, kind="growing")
