"""The front door: voices, small dots, grow out of each other into one solid fact."""

import math
from collections.abc import Iterator
from functools import cache

from markupsafe import Markup

from portal.web.drawings.shapes import number

SIDE = 520
STEP = 17

_START = Markup('<svg viewBox="0 0 {0} {0}" preserveAspectRatio="xMaxYMax meet" aria-hidden="true" focusable="false">')
_ROW = 0.866 * STEP  # rows of equal triangles
_LEAST = 1.2
_MOST = 0.82 * STEP
_SEEN = 1.6  # below this a dot is dust
_FACT = 4.1  # from this radius on a dot has become a fact


@cache
def hero() -> Markup:
    """Draw the front door. The drawing fades on its two inner edges and bleeds over the two outer ones."""
    groups: dict[tuple[bool, float], list[str]] = {}
    for x, y, radius in _dots():
        group = (radius >= _FACT, round(radius * 4) / 2)
        groups.setdefault(group, []).append(f"M{number(x)} {number(y)}h0")
    lines = (_line(is_fact, width, "".join(groups[is_fact, width])) for is_fact, width in sorted(groups))
    return _START.format(SIDE) + Markup("").join(lines) + Markup("</svg>")


def _line(is_fact: bool, width: float, dots: str) -> Markup:
    """Dots of one size, as strokes without a length and with round ends: half the bytes of circles."""
    kind = "k" if is_fact else "v"
    return Markup('<path class="dots {}" stroke-width="{}" d="{}"/>').format(kind, number(width), dots)


def _dots() -> Iterator[tuple[float, float, float]]:
    """Yield (x, y, radius) of each dot that is seen, row by row."""
    y, row = STEP / 2, 0
    while y < SIDE + STEP:
        x = STEP / 2 if row % 2 else float(STEP)
        while x < SIDE + STEP:
            if (radius := _radius(x, y)) > _SEEN:
                yield x, y, radius
            x += STEP
        y += _ROW
        row += 1


def _radius(x: float, y: float) -> float:
    """A wave that grows out of the bottom end corner and has died down before the other two edges."""
    across, down = (SIDE - x) / SIDE, (SIDE - y) / SIDE
    ripple = 1 + 0.07 * math.sin(math.atan2(down, across) * 6 + 0.5)
    height = 1 / (1 + math.exp(-8.5 * (0.57 - math.hypot(across, down) * ripple)))
    return _LEAST + height * (_MOST - _LEAST)
