"""The cells of a photo: what they cover, and what covers the same on another grid."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.minimise.images import Box
from privacy.minimise.photo_grid import COARSE, FINE

NAMES = [name for _, _, name in COARSE.cells()]


def area(boxes: tuple[Box, ...]) -> float:
    return sum((box.right - box.left) * (box.bottom - box.top) for box in boxes)


@given(st.sets(st.sampled_from(NAMES)))
def test_cells_cover_exactly_their_share_of_a_photo_on_either_grid(ticked: set[str]) -> None:
    boxes = COARSE.boxes([*ticked, "9-9", "", "1-1-1"])
    assert area(boxes) == pytest.approx(len(ticked) / 48)
    finer = FINE.touched(boxes)
    assert len(finer) == 4 * len(ticked)
    assert set(COARSE.touched(FINE.boxes(finer))) == ticked


def test_all_cells_together_are_the_photo() -> None:
    boxes = COARSE.boxes(NAMES)
    assert len(boxes) == 48
    assert (min(box.left for box in boxes), max(box.bottom for box in boxes)) == (0, 1)


def test_a_part_touches_every_cell_that_it_reaches_into() -> None:
    assert COARSE.touched([Box(0.12, 0.1, 0.26, 0.18)]) == ("1-1", "1-2", "1-3", "2-1", "2-2", "2-3")
    assert COARSE.touched([]) == ()
