"""Twenty dots, each one chance in twenty: what a released number still leaves open."""

import math
from collections import Counter
from collections.abc import Callable, Mapping
from statistics import NormalDist
from typing import Literal

from markupsafe import Markup

from portal.web.drawings.shapes import circle, drawing, number

Law = Literal["laplace", "gaussian"]

DOTS = 20
DOT = 22  # the width of a dot and of the place it stands on
REACH = 9  # each half of the range is nine dots wide
WIDTH = (2 * REACH + 2) * DOT + 4

_MIDDLE = WIDTH / 2
_TAIL = 1 / DOTS / 2  # the outer dots stand for 2.5 and 97.5 chances in 100, the ends of the range


def _laplace(chance: float) -> float:
    return -math.copysign(math.log(1 - 2 * abs(chance - 0.5)), 0.5 - chance)


_QUANTILE: Mapping[Law, Callable[[float], float]] = {"laplace": _laplace, "gaussian": NormalDist().inv_cdf}


def chance(estimate: float, low: float, high: float, *, law: Law = "laplace") -> Markup:
    """Draw the quantiles 2.5, 7.5, … 97.5 % of the number that was counted, given the one that was released.

    `low` and `high` are the ends of its 95 % range, and the outer dots stand on them by construction. Where the range
    was cut at nought, the dots that would stand beyond it are heaped on its end. The labels are HTML below the drawing.
    """
    half = max(estimate - low, high - estimate)
    first, last = (round(REACH * (end - estimate) / half) for end in (low, high))
    piles = Counter(min(max(place, first), last) for place in _places(law))
    floor = max(piles.values()) * DOT + 8
    dots = [
        circle(_MIDDLE + place * DOT, floor - 4 - DOT / 2 - level * DOT, 9, "k")
        for place, pile in sorted(piles.items())
        for level in range(pile)
    ]
    return drawing(WIDTH, floor + 12, *dots, *_axis(first, last, floor), kind="flip")


def _places(law: Law) -> list[int]:
    """Place the twenty quantiles on dots, so that the outer ones are `REACH` from the middle."""
    quantile = _QUANTILE[law]
    end = quantile(1 - _TAIL)
    return [round(REACH * quantile((step + 0.5) / DOTS) / end) for step in range(DOTS)]


def _axis(first: int, last: int, floor: float) -> tuple[Markup, ...]:
    """A line from end to end, with a mark at each end and at the published number."""
    left, right, base = _MIDDLE + first * DOT, _MIDDLE + last * DOT, floor + 2
    ends = (_line(x, x, floor - 6, floor + 10) for x in (left, right))
    return _line(left, right, base, base), *ends, _line(_MIDDLE, _MIDDLE, base, floor + 10)


def _line(x1: float, x2: float, y1: float, y2: float) -> Markup:
    line = Markup('<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>')
    return line.format(*(number(each) for each in (x1, x2, y1, y2)))
