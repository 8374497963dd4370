"""A photo comes out as pixels and nothing else, or it is refused; a hostile file never hurts who asked."""

import hashlib
import io
import struct
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from privacy.minimise import images
from privacy.minimise.images import (
    Box,
    CleanPhoto,
    DecodingFailed,
    NotAnImage,
    PhotoRefused,
    TooManyBytes,
    TooManyPixels,
    clean,
)

RED, BLUE, WHITE = (200, 30, 30), (30, 30, 200), (255, 255, 255)
SECRET = b"PlantedCamera"


def half_and_half(width: int = 60, height: int = 40) -> Image.Image:
    """Paint a picture with a red left half and a blue right half."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def exif_with_place(orientation: int = 1) -> Image.Exif:
    """Write what a camera writes: its name, and where it stood."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = SECRET.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (39.0, 28.0, 11.0), 3: "W", 4: (0.0, 22.0, 35.0)})
    return exif


def file_of(picture: Image.Image, form: str, **options: object) -> bytes:
    """Write a picture as a file of a format."""
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def pixels(photo: CleanPhoto) -> Image.Image:
    """Look at what came out."""
    return Image.open(io.BytesIO(photo.jpeg))


def is_close(seen: object, meant: tuple[int, int, int]) -> bool:
    """Say whether a pixel has the colour it should have, within what JPEG changes."""
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 25 for one, other in zip(seen, meant, strict=True))


def segments(jpeg: bytes) -> Iterator[int]:
    """List the markers of a JPEG up to its pixels. Source: ITU-T T.81 annex B."""
    at = 2
    while jpeg[at + 1] != 0xDA:
        yield jpeg[at + 1]
        at += 2 + int(struct.unpack_from(">H", jpeg, at + 2)[0])


def metadata_in(jpeg: bytes) -> set[int]:
    """List what a JPEG carries beside its pixels: every APPn but the plain JFIF head, every comment, any tail."""
    tail = {-1} if not jpeg.endswith(b"\xff\xd9") else set()
    return {marker for marker in segments(jpeg) if marker == 0xFE or 0xE1 <= marker <= 0xEF} | tail


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


def png_that_claims(width: int, height: int) -> bytes:
    """Build the head of a huge PNG by hand. Source: PNG specification §11.2."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(100_000))), (b"IEND", b""))
    body = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(body)


@pytest.mark.parametrize("size", [(50_000, 50_000), (8_001, 8_000), (64_000_001, 1), (2**31 - 1, 2**31 - 1)])
def test_a_picture_with_too_many_pixels_is_never_decoded(size: tuple[int, int]) -> None:
    with pytest.raises(TooManyPixels):
        clean(png_that_claims(*size))


def test_a_picture_that_claims_more_than_it_holds_is_refused() -> None:
    with pytest.raises(DecodingFailed):
        clean(png_that_claims(8_000, 8_000))


def test_a_text_that_swells_is_refused_or_dropped() -> None:
    swelling = PngInfo()
    swelling.add_text("Comment", "A" * 50_000_000, zip=True)
    photo = file_of(half_and_half(), "PNG", pnginfo=swelling)
    assert len(photo) < 200_000
    with pytest.raises(PhotoRefused):
        clean(photo)


@pytest.mark.parametrize(
    "file",
    [
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF",
        *(b"", b"\xff\xd8\xff", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"MZ" + bytes(500), bytes(10_000)),
        *(file_of(half_and_half(), form) for form in ("GIF", "TIFF", "BMP", "AVIF", "ICO", "PPM")),
    ],
)
def test_what_is_no_photo_is_refused_whatever_its_name_says(file: bytes) -> None:
    with pytest.raises(NotAnImage):
        clean(file)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photo_that_was_cut_off_is_refused(form: str) -> None:
    noise = Image.effect_noise((200, 200), 80).convert("RGB")
    whole = file_of(noise, form)
    with pytest.raises(NotAnImage if form == "WEBP" else DecodingFailed):  # WebP says its length at its head
        clean(whole[: len(whole) * 2 // 3])


def test_a_file_that_is_too_large_is_refused_unread() -> None:
    with pytest.raises(TooManyBytes):
        clean(file_of(half_and_half(), "JPEG") + bytes(images.MAX_BYTES))


def test_what_hides_behind_a_photo_does_not_come_along() -> None:
    archive = b"PK\x03\x04" + SECRET
    cleaned = clean(file_of(half_and_half(), "JPEG") + archive)
    assert SECRET not in cleaned.jpeg


def test_each_refusal_has_its_own_code() -> None:
    kinds = (NotAnImage, TooManyBytes, TooManyPixels, DecodingFailed)
    assert len({kind.code for kind in kinds}) == 4


def test_what_was_drawn_is_still_there() -> None:
    """A photo is for showing a broken lamp: fine lines survive."""
    picture = Image.new("RGB", (200, 200), WHITE)
    ImageDraw.Draw(picture).line((0, 0, 199, 199), fill=(0, 0, 0), width=4)
    cleaned = pixels(clean(file_of(picture, "PNG")))
    assert is_close(cleaned.getpixel((100, 100)), (0, 0, 0))
    assert is_close(cleaned.getpixel((150, 50)), WHITE)


def test_real_and_hostile_files_give_clean_pixels_or_a_refusal(shared_images: tuple[Path, ...]) -> None:
    """Of 88 files: every camera photo is taken, nothing but pixels comes out, and nobody is hurt by the others."""

    def verdict(path: Path) -> str:
        try:
            cleaned = clean(path.read_bytes())
        except PhotoRefused as refused:
            return refused.code
        assert metadata_in(cleaned.jpeg) == set(), path.name
        assert max(cleaned.width, cleaned.height) <= images.LONGEST_PX
        return "taken"

    with ThreadPoolExecutor(2) as pool:
        verdicts = dict(zip(shared_images, pool.map(verdict, shared_images), strict=True))
    assert len(verdicts) >= 88
    camera = [path for path in verdicts if {"gps", "orientation", "heic", "tests"} & set(path.parts)]
    assert len(camera) >= 28
    assert {verdicts[path] for path in camera} == {"taken"}
    assert {
        verdicts[path] for path in verdicts if path.suffix in {".gif", ".ico", ".tif", ".tiff", ".avif", ".svgz"}
    } == {"not_an_image"}
    assert [path.name for path, code in verdicts.items() if code == "too_many_pixels"] == ["lottapixel.jpg"]
