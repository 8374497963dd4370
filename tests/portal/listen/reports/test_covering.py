"""A part of a photo is covered before it is sent: for good, by ticking alone, on larger or smaller parts."""

import io
from pathlib import Path

from PIL import Image

from portal.ground.database import Database
from tests.portal.doors.staff.reports import two_coloured_photo
from tests.portal.doors.staff.test_photos import redness
from tests.portal.listen.reports.test_filing import photos_on
from tests.portal.listen.reports.test_three_photos import uploaded
from tests.tables import count, one
from tests.visitor import ORIGIN, Page, Visitor

FILES = [("photo", ("a.jpg", two_coloured_photo(), "image/jpeg"))]
LEFT = [f"{row}-{column}" for row in range(1, 7) for column in range(1, 5)]


def at_cover(visitor: Visitor) -> Page:
    page = uploaded(visitor, FILES)
    return visitor.submit(page, "problem", press="cover-photo-1")


def ticked(page: Page) -> list[str]:
    return [box.get("value") for box in page.all("input") if box.get("name") == "cover" and "checked" in box.attrib]


def test_what_is_ticked_is_gone_from_every_copy(visitor: Visitor, city: Database, media_folder: Path) -> None:
    page = at_cover(visitor)
    (source,) = photos_on(page)
    assert redness(visitor.client.get(source).content) > 30_000, "the control"
    stored = list(media_folder.rglob("*.sealed"))
    done = visitor.submit(page, "cover-form", cover=LEFT)
    assert "Covered. What was there is gone for good." in done.text
    covered = visitor.client.get(source).content
    assert redness(covered) == 0
    assert Image.open(io.BytesIO(covered)).size == (320, 240)
    now = list(media_folder.rglob("*.sealed"))
    assert (len(now), count(city, "listen_draft_photo"), set(now) & set(stored)) == (1, 1, set())
    back = visitor.submit(done, "cover-form", press="back")
    assert "Photo 1 is kept: a.jpg" in back.text
    check = visitor.submit(visitor.submit(back, "problem", words="Tiles"), "place-form", place="Carrer del Molí 12")
    visitor.submit(check, "check", public="yes")
    (filed,) = media_folder.rglob("*.jpg")
    assert redness(filed.read_bytes()) == 0
    assert one(city, "SELECT found FROM listen_attachment") == "[]", "what was found goes to the desk with it"


def test_the_small_copy_is_covered_with_the_whole_photo(visitor: Visitor, city: Database, media_folder: Path) -> None:
    """Pages show the small copy: 640 points; it goes where the whole photo goes."""
    large = Image.open(io.BytesIO(two_coloured_photo())).resize((1280, 960))
    out = io.BytesIO()
    large.save(out, "JPEG")
    page = uploaded(visitor, [("photo", ("a.jpg", out.getvalue(), "image/jpeg"))])
    (source,) = photos_on(page)
    assert redness(visitor.client.get(source).content) > 100_000, "the control"
    before = set(media_folder.rglob("*.sealed"))
    visitor.submit(visitor.submit(page, "problem", press="cover-photo-1"), "cover-form", cover=LEFT)
    seen = visitor.client.get(source).content
    assert (redness(seen), Image.open(io.BytesIO(seen)).size) == (0, (640, 480))
    now = set(media_folder.rglob("*.sealed"))
    assert (len(now), now & before, count(city, "listen_draft_photo")) == (2, set(), 2)


def test_smaller_parts_keep_what_is_ticked(visitor: Visitor) -> None:
    fine = visitor.submit(at_cover(visitor), "cover-form", press="finer", cover=["2-3"])
    assert ticked(fine) == ["3-5", "3-6", "4-5", "4-6"]
    assert ticked(visitor.submit(fine, "cover-form", press="finer", cover=["3-5"])) == ["2-3"]
    done = visitor.submit(fine, "cover-form", cover=[f"{row}-1" for row in range(1, 13)])
    picture = Image.open(io.BytesIO(visitor.client.get(photos_on(done)[0]).content)).convert("RGB")
    assert max(picture.getpixel((10, 120))) < 90
    assert picture.getpixel((40, 120))[0] > 150, "a sixteenth of the width and no more"


def test_nothing_ticked_is_said_and_covers_nothing(visitor: Visitor) -> None:
    page = visitor.submit(at_cover(visitor), "cover-form", status=422)
    assert "Tick the parts to cover, then press the button. To send the photo as it is, go back." in page.text
    assert page.title.startswith("Error: ")
    assert redness(visitor.client.get(photos_on(page)[0]).content) > 30_000


def test_only_whoever_has_the_draft_covers_its_photos(visitor: Visitor) -> None:
    page, other = at_cover(visitor), at_cover(visitor)
    mixed = page.url.rpartition("/photo/")[0] + "/photo/" + other.url.split("/photo/")[1]
    assert visitor.client.get(mixed).status_code == 404
    answer = visitor.client.post(mixed, data={"cover": "1-1"}, headers={"origin": ORIGIN})
    assert answer.status_code == 404
