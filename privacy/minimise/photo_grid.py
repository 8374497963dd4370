"""A photo as a grid of cells that a person ticks: no drawing, no script, one key each.

A cell is named by its row and its column, as it is seen: "1-1" is where the picture begins, at the top left.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from privacy.minimise.images import Box


@dataclass(frozen=True, slots=True)
class Grid:
    """How many cells a photo has, down and across."""

    rows: int
    columns: int

    def cells(self) -> Iterator[tuple[int, int, str]]:
        """Yield every cell, row by row: its row, its column and its name."""
        for row in range(1, self.rows + 1):
            for column in range(1, self.columns + 1):
                yield row, column, f"{row}-{column}"

    def box(self, row: int, column: int) -> Box:
        """Give the part of a photo that a cell covers, in shares of its size."""
        down, across = self.rows, self.columns
        return Box((column - 1) / across, (row - 1) / down, column / across, row / down)

    def boxes(self, ticked: Iterable[str]) -> tuple[Box, ...]:
        """Give the parts of a photo that the ticked cells cover; what is no cell is left out."""
        wanted = set(ticked)
        return tuple(self.box(row, column) for row, column, name in self.cells() if name in wanted)

    def touched(self, boxes: Iterable[Box]) -> tuple[str, ...]:
        """Name the cells of which some part lies within one of the boxes."""
        found = tuple(boxes)
        return tuple(
            name for row, column, name in self.cells() if any(_overlap(self.box(row, column), each) for each in found)
        )


COARSE: Final = Grid(6, 8)
FINE: Final = Grid(12, 16)


@dataclass(frozen=True, slots=True)
class Cover:
    """The grid over one photo, and the cells that are ticked."""

    grid: Grid
    ticked: tuple[str, ...]

    @property
    def is_fine(self) -> bool:
        """Whether the grid has the smaller cells."""
        return self.grid == FINE

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The parts of the photo that are covered."""
        return self.grid.boxes(self.ticked)

    def turned(self) -> "Cover":
        """Give the cells of the other grid that cover no less."""
        other = COARSE if self.is_fine else FINE
        return Cover(other, other.touched(self.boxes))


_HAIR: Final = 1e-9  # cells that only meet at an edge do not overlap, however the shares were rounded


def _overlap(one: Box, other: Box) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    return across > _HAIR and down > _HAIR
