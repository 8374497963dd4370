"""The few shapes that every drawing is made of, written as SVG."""

from collections.abc import Iterable

from markupsafe import Markup

VOICE = "v"
"""The class of a dot that stands for a voice."""

_HIDDEN = Markup(' aria-hidden="true" focusable="false"')
_CLASS = Markup(' class="{}"')


def number(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def circle(x: float, y: float, radius: float, kind: str = "") -> Markup:
    """Draw a disc round (x, y)."""
    return Markup('<circle{} cx="{}" cy="{}" r="{}"/>').format(_class(kind), number(x), number(y), number(radius))


def square(x: float, y: float, width: float, height: float, kind: str = "") -> Markup:
    """Draw a filled rectangle from its upper corner at the start."""
    sizes = (number(each) for each in (x, y, width, height))
    return Markup('<rect{} x="{}" y="{}" width="{}" height="{}"/>').format(_class(kind), *sizes)


def path(outline: str, kind: str = "") -> Markup:
    """Draw a filled outline in SVG's path language."""
    return Markup('<path{} d="{}"/>').format(_class(kind), outline)


def voices(points: Iterable[tuple[float, float]], radius: float) -> Markup:
    """Draw a dot for each of some voices."""
    return Markup("").join(circle(x, y, radius, VOICE) for x, y in points)


def drawing(width: float, height: float, *parts: Markup, kind: str = "") -> Markup:
    """Put parts into one picture that a screen reader passes over: the words stand beside it."""
    start = Markup('<svg{} viewBox="0 0 {} {}"{}>').format(_class(kind), number(width), number(height), _HIDDEN)
    return start + Markup("").join(parts) + Markup("</svg>")


def fluid(*parts: Markup, kind: str) -> Markup:
    """Put parts into a picture without a viewBox: percentages follow the width of the page."""
    return Markup('<svg class="{}"{}>').format(kind, _HIDDEN) + Markup("").join(parts) + Markup("</svg>")


def _class(kind: str) -> Markup:
    return _CLASS.format(kind) if kind else Markup("")
