"""One pictogram for each kind of service. The solid part is the thing; the dots are what people meet there."""

import math
from collections.abc import Mapping
from types import MappingProxyType

from markupsafe import Markup

from portal.web.drawings.shapes import VOICE, circle, drawing, path, square, voices

SIZE = 40
_FINE, _PLAIN = 1.7, 1.9  # radii of a voice's dot


def _ring(x: float, y: float, radius: float, count: int) -> list[tuple[float, float]]:
    """Put `count` points at equal distances on a circle."""
    turns = (2 * math.pi * place / count for place in range(count))
    return [(x + radius * math.sin(turn), y - radius * math.cos(turn)) for turn in turns]


def _fan(x: float, y: float, radius: float, count: int) -> list[tuple[float, float]]:
    """Put `count` points on the end side of a circle, from 48 degrees above to 48 below."""
    turns = (math.radians(-48 + 96 * place / (count - 1)) for place in range(count))
    return [(x + radius * math.cos(turn), y + radius * math.sin(turn)) for turn in turns]


def _light() -> tuple[Markup, ...]:
    falling = [(27, 24), (22, 29), (32, 29), (27, 29), (19, 34), (24, 34), (30, 34), (35, 34)]
    lamp = path("M20 11h14a7 7 0 0 1-14 0z")
    return square(10, 8, 3, 29), square(10, 8, 18, 3), lamp, voices(falling, _FINE)


def _ground() -> tuple[Markup, ...]:
    loose = [(24.5 + 4.5 * column, 24.5 + 4.5 * row) for column in range(3) for row in range(3)]
    tiles = (square(x, y, 14, 14) for x, y in ((4, 4), (22, 4), (4, 22)))
    return *tiles, voices(loose, _FINE)


def _step() -> tuple[Markup, ...]:
    climbing = [(6 + 5 * place, 21 - 2.7 * place) for place in range(5)]
    return path("M4 34V28L30 14v20z"), square(32, 8, 4, 26), voices(climbing, _FINE)


def _waste() -> tuple[Markup, ...]:
    return square(10, 16, 20, 20), square(7, 11, 26, 3), voices([(14, 6), (20, 4), (26, 6)], _PLAIN)


def _green() -> tuple[Markup, ...]:
    fallen = [(7, 34), (12, 36), (28, 36), (33, 34)]
    return circle(20, 14, 11), square(18, 24, 4, 13), voices(fallen, _PLAIN)


def _noise() -> tuple[Markup, ...]:
    waves = [point for radius, count in ((13, 5), (19, 7), (25, 9)) for point in _fan(12, 20, radius, count)]
    return circle(12, 20, 7), voices(waves, 1.8)


def _water() -> tuple[Markup, ...]:
    puddle = [(6 + 5.6 * place, 32 + 4 * (place % 2)) for place in range(6)]
    return path("M20 3C25 10 28 14 28 19a8 8 0 0 1-16 0c0-5 3-9 8-16z"), voices(puddle, _PLAIN)


def _traffic() -> tuple[Markup, ...]:
    return square(13, 3, 14, 26), square(18.5, 29, 3, 9), voices([(20, 8.5), (20, 16), (20, 23.5)], 2.6)


def _repair() -> tuple[Markup, ...]:
    sparks = [(34, 20), (29.5, 24), (36, 26), (31, 30), (36, 33)]
    return path("M6 6h20l8 4v5H6z"), square(11, 15, 5, 22), voices(sparks, _PLAIN)


def _reuse() -> tuple[Markup, ...]:
    turn = _ring(20, 20, 15, 12)[2:]
    return square(14, 14, 12, 12), path("M20 .5l8.5 4.5-8.5 4.5z"), voices(turn, _PLAIN)


def _ewaste() -> tuple[Markup, ...]:
    cord = [(20, 35.5), (24.5, 37.5), (29.5, 37), (34, 34.5)]
    plug = path("M10 13h20v7a10 10 0 0 1-20 0z")
    return square(14, 4, 3, 9), square(23, 4, 3, 9), plug, voices(cord, _PLAIN)


def _building() -> tuple[Markup, ...]:
    windows = [(x, y) for y in (9.5, 16.5, 23.5) for x in (11.5, 18.5)]
    return square(6, 4, 18, 32), square(26, 17, 9, 19), voices(windows, _PLAIN)


def _animal() -> tuple[Markup, ...]:
    toes = (
        circle(x, y, radius) for x, y, radius in ((8.5, 17.5, 3.4), (15.5, 9.5, 4), (24.5, 9.5, 4), (31.5, 17.5, 3.4))
    )
    return circle(20, 25, 8.5), *toes, voices([(6, 33), (11, 36.5), (29, 36.5), (34, 33)], _PLAIN)


def _cycle() -> tuple[Markup, ...]:
    road = [(4 + 6.4 * place, 37.5) for place in range(6)]
    wheels = circle(9, 26.5, 7), circle(31, 26.5, 7)
    frame = path(
        "M7.8 26L15 12.5h9.2L23.5 9.5H21V7h9v2.5h-3.7l5.9 16.6-2.4.8-4.9-11.9-6.5 12.5h-2.8l6.7-12.5h-5.5l-6.3 12z"
    )
    return *wheels, frame, square(11, 8.5, 8, 2.5), voices(road, _FINE)


def _play() -> tuple[Markup, ...]:
    swing = square(15, 8, 1.5, 17), square(23.5, 8, 1.5, 17), square(14, 24, 12, 3)
    swinging = [(14, 31.5), (20, 33), (26, 31.5)]
    return path("M4 37L11 5h18l7 32h-3L26.5 8h-13L7 37z"), *swing, voices(swinging, _PLAIN)


def _other() -> tuple[Markup, ...]:
    return circle(9, 20, 4.5), circle(20, 20, 4.5), circle(31, 20, 4.5, VOICE)


_DRAWN = {
    "light": _light,
    "ground": _ground,
    "step": _step,
    "waste": _waste,
    "green": _green,
    "noise": _noise,
    "water": _water,
    "traffic": _traffic,
    "repair": _repair,
    "reuse": _reuse,
    "ewaste": _ewaste,
    "building": _building,
    "animal": _animal,
    "cycle": _cycle,
    "play": _play,
    "other": _other,
}

pictograms: Mapping[str, Markup] = MappingProxyType({key: drawing(SIZE, SIZE, *draw()) for key, draw in _DRAWN.items()})
"""Pictograms by key; they are mirrored for right-to-left pages by the stylesheet."""
