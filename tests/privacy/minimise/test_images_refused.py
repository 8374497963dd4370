"""What is no photo is refused, and a hostile file never hurts who asked."""

import struct
import zlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from privacy.minimise import images
from privacy.minimise.images import DecodingFailed, NotAnImage, PhotoRefused, TooManyBytes, TooManyPixels, clean
from tests.privacy.minimise.pictures import SECRET, file_of, half_and_half, metadata_in


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


def test_a_jpeg_that_is_decoded_over_and_over_is_refused_before_that() -> None:
    photo = file_of(half_and_half(), "JPEG", progressive=True)
    assert clean(photo).width == 60
    scan = photo.rindex(b"\xff\xda")
    with pytest.raises(DecodingFailed):
        clean(photo[:-2] + photo[scan:-2] * 400 + photo[-2:])
