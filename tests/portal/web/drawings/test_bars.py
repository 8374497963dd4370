"""A bar is as long as its number, its parts touch, and an exact one has no dots."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.drawings import bar, exact_bar
from tests.portal.web.drawings.pictures import percent, read

NUMBERS = st.integers(0, 5_000)


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS), st.integers(1, 5_000))
def test_the_three_parts_touch_and_add_up_to_the_high_end(numbers: tuple[int, int, int], scale: int) -> None:
    low, estimate, high = sorted(numbers)
    solid, near, far = read(bar(low, estimate, high, scale=scale)).findall("rect")
    assert percent(near, "x") == percent(solid, "width")
    assert percent(far, "x") == pytest.approx(percent(near, "x") + percent(near, "width"))
    whole = sum(percent(part, "width") for part in (solid, near, far))
    assert whole == pytest.approx(min(100, 100 * high / scale), abs=0.06)
    assert all(percent(part, "width") >= 0 for part in (solid, near, far))


@given(st.tuples(NUMBERS, NUMBERS, NUMBERS), st.integers(1, 5_000))
def test_the_lines_stand_at_the_number_and_at_the_high_end(numbers: tuple[int, int, int], scale: int) -> None:
    low, estimate, high = sorted(numbers)
    axis, thin = read(bar(low, estimate, high, scale=scale)).findall("line")
    assert percent(axis, "x1") == percent(axis, "x2") == pytest.approx(min(100, 100 * estimate / scale), abs=0.06)
    assert percent(thin, "x1") == percent(thin, "x2") == pytest.approx(min(100, 100 * high / scale), abs=0.06)
    assert percent(axis, "y1") < 0 < percent(thin, "y1")
    assert percent(axis, "y2") > 100 > percent(thin, "y2")


def test_a_range_below_nought_starts_at_nought() -> None:
    solid, near, _ = read(bar(-7, 31, 69, scale=690)).findall("rect")
    assert percent(solid, "width") == 0
    assert percent(near, "width") == pytest.approx(4.5)


def test_a_wider_range_is_drawn_wider() -> None:
    def band(half: int) -> float:
        _, near, far = read(bar(500 - half, 500, 500 + half, scale=1_000)).findall("rect")
        return percent(near, "width") + percent(far, "width")

    assert band(100) == pytest.approx(2 * band(50))


def test_an_exact_number_has_a_frame_and_no_dots() -> None:
    drawn = exact_bar(610_000, total=1_000_000)
    solid, frame = read(drawn).findall("rect")
    assert percent(solid, "width") == 61
    assert frame.get("class") == "frame"
    assert "url(" not in drawn
    assert "url(" in bar(1, 2, 3, scale=4)


def test_an_exact_number_above_its_total_fills_the_frame() -> None:
    assert percent(read(exact_bar(120, total=100)).findall("rect")[0], "width") == 100
