"""Bars: a released figure has a band of dots, an exact number has a frame and no dots."""

from markupsafe import Markup

from portal.web.drawings.halftone import FAR, NEAR, fill
from portal.web.drawings.shapes import fluid, number

_SOLID = Markup(' class="k"')
_FRAME = Markup('<rect class="frame" width="100%" height="100%"/>')


def bar(low: float, estimate: float, high: float, *, scale: float) -> Markup:
    """Draw a released figure: solid to the low end, dots to the high end, a line at the published number.

    `scale` is the number at the end of the axis, the same for all bars of a chart; what lies outside is cut off.
    """
    first, middle, last = (_percent(value, scale) for value in (low, estimate, high))
    return fluid(
        _stretch(0, first, _SOLID),
        _stretch(first, middle, fill(NEAR)),
        _stretch(middle, last, fill(FAR)),
        _upright(middle, "axis", beyond=15),
        _upright(last, "thin", beyond=-15),
        kind="bar",
    )


def exact_bar(value: float, *, total: float) -> Markup:
    """Draw a number that is exact, such as money, as a part of its framed total."""
    at = _percent(value, total)
    return fluid(_stretch(0, at, _SOLID), _upright(at, "axis", beyond=15), _FRAME, kind="bar exact")


def _percent(value: float, scale: float) -> float:
    """Place a value on the axis, in tenths of a percent; rounded places part the bar without a gap."""
    return round(100 * min(max(value, 0), scale) / scale, 1)


def _stretch(start: float, end: float, look: Markup) -> Markup:
    place = Markup(' x="{}%"').format(number(start)) if start else Markup("")
    return Markup('<rect{}{} width="{}%" height="100%"/>').format(look, place, number(end - start))


def _upright(at: float, kind: str, *, beyond: int) -> Markup:
    """A line across the bar that reaches `beyond` percent over both edges, or stays within them."""
    line = Markup('<line class="{0}" x1="{1}%" x2="{1}%" y1="{2}%" y2="{3}%"/>')
    return line.format(kind, number(at), -beyond, 100 + beyond)
