"""Pictures are drawn: small, without metadata, in the colours of the look."""

from io import BytesIO

import pytest
from PIL import Image, ImageColor

from portal.demo.city import invent_city
from portal.demo.pictures import PALETTE, PICTURES, draw_picture

COLOURS = [ImageColor.getrgb(colour) for colour in PALETTE]


@pytest.mark.parametrize("key", PICTURES)
def test_a_picture_is_a_small_jpeg_without_metadata(key: str) -> None:
    written = draw_picture(key)
    assert len(written) < 80_000
    with Image.open(BytesIO(written)) as picture:
        assert (picture.format, picture.size) == ("JPEG", (640, 480))
        assert not picture.getexif()
        assert set(picture.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("key", PICTURES)
def test_a_picture_has_the_colours_of_the_look(key: str) -> None:
    with Image.open(BytesIO(draw_picture(key))) as picture:
        pixels = list(picture.resize((64, 48), Image.Resampling.NEAREST).get_flattened_data())
    near = [min(sum(abs(a - b) for a, b in zip(pixel, colour, strict=True)) for colour in COLOURS) for pixel in pixels]
    assert sum(distance < 40 for distance in near) > 0.85 * len(near)


def test_the_same_seed_draws_the_same_picture() -> None:
    assert draw_picture("waste", seed=3) == draw_picture("waste", seed=3)
    assert draw_picture("waste", seed=3) != draw_picture("waste", seed=4)


def test_pictures_are_of_services() -> None:
    assert set(PICTURES) <= {service.code for service in invent_city().services}
