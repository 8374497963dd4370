"""Where the numbers of districts stand on a map: inside, or beside with a line where a district is too small. Pure."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from shapely.geometry import Polygon

PHONE_WIDTH, PHONE_HEIGHT = 328, 800  # CSS pixels that a map may take on a phone of 360
LEAST = 12.4  # CSS pixels that a digit is high there
DIGIT, EDGE, LINE = 0.6, 0.5, 1.2  # of the height: the width of a digit, the paper round a number, its height
ANGLES, RINGS, RING = 24, 22, 0.55
_ROOM = 2.2  # heights of a digit that are added round a city whose numbers do not all fit into it
_STRANGE = 1.6  # what standing in another district costs, in heights


@dataclass(frozen=True, slots=True)
class Label:
    """The middle of a number; where it stands beside its district, a line leads to `leads_to`."""

    x: float
    y: float
    leads_to: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Labels:
    """All numbers, how high their digits are, how wide their paper is, and the frame that holds everything."""

    labels: tuple[Label, ...]
    size: float
    width: float
    frame: tuple[float, float, float, float]


Box = tuple[float, float, float, float]


def place(parts: Sequence[Polygon], *, width: float, height: float) -> Labels:
    """Give the largest part of each district its number: no two overlap, and each can be read on a phone."""
    poles = [shapely.get_point(shapely.maximum_inscribed_circle(part, tolerance=1), 0) for part in parts]
    digits = len(str(len(parts)))
    for room in (0.0, _ROOM):
        size = _size(width, height, room)
        half = (digits * DIGIT + EDGE) * size / 2, LINE * size / 2
        boxes = [shapely.box(*_box(pole.x, pole.y, half)) for pole in poles]
        fits = [bool(part.covers(box)) for part, box in zip(parts, boxes, strict=True)]
        if all(fits):
            break
    frame = -room * size, -room * size, width + 2 * room * size, height + 2 * room * size
    labels = _placed(parts, [(pole.x, pole.y) for pole in poles], fits, half, frame)
    return Labels(labels, round(size, 1), round(2 * half[0], 1), frame)


def _size(width: float, height: float, room: float) -> float:
    """Find the height of digits in units: with the room, which is measured in it, the map has to fit a phone."""
    across, down = PHONE_WIDTH / LEAST - 2 * room, PHONE_HEIGHT / LEAST - 2 * room
    return max(width / across, height / down)


def _placed(
    parts: Sequence[Polygon],
    poles: Sequence[tuple[float, float]],
    fits: Sequence[bool],
    half: tuple[float, float],
    frame: Box,
) -> tuple[Label, ...]:
    found = {at: Label(*poles[at]) for at in range(len(parts)) if fits[at]}
    taken = [_box(label.x, label.y, half) for label in found.values()]
    dot = half[1] * 0.35, half[1] * 0.35
    taken += [_box(*poles[at], dot) for at in range(len(parts)) if not fits[at]]
    city = shapely.union_all(list(parts))
    shapely.prepare(city)
    middle = city.centroid
    small = [at for at in range(len(parts)) if not fits[at]]
    # From the edge inwards: what is far out finds its room outside of the city.
    for at in sorted(small, key=lambda at: -math.dist(poles[at], (middle.x, middle.y))):
        label = _beside(poles[at], half, taken, frame, city)
        found[at] = label
        taken.append(_box(label.x, label.y, half))
    return tuple(found[at] for at in range(len(parts)))


def _beside(pole: tuple[float, float], half: tuple[float, float], taken: Sequence[Box], frame: Box, city: Any) -> Label:
    """Find the nearest free place, better outside of the city than in another district."""
    best: tuple[float, float, float] | None = None
    for x, y, far in _around(pole, half[1]):
        box = _box(x, y, half)
        if (best and far >= best[0]) or not _inside(box, frame) or any(_touch(box, other) for other in taken):
            continue
        cost = far + (_STRANGE * half[1] * 2 if city.intersects(shapely.box(*box)) else 0)
        if best is None or cost < best[0]:
            best = cost, x, y
    if best is None:
        return Label(*pole)
    return Label(round(best[1], 1), round(best[2], 1), (round(pole[0], 1), round(pole[1], 1)))


def _around(pole: tuple[float, float], unit: float) -> Iterator[tuple[float, float, float]]:
    for ring in range(2, RINGS + 2):
        far = ring * RING * unit * 2
        for turn in range(ANGLES):
            angle = math.tau * turn / ANGLES
            yield pole[0] + far * math.cos(angle), pole[1] + far * math.sin(angle), far


def _box(x: float, y: float, half: tuple[float, float]) -> Box:
    return x - half[0], y - half[1], x + half[0], y + half[1]


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _inside(box: Box, frame: Box) -> bool:
    left, top, width, height = frame
    return left <= box[0] and top <= box[1] and box[2] <= left + width and box[3] <= top + height
