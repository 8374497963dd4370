"""The mark: seven dots on the two arms of a V. They start as voices, grow, and meet in one fact."""

from functools import cache

from markupsafe import Markup

from portal.web.drawings.shapes import VOICE, circle, drawing

SIZE = 36

# One arm: (x, y, radius). The other is its mirror image; nobody mirrors the whole.
_ARM = ((4.2, 5.0, 2.3), (8.3, 12.4, 3.0), (12.6, 20.2, 3.9))
_FOOT = (18.0, 29.3, 5.6)


@cache
def mark() -> Markup:
    """Draw the mark; the words beside it name the site."""
    dots = [
        circle(at, y, radius, VOICE if place == 0 else "")
        for place, (x, y, radius) in enumerate(_ARM)
        for at in (x, SIZE - x)
    ]
    return drawing(SIZE, SIZE, *dots, circle(*_FOOT))
