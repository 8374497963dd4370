"""A photo goes out as the clerk wants it: whole, with parts painted over for good, or not at all."""

import io
from pathlib import Path

from PIL import Image

from portal.doors.staff import photo_grid
from portal.ground.database import Database
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.reports import address_of, decided, two_coloured_photo
from tests.tables import one
from tests.visitor import Visitor

LEFT_HALF = [name for name in photo_grid.names() if name[0] in "ABCD"]


def published(clerk: Visitor, city: Database) -> bytes:
    """The photo that everyone gets."""
    address = address_of(city)
    answer = Visitor(clerk.app).client.get(f"/en/issues/{address}/photo.jpg")
    assert answer.status_code == 200
    return answer.content


def redness(jpeg: bytes) -> int:
    """How many pixels of a photo are more red than anything else."""
    picture = Image.open(io.BytesIO(jpeg)).convert("RGB")
    return sum(count for count, (red, green, blue) in picture.getcolors(1 << 24) or () if red > green + blue)


def test_the_photo_is_published_as_it_is(clerk: Visitor, file: File, city: Database) -> None:
    clerk.submit(clerk.get(file(photo=two_coloured_photo()).path), "decision-form")
    assert redness(published(clerk, city)) > 30_000, "the control: half of 76,800 pixels are red"
    assert one(city, "SELECT photo_alt FROM city_issue") == "A hole"


def test_what_is_covered_is_gone_from_the_public_copy(
    clerk: Visitor, file: File, city: Database, media_folder: Path
) -> None:
    given = file(photo=two_coloured_photo())
    decided(clerk, given, cover=LEFT_HALF)
    copy = published(clerk, city)
    assert redness(copy) == 0
    picture = Image.open(io.BytesIO(copy)).convert("RGB")
    assert max(picture.getpixel((40, 120))) < 90, "painted over"
    assert picture.getpixel((280, 120))[2] > 150, "the rest is as it was"
    assert b"Exif" not in copy
    assert redness(clerk.client.get(f"{given.path}/photo").content) > 30_000, "the desk's own stays whole"
    assert len(list(media_folder.rglob("*.jpg"))) == 2


def test_a_clerk_reads_that_the_report_itself_is_for_staff(clerk: Visitor, file: File) -> None:
    assert "Only staff. What becomes public is the text in the form." in clerk.get(file().path).text


def test_an_error_keeps_the_ticked_cells(clerk: Visitor, file: File) -> None:
    page = clerk.get(file(photo=two_coloured_photo()).path)
    page = clerk.submit(page, "decision-form", status=422, title="", cover=["A1", "H6"])
    boxes = [box for box in page.all("input") if box.get("name") == "cover"]
    ticked = [box.get("value") for box in boxes if box.get("checked") is not None]
    assert ticked == ["A1", "H6"]
    (fold,) = [each for each in page.all("details") if each.get("id") == "cover"]
    assert fold.get("open") is not None


def test_a_photo_can_stay_private(clerk: Visitor, file: File, city: Database) -> None:
    decided(clerk, file(photo=two_coloured_photo()), photo="")
    assert one(city, "SELECT photo_key FROM city_issue") is None


def test_the_desks_photo_needs_the_desk(clerk: Visitor, resident: Visitor, file: File) -> None:
    given = file(photo=two_coloured_photo())
    answer = clerk.client.get(f"{given.path}/photo")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert resident.client.get(f"{given.path}/photo").status_code == 401
    assert clerk.client.get(f"{file().path}/photo").status_code == 404


def test_a_photo_can_be_taken_off_an_issue(clerk: Visitor, file: File, city: Database, media_folder: Path) -> None:
    decided(clerk, file(photo=two_coloured_photo()))
    address = address_of(city)
    assert clerk.client.get(f"/staff/en/issue/{address}/photo").status_code == 200
    clerk.submit(clerk.get(f"/staff/en/issue/{address}"), "words", drop_photo="yes")
    assert one(city, "SELECT photo_key FROM city_issue") is None
    assert len(list(media_folder.rglob("*.jpg"))) == 1
    assert clerk.client.get(f"/staff/en/issue/{address}/photo").status_code == 404
