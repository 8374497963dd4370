"""Maps of districts: one outline each, dots by class, a number on a disc. A map is never mirrored."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from portal.web.drawings.halftone import CLASSES, fill
from portal.web.drawings.shapes import circle, number, path

_DIGITS, _PAPER = 18.0, 34.0  # units that a digit is high, and the paper of a number wide
_BASELINE, _LINE = 0.36, 1.2  # of the height of a digit: from its middle to its foot, and the height of the paper
_DASHED = Markup(' fill="none" stroke-dasharray="2 5"')


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One district on the map.

    `outline` is a path of SVG, `label` the point its number stands on; a line leads from it to `leads_to`, if it stands
    beside its district. `band` is its class, 0 to 4 from few to many;
    None says that the range is too wide to say anything.
    """

    number: int
    outline: str
    label: tuple[float, float]
    band: int | None
    leads_to: tuple[float, float] | None = None


def citymap(
    districts: Iterable[District],
    *,
    view: tuple[float, float, float, float],
    title: str,
    title_id: str,
    size: tuple[float, float] = (_DIGITS, _PAPER),
    digits: Callable[[int], str] = str,
) -> Markup:
    """Draw districts; `view` is (least x, least y, width, height), `title` the map's name for screen readers,
    `size` how high a digit and how wide the paper under a number is.

    The numbers lead to the table beside the map. Needs `defs()` on the same page.
    """
    shown = tuple(districts)
    box = " ".join(number(side) for side in view)
    start = Markup('<svg class="map" viewBox="{0}" font-size="{3}" role="img" aria-labelledby="{1}">')
    start += Markup('<title id="{1}">{2}</title>')
    parts = [
        *(_area(each) for each in shown),
        *(_line(each, size[0]) for each in shown),
        *(_label(each, digits, *size) for each in shown),
    ]
    return start.format(box, title_id, title, number(size[0])) + Markup("").join(parts) + Markup("</svg>")


def swatch(band: int | None) -> Markup:
    """Draw the sample of a class for the key of a map."""
    kind, look = _look(band)
    rect = Markup('<rect x="1" y="1" width="34" height="22" class="{}"{}/>').format(kind, look)
    return Markup('<svg aria-hidden="true" focusable="false">') + rect + Markup("</svg>")


def _look(band: int | None) -> tuple[str, Markup]:
    """Return class and attributes of an area."""
    if band is None:
        return "d unsure", _DASHED
    return ("d k", Markup("")) if band >= len(CLASSES) else ("d", fill(CLASSES[band]))


def _area(district: District) -> Markup:
    kind, look = _look(district.band)
    return Markup('<path class="{}"{} d="{}"/>').format(kind, look, district.outline)


def _line(district: District, high: float) -> Markup:
    if district.leads_to is None:
        return Markup("")
    (x, y), (end_x, end_y) = district.label, district.leads_to
    drawn = f"M{number(x)} {number(y)}L{number(end_x)} {number(end_y)}"
    return path(drawn, "lead") + circle(end_x, end_y, high * 0.16, "lead-end")


def _label(district: District, digits: Callable[[int], str], high: float, wide: float) -> Markup:
    x, y = district.label
    tall = high * _LINE
    paper = Markup('<rect class="knock" x="{}" y="{}" width="{}" height="{}" rx="{}"/>').format(
        *map(number, (x - wide / 2, y - tall / 2, wide, tall, tall / 2))
    )
    text = Markup('<text class="lab" x="{}" y="{}">{}</text>')
    below = text.format(number(x), number(y + _BASELINE * high), digits(district.number))
    return paper + below
