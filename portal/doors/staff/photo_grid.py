"""A photo as a grid of cells that a clerk ticks: no drawing, no script, one key each."""

from collections.abc import Iterable, Iterator
from typing import Final

from privacy.minimise.images import Box

COLUMNS: Final = "ABCDEFGH"
ROWS: Final = 6


def names() -> Iterator[str]:
    """Name every cell, row by row: A1 is where the photo begins, H6 where it ends."""
    for row in range(1, ROWS + 1):
        for column in COLUMNS:
            yield f"{column}{row}"


def boxes(ticked: Iterable[str]) -> tuple[Box, ...]:
    """Give the parts of a photo that the ticked cells cover, in shares of its size; what is no cell is left out."""
    wanted = set(ticked)
    return tuple(_box(name) for name in names() if name in wanted)


def _box(name: str) -> Box:
    column, row = COLUMNS.index(name[0]), int(name[1:]) - 1
    across, down = len(COLUMNS), ROWS
    return Box(column / across, row / down, (column + 1) / across, (row + 1) / down)
