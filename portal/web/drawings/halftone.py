"""The dot patterns that figures and maps are filled with, once for each page that has a figure."""

from functools import cache

from markupsafe import Markup

from portal.web.drawings.shapes import circle, number

NEAR, FAR = "dots-near", "dots-far"
"""Patterns of a bar's band: up to the published number, and beyond it."""

CLASSES = ("dots-1", "dots-2", "dots-3", "dots-4")
"""Patterns of a map's classes, from few dots to many. The class above them is solid."""

_BAND_CELL, _MAP_CELL = 6, 9
_RADII = {NEAR: 1.75, FAR: 1.05} | dict(zip(CLASSES, (1.3, 2.1, 2.9, 3.7), strict=True))


def fill(pattern: str) -> Markup:
    """Return the attribute that fills a shape with one of the patterns."""
    return Markup(' fill="url(#{})"').format(pattern)


@cache
def defs() -> Markup:
    """Define the patterns. They stand in a picture without a size, because `display: none` would empty them."""
    patterns = (_pattern(name, radius) for name, radius in _RADII.items())
    start, end = Markup('<svg class="defs" aria-hidden="true" focusable="false"><defs>'), Markup("</defs></svg>")
    return start + Markup("").join(patterns) + end


def _pattern(name: str, radius: float) -> Markup:
    """Two staggered dots a cell, and their neighbours where these reach over the edge."""
    cell = _BAND_CELL if name in {NEAR, FAR} else _MAP_CELL
    near, far = cell / 4, cell * 3 / 4
    centres = [(near, near), (far, far)]
    if radius > near:
        out, back = near + cell, far - cell
        centres += [(out, near), (near, out), (back, far), (far, back), (out, out), (back, back)]
    dots = Markup("").join(circle(x, y, radius) for x, y in centres)
    start = Markup('<pattern id="{}" width="{}" height="{}" patternUnits="userSpaceOnUse"><g class="k">')
    return start.format(name, number(cell), number(cell)) + dots + Markup("</g></pattern>")
