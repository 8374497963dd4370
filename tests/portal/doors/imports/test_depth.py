"""However it is cut into parts, a JSON file is followed as deep as anybody writes one, and no deeper."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.city.city_file import CityFileError
from portal.city.places.boundaries import read_boundaries
from portal.doors.imports.depth import DEEPEST, Shallow
from portal.doors.imports.rules import BrokenOff

TEXTS = st.text('[]{}"\\ab\u00e9', max_size=8)
VALUES = st.recursive(
    TEXTS | st.integers(), lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3)
)


def read(text: str, size: int) -> str:
    """Read it in parts of a size."""
    stream = Shallow(io.BytesIO(text.encode()), name="x.json")
    return b"".join(iter(lambda: stream.read(size), b"")).decode()


@given(VALUES, st.integers(1, 9))
def test_what_is_written_by_hand_is_read_as_it_is(value: object, size: int) -> None:
    text = json.dumps([value] * 200)
    stream = Shallow(io.BytesIO(text.encode()), name="x.json")
    assert b"".join(iter(lambda: stream.read(size), b"")).decode() == text
    assert stream._depth == 0, "what stands in a text is no bracket"


@pytest.mark.parametrize("opened", ["[", '{"a":', '{"]]]}}}":', '{"\\"]":'])
@pytest.mark.parametrize("size", [1, 7, 65536])
def test_what_lies_too_deep_is_refused(opened: str, size: int) -> None:
    assert read(opened * DEEPEST, size)
    with pytest.raises(BrokenOff, match="deep"):
        read(opened * (DEEPEST + 1), size)


@pytest.mark.parametrize("depth", [900, 100_000])
def test_a_boundary_that_lies_too_deep_is_refused(depth: int) -> None:
    rings = "[" * depth + "]" * depth
    area = f'{{"type": "Polygon", "coordinates": {rings}}}'
    with pytest.raises(CityFileError):
        read_boundaries(f'{{"type": "Feature", "properties": {{"name": "a"}}, "geometry": {area}}}')
