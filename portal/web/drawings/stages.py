"""The circle of the city in five glyphs: listen, understand, prioritise, deliver, assess."""

from functools import cache

from markupsafe import Markup

from portal.web.drawings.shapes import circle, drawing, square, voices

SIZE = 72


@cache
def circle_glyphs() -> tuple[Markup, ...]:
    """Draw the five glyphs, in the order of the circle."""
    stages = (_listen(), _understand(), _prioritise(), (square(10, 10, 52, 52),), _assess())
    return tuple(drawing(SIZE, SIZE, *parts) for parts in stages)


def _listen() -> tuple[Markup, ...]:
    """Voices, all equal."""
    rows = ((row, 6.5 * (row % 2), 5 - row % 2) for row in range(5))
    return (
        voices([(10 + shift + 13 * place, 12 + 12 * row) for row, shift, count in rows for place in range(count)], 2.6),
    )


def _understand() -> tuple[Markup, ...]:
    """Dots gather into a figure with its band."""
    band = (
        circle(40 + 6 * column, 29 + 7 * row + 3.5 * (column % 2), 2.7 - 0.35 * column)
        for column in range(5)
        for row in range(3 - column % 2)
    )
    return square(6, 26, 30, 20), *band, square(50, 20, 2.5, 32)


def _prioritise() -> tuple[Markup, ...]:
    """Places with their ranges."""
    parts: list[Markup] = []
    for row, (first, last) in enumerate(((0, 1), (0, 2), (2, 4))):
        radii = (5.2 if first <= place <= last else 1.6 for place in range(5))
        parts += [circle(10 + 13 * place, 16 + 20 * row, radius) for place, radius in enumerate(radii)]
        parts.append(square(10 + 13 * first, 15 + 20 * row, 13 * (last - first), 2))
    return tuple(parts)


def _assess() -> tuple[Markup, ...]:
    """Before and after, measured alike."""
    before = (circle(62, 19 + 7 * row, 1.8) for row in range(2))
    after = (circle(36 + 5 * column, 45.5 + 7 * row, 2.2 - 0.4 * column) for column in range(3) for row in range(2))
    return square(8, 16, 50, 14), *before, square(8, 42, 24, 14), *after
