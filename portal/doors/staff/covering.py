"""Which parts of a report's photos a clerk wants to cover, and on which grid."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.listen.reports.photos import MOST
from privacy.minimise.photo_grid import COARSE, FINE, Grid


@dataclass(frozen=True, slots=True)
class Cover:
    """The grid over one photo, and the cells that are ticked."""

    grid: Grid
    ticked: tuple[str, ...]

    @property
    def is_fine(self) -> bool:
        """Whether the grid has the smaller cells."""
        return self.grid == FINE

    def on(self, grid: Grid) -> "Cover":
        """Give the cells of another grid that cover no less."""
        return Cover(grid, grid.touched(self.grid.boxes(self.ticked)))


def covers(values: Mapping[str, tuple[str, ...]]) -> dict[int, Cover]:
    """Read the grids of a form as it was sent; the button "finer" asks for other cells on one of them."""
    found: dict[int, Cover] = {}
    for number in range(1, MOST + 1):
        cover = Cover(FINE if values.get(f"fine_{number}") else COARSE, values.get(f"cover_{number}", ()))
        turned = str(number) in values.get("finer", ())
        found[number] = cover.on(COARSE if cover.is_fine else FINE) if turned else cover
    return found
