"""Faces and number plates are looked for in a cleaned photo, in the locked process; what is missing is said."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from privacy.minimise import images
from privacy.minimise.photo_grid import COARSE
from tests.privacy.minimise.test_image_worker import with_worker


def jpeg_of(picture: Image.Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90)
    return out.getvalue()


def plate(at: tuple[int, int]) -> bytes:
    """A number plate that was drawn, on a dark car, in a street of 800 by 600 points."""
    picture = Image.new("RGB", (800, 600), (170, 170, 165))
    pen = ImageDraw.Draw(picture)
    left, top = at
    pen.rectangle((left - 80, top - 60, left + 280, top + 90), fill=(70, 20, 20))
    pen.rectangle((left, top, left + 200, top + 42), fill="white", outline="black", width=2)
    pen.text((left + 12, top + 4), "4821 KLM", fill="black", font=ImageFont.load_default(32))
    return jpeg_of(picture.filter(ImageFilter.GaussianBlur(0.6)))


def test_a_number_plate_is_proposed_where_it_is() -> None:
    found = images.look(plate((420, 380)))
    assert found, "looked, and found something"
    assert set(COARSE.touched(found)) & {"4-5", "4-6", "5-6", "4-7"}


def test_an_empty_wall_shows_nobody() -> None:
    assert images.look(jpeg_of(Image.new("RGB", (800, 600), (190, 180, 170)))) == ()


def test_where_nothing_can_be_looked_for_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    worker = images._WORKER.read_text("utf-8").replace("import cv2  #", "import no_such_library as cv2  #")
    with_worker(worker, tmp_path, monkeypatch)
    assert images.look(plate((420, 380))) is None
    with_worker("while True: pass", tmp_path, monkeypatch)
    monkeypatch.setattr(images, "SECONDS", 0.3)
    assert images.look(plate((420, 380))) is None
