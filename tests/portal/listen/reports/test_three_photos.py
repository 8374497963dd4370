"""Up to three photos: chosen at once or one after another, described, taken back, and never one too many."""

import io
from pathlib import Path

import pytest
from PIL import Image

from portal.ground.database import Database
from tests.portal.listen.reports.test_filing import WORDS, photo, photos_on
from tests.portal.listen.reports.test_track import sent as sent_by
from tests.privacy.minimise.pictures import metadata_in
from tests.tables import count, rows
from tests.visitor import Page, Visitor

Files = list[tuple[str, tuple[str, bytes, str]]]


def chosen(*names: str) -> Files:
    """Photos of different sizes, so that each can be told from the others."""
    return [("photo", (name, photo((640 + 16 * at, 480)), "image/jpeg")) for at, name in enumerate(names)]


def uploaded(visitor: Visitor, files: Files, status: int = 200, **said: str) -> Page:
    """Step 1 after photos were sent with the button that stays there."""
    page = visitor.get(f"/{visitor.locale}/report")
    return visitor.submit(page, "problem", press="upload", files=files, status=status, category="ground", **said)


def widths(page: Page) -> list[str]:
    return [image.get("width") for image in page.all("img") if "/photo/" in image.get("src", "")]


def test_three_at_once_and_each_is_named_described_and_filed_in_order(visitor: Visitor, city: Database) -> None:
    """AC-UPL-3: a photo is called by its words, or by its number; its file's name leaves the first page nowhere."""
    page = uploaded(visitor, chosen("one.jpg", "two.jpg", "three.jpg"), words=WORDS)
    assert "Photo 2 is kept: two.jpg" in page.text
    second = page.button("remove_photo", photos_on(page)[1].rpartition("/")[2])
    assert "".join(second.itertext()) == "Remove the photo two.jpg"
    described = {box.get("name"): box.get("id") for box in page.all("input") if "photo_words" in box.get("name", "")}
    (words,) = [name for name, at in described.items() if at == "photo-words-2"]
    place = visitor.submit(page, "problem", **{words: "A broken tile"})
    check = visitor.submit(place, "place-form", place="Carrer del Molí 12")
    assert widths(check) == ["640", "656", "672"]
    alts = [image.get("alt") for image in check.all("img") if "/photo/" in image.get("src", "")]
    assert alts[1] == "A broken tile"
    assert alts[2] == "Your photo \u20683\u2069, as the city will see it"
    assert "one.jpg" not in check.html, "a file name is for the page where files are chosen"
    sent = visitor.submit(check, "check", public="yes")
    assert "With 3 photos." in sent.text
    kept = rows(city, "SELECT number, width, description FROM listen_attachment ORDER BY number")
    assert [tuple(row) for row in kept] == [(1, 640, ""), (2, 656, "A broken tile"), (3, 672, "")]
    case = visitor.submit(sent, "follow")
    assert "one.jpg" not in case.html
    assert Image.open(io.BytesIO(sent_by(visitor, case, "photo-3").content)).width == 672


def test_one_after_another_and_a_fourth_is_left_out_in_words(visitor: Visitor, city: Database) -> None:
    page = uploaded(visitor, chosen("1.jpg", "2.jpg"))
    page = visitor.submit(page, "problem", press="upload", status=422, files=chosen("3.jpg", "4.jpg"))
    assert page.errors == [
        "A report has room for 3 photos. Left out: \u20684.jpg\u2069. To send it, first remove another photo."
    ]
    assert (len(photos_on(page)), count(city, "listen_draft_photo")) == (3, 3)
    page = visitor.submit(page, "problem", status=422, files=chosen(*"567"), category="")
    assert "Left out: \u20685\u2069, \u20686\u2069, \u20687\u2069" in page.text
    assert len(photos_on(page)) == 3, "an error elsewhere keeps them"


def test_more_than_can_be_looked_at_are_left_out_in_words(visitor: Visitor) -> None:
    page = uploaded(visitor, chosen(*"1234567"), status=422)
    assert "Left out: \u20684\u2069, \u20685\u2069, \u20686\u2069, \u20687\u2069" in page.text
    assert len(photos_on(page)) == 3


def test_one_that_cannot_be_opened_does_not_take_the_others_along(visitor: Visitor) -> None:
    wrong = ("photo", ("b.jpg", b"%PDF-1.7", "image/jpeg"))
    page = uploaded(visitor, [*chosen("a.jpg"), wrong, wrong], status=422)
    assert page.errors[0].startswith("Choose other photos instead of \u2068b.jpg\u2069, \u2068b.jpg\u2069: JPEG, PNG")
    assert widths(page) == ["640"]


def test_what_is_removed_is_gone_and_pressing_twice_removes_one(
    visitor: Visitor, city: Database, media_folder: Path
) -> None:
    page = uploaded(visitor, chosen("1.jpg", "2.jpg"))
    for _ in range(2):
        gone = visitor.submit(page, "problem", press="remove-photo-1")
    assert widths(gone) == ["656"]
    answer = visitor.client.get(photos_on(page)[0])
    assert (answer.status_code, count(city, "listen_draft_photo")) == (404, 1)
    assert len(list(media_folder.rglob("*.sealed"))) == 1
    assert visitor.client.get(photos_on(page)[1]).status_code == 200, "the other one keeps its address"


@pytest.mark.parametrize("press", ["sent", "thrown away"])
def test_nothing_of_a_draft_outlives_it(visitor: Visitor, city: Database, media_folder: Path, press: str) -> None:
    page = uploaded(visitor, chosen("1.jpg", "2.jpg"))
    if press == "sent":
        check = visitor.submit(visitor.submit(page, "problem"), "place-form", place="Carrer del Molí 12")
        visitor.submit(check, "check", public="yes")
    else:
        visitor.submit(visitor.submit(page, "problem", press="discard-button"), "discard-form")
    assert not list(media_folder.rglob("*.sealed"))
    assert count(city, "listen_draft_photo") == 0


def test_a_long_description_is_refused_beside_its_photo(visitor: Visitor) -> None:
    page = uploaded(visitor, chosen("1.jpg"))
    (name,) = [box.get("name") for box in page.all("input") if "photo_words" in box.get("name", "")]
    wrong = visitor.submit(page, "problem", status=422, **{name: "x" * 201})
    assert wrong.errors == ["Shorten what the photo shows to 200 characters."]


def test_the_name_of_a_file_is_shown_as_a_name(visitor: Visitor) -> None:
    page = uploaded(visitor, chosen("C:\\fakepath\\<b>" + "é" * 90 + "\u202e.jpg"))
    assert "<b>" not in page.html
    assert "C:" not in page.text
    assert "é.jpg" in page.text


def test_a_photo_of_an_iphone_is_kept_upright_and_without_its_place(visitor: Visitor, shared_data: Path) -> None:
    heic = shared_data / "images" / "exif-samples" / "heic" / "IMG_5195.HEIC"
    page = uploaded(visitor, [("photo", ("IMG_5195.HEIC", heic.read_bytes(), "image/heic"))])
    (shown,) = photos_on(page)
    for source, longest in ((shown, 640), (shown.partition("?")[0], 1600)):
        kept = visitor.client.get(source).content
        picture = Image.open(io.BytesIO(kept))
        assert (picture.format, max(picture.size)) == ("JPEG", longest)
        assert picture.height > picture.width, "it was held upright"
        assert metadata_in(kept) == set()
