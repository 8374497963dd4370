"""A part of the city, drawn for its page: districts, streets, the middle, and a pin. A map is never mirrored."""

from collections.abc import Callable, Iterable
from typing import Protocol

from markupsafe import Markup

from portal.web.drawings.shapes import circle, number, path

_CROSS = Markup('<path class="cross" d="M{0} {1}h24M{2} {3}v24"/>')
_NAME = Markup('<text class="{}" lang="{}" x="{}" y="{}">{}</text>')
_PIN = Markup(
    '<a href="#{0}" tabindex="-1"><rect class="pin-edge" x="{1}" y="{2}" width="{3}" height="24" rx="12"/>'
    '<text class="quarter" x="{4}" y="{5}">{6}</text></a>'
)
_BASELINE = 4.5  # from the middle of a line of 13 points down to its foot


class Named(Protocol):
    """A name and the point that it is centred on."""

    @property
    def text(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...


class Pin(Protocol):
    """A place with the numbers of some lines of a list."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def text(self) -> tuple[int, ...]: ...
    @property
    def numbers(self) -> tuple[int, ...]: ...
    @property
    def half(self) -> float: ...
    @property
    def address(self) -> str: ...


class CloseUp(Protocol):
    """What a picture shows: `city.places` says it."""

    @property
    def areas(self) -> tuple[str, ...]: ...
    @property
    def districts(self) -> Iterable[Named]: ...
    @property
    def dots(self) -> Iterable[tuple[float, float]]: ...
    @property
    def streets(self) -> Iterable[Named]: ...


def close_up(shown: CloseUp, *, width: int, height: int, over: Iterable[Markup] = ()) -> Markup:
    """Draw a part of the city; the words beside it say the same, so a screen reader passes over it."""
    parts = [
        *(path(area, "land") for area in shown.areas),
        *(circle(x, y, 2.5, "street") for x, y in shown.dots),
        *(_name(each, "quarter") for each in shown.districts),
        *(_name(each, "way") for each in shown.streets),
        *over,
    ]
    start = Markup(
        '<svg class="close-up" width="{0}" height="{1}" viewBox="0 0 {0} {1}" font-size="13" aria-hidden="true"'
        ' focusable="false">'
    )
    return start.format(width, height) + Markup("").join(parts) + Markup("</svg>")


def cross(x: float, y: float) -> Markup:
    """Draw the cross in the middle, where a pin would be put."""
    return _CROSS.format(number(x - 12), number(y), number(x), number(y - 12))


def pin(x: float, y: float) -> Markup:
    """Draw the pin: a disc in a ring, in the colour of what only the crew sees."""
    return circle(x, y, 11, "pin-edge") + circle(x, y, 8, "pin")


def number_pins(pins: Iterable[Pin], digits: Callable[[int], str]) -> list[Markup]:
    """Draw a disc for each pin, with its numbers; a press leads to the first of its lines, which takes the focus."""
    return [_number_pin(each, digits) for each in pins]


def _number_pin(each: Pin, digits: Callable[[int], str]) -> Markup:
    text = " ".join(digits(one) for one in each.text) + ("…" if len(each.numbers) > len(each.text) else "")
    return _PIN.format(
        each.address, number(each.x - each.half), number(each.y - 12), number(2 * each.half), number(each.x),
        number(each.y + _BASELINE), text,
    )  # fmt: skip


def _name(each: Named, kind: str) -> Markup:
    return _NAME.format(kind, each.language, number(each.x), number(each.y + _BASELINE), each.text)
