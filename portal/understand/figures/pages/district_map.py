"""The map of a figure: each district in the class of its number, or in none where its range says nothing."""

from dataclasses import dataclass
from itertools import pairwise

from i18n.lazy import Lazy, lazy
from portal.city.places.outlines import Drawing, Outline
from portal.understand.figures.pages.shown_numbers import Row
from portal.understand.figures.rules import class_limits, class_of
from portal.web.drawings import District

UNSURE = lazy("too few to say")


@dataclass(frozen=True, slots=True)
class DistrictMap:
    """What the template draws: districts numbered as in the table, and what the patterns mean."""

    districts: tuple[District, ...]
    view: tuple[float, float, float, float]
    size: tuple[float, float]  # of a digit and of the paper under a number
    key: tuple[tuple[int | None, Lazy], ...]


def map_of(rows: tuple[Row, ...], drawing: Drawing) -> DistrictMap | None:
    """Draw the districts of a table, numbered in its order; None where there is no boundary to draw."""
    numbers = {row.code: place for place, row in enumerate(rows, 1)}
    outlines = [outline for outline in drawing.outlines if outline.code in numbers]
    if not outlines:
        return None
    limits = class_limits(row.number.estimate for row in rows)
    bands = {row.code: None if row.number.is_few else class_of(row.number.estimate, limits) for row in rows}
    shown = tuple(_district(each, numbers[each.code], bands[each.code]) for each in outlines)
    return DistrictMap(shown, drawing.frame, (drawing.digits, drawing.paper), _key(limits))


def _district(outline: Outline, number: int, band: int | None) -> District:
    return District(
        number=number,
        outline=outline.path,
        label=(outline.label_x, outline.label_y),
        band=band,
        leads_to=outline.leads_to,
    )


def _key(limits: tuple[int, ...]) -> tuple[tuple[int | None, Lazy], ...]:
    between = tuple(
        (place, lazy("%(low)s to %(high)s", low=low, high=high - 1))
        for place, (low, high) in enumerate(pairwise(limits), 1)
    )
    first = (0, lazy("fewer than %(limit)s", limit=limits[0]))
    last = (len(limits), lazy("%(limit)s or more", limit=limits[-1]))
    return (first, *between, last, (None, UNSURE))
