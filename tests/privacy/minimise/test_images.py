"""A photo comes out upright and whole, as pixels and nothing else."""

import hashlib
import io

import pillow_heif
import pytest
from PIL import Image, ImageDraw

from privacy.minimise.images import Box, clean
from tests.privacy.minimise.pictures import (
    BLUE,
    RED,
    SECRET,
    WHITE,
    exif_with_place,
    file_of,
    half_and_half,
    is_close,
    metadata_in,
    pixels,
)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_where_and_with_what_a_photo_was_taken_is_gone(form: str) -> None:
    photo = file_of(half_and_half(), form, exif=exif_with_place(), icc_profile=SECRET * 20, comment=SECRET)
    assert SECRET in photo
    cleaned = clean(photo)
    assert SECRET not in cleaned.jpeg
    assert metadata_in(cleaned.jpeg) == set()
    assert not pixels(cleaned).getexif()


def test_the_check_for_metadata_finds_some_where_there_is_some() -> None:
    """The control: the same check must see EXIF, a colour profile and a comment."""
    photo = file_of(half_and_half(), "JPEG", exif=exif_with_place(), icc_profile=SECRET * 20, comment=SECRET)
    assert metadata_in(photo) == {0xE1, 0xE2, 0xFE}


def test_a_heic_photo_is_taken() -> None:
    pillow_heif.register_heif_opener()
    photo = file_of(half_and_half(64, 48), "HEIF", exif=exif_with_place())
    assert SECRET in photo
    cleaned = clean(photo)
    assert (cleaned.width, cleaned.height) == (64, 48)
    assert metadata_in(cleaned.jpeg) == set()
    assert is_close(pixels(cleaned).getpixel((5, 20)), RED)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_stands_upright(form: str) -> None:
    """Orientation 6 means: turn it a quarter clockwise. The red left half becomes the upper half."""
    cleaned = clean(file_of(half_and_half(), form, exif=exif_with_place(orientation=6)))
    assert (cleaned.width, cleaned.height) == (40, 60)
    assert is_close(pixels(cleaned).getpixel((20, 5)), RED)
    assert is_close(pixels(cleaned).getpixel((20, 55)), BLUE)


def test_a_heic_photo_is_turned_as_its_own_box_says() -> None:
    """A telephone writes how a HEIC is to be turned beside the pixels: `irot`, quarters against the clock."""
    picture = half_and_half()
    picture.info["exif"] = exif_with_place(orientation=6).tobytes()
    out = io.BytesIO()
    pillow_heif.from_pillow(picture).save(out)
    before, _, after = out.getvalue().partition(b"irot")
    photos = [clean(before + b"irot" + bytes([quarters]) + after[1:]) for quarters in range(4)]
    assert [(photo.width, photo.height) for photo in photos] == [(40, 60), (60, 40)] * 2
    first, turned = pixels(photos[0]), pixels(photos[1])
    assert is_close(turned.getpixel((5, 20)), first.getpixel((20, 5)))
    assert not is_close(pixels(photos[3]).getpixel((5, 20)), first.getpixel((20, 5)))


def test_a_damaged_exif_block_does_not_cost_the_photo() -> None:
    cleaned = clean(file_of(half_and_half(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\xff\xff" + SECRET))
    assert SECRET not in cleaned.jpeg


def test_a_large_photo_is_made_smaller() -> None:
    cleaned = clean(file_of(half_and_half(4000, 3000), "JPEG"))
    assert (cleaned.width, cleaned.height) == (1600, 1200)
    assert is_close(pixels(cleaned).getpixel((1590, 600)), BLUE)
    assert clean(file_of(half_and_half(300, 100), "PNG"), longest_px=150).width == 150


def test_a_small_photo_stays_as_it_is() -> None:
    cleaned = clean(file_of(half_and_half(), "PNG"))
    assert (cleaned.width, cleaned.height) == (60, 40)
    assert cleaned.sha256 == hashlib.sha256(cleaned.jpeg).hexdigest()
    assert pixels(cleaned).size == (60, 40)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_becomes_white(mode: str) -> None:
    picture = half_and_half().convert("RGBA")
    picture.paste((0, 0, 0, 0), (0, 0, 30, 40))
    cleaned = clean(file_of(picture.convert(mode), "PNG"))
    assert is_close(pixels(cleaned).getpixel((5, 20)), WHITE)
    assert not is_close(pixels(cleaned).getpixel((55, 20)), WHITE)


def test_other_kinds_of_colour_become_plain_ones() -> None:
    assert is_close(pixels(clean(file_of(half_and_half().convert("CMYK"), "JPEG"))).getpixel((55, 20)), BLUE)
    assert is_close(pixels(clean(file_of(Image.new("L", (9, 9), 128), "JPEG"))).getpixel((4, 4)), (128,) * 3)
    assert is_close(pixels(clean(file_of(Image.new("1", (9, 9), 1), "PNG"))).getpixel((4, 4)), WHITE)


def test_sixteen_bits_are_scaled_and_not_clipped() -> None:
    assert is_close(pixels(clean(file_of(Image.new("I;16", (9, 9), 100 * 256), "PNG"))).getpixel((4, 4)), (100,) * 3)


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_of_a_moving_picture_the_first_frame_is_kept(form: str) -> None:
    frames = [Image.new("RGB", (30, 30), color) for color in (RED, BLUE, WHITE)]
    moving = file_of(frames[0], form, save_all=True, append_images=frames[1:], duration=100)
    assert is_close(pixels(clean(moving)).getpixel((15, 15)), RED)


def test_covered_parts_are_gone_from_the_pixels() -> None:
    cleaned = pixels(clean(file_of(half_and_half(), "PNG"), cover=(Box(0, 0, 0.25, 0.5), Box(0.8, 0.8, 1, 1))))
    assert is_close(cleaned.getpixel((2, 2)), (64, 64, 64))
    assert is_close(cleaned.getpixel((59, 39)), (64, 64, 64))
    assert is_close(cleaned.getpixel((25, 35)), RED)


@pytest.mark.parametrize(
    "box", [(0, 0, 0, 1), (0.5, 0, 0.4, 1), (-0.1, 0, 1, 1), (0, 0, 1, 1.1), (float("nan"), 0, 1, 1)]
)
def test_a_box_outside_its_picture_is_refused(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="box"):
        Box(*box)


def test_what_was_drawn_is_still_there() -> None:
    """A photo is for showing a broken lamp: fine lines survive."""
    picture = Image.new("RGB", (200, 200), WHITE)
    ImageDraw.Draw(picture).line((0, 0, 199, 199), fill=(0, 0, 0), width=4)
    cleaned = pixels(clean(file_of(picture, "PNG")))
    assert is_close(cleaned.getpixel((100, 100)), (0, 0, 0))
    assert is_close(cleaned.getpixel((150, 50)), WHITE)


def test_a_small_copy_shows_no_more_than_the_whole_one() -> None:
    """It is made after parts are covered, says nothing of its origin, and is not made of what is small already."""
    large = half_and_half().resize((1280, 960))
    cleaned = clean(file_of(large, "JPEG", exif=exif_with_place()), cover=(Box(0, 0, 1, 1),))
    small = Image.open(io.BytesIO(cleaned.small)).convert("RGB")
    assert (small.size, metadata_in(cleaned.small)) == ((640, 480), set())
    assert all(high < 90 for _, high in small.getextrema())
    assert clean(file_of(large.resize((640, 480)), "JPEG")).small == b""
