"""Maps of districts: one outline each, dots by class, a number on a disc. A map is never mirrored."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

from portal.web.drawings.halftone import CLASSES, fill
from portal.web.drawings.shapes import circle, number, path

_DISC = 17
_BASELINE = 6.5  # from the middle of a digit down to its foot
_DASHED = Markup(' fill="none" stroke-dasharray="2 5"')


@dataclass(frozen=True, slots=True, kw_only=True)
class District:
    """One district on the map.

    `outline` is a path of SVG, `label` the point its number stands on. `band` is its class, 0 to 4 from few to many;
    None says that the range is too wide to say anything.
    """

    number: int
    outline: str
    label: tuple[float, float]
    band: int | None


def citymap(
    districts: Iterable[District],
    *,
    view: tuple[float, float, float, float],
    title: str,
    title_id: str,
    water: str = "",
    digits: Callable[[int], str] = str,
) -> Markup:
    """Draw districts; `view` is (least x, least y, width, height), `title` the map's name for screen readers.

    The numbers lead to the table beside the map. Needs `defs()` on the same page.
    """
    shown = tuple(districts)
    box = " ".join(number(side) for side in view)
    start = Markup('<svg class="map" viewBox="{0}" role="img" aria-labelledby="{1}"><title id="{1}">{2}</title>')
    parts = [*(_area(each) for each in shown), *(_label(each, digits) for each in shown)]
    if water:
        parts.insert(len(shown), path(water, "water"))
    return start.format(box, title_id, title) + Markup("").join(parts) + Markup("</svg>")


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


def _label(district: District, digits: Callable[[int], str]) -> Markup:
    x, y = district.label
    text = Markup('<text class="lab" x="{}" y="{}">{}</text>')
    below = text.format(number(x), number(y + _BASELINE), digits(district.number))
    return circle(x, y, _DISC, "knock") + below
