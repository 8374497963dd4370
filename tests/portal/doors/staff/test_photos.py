"""A photo goes out as the clerk wants it: whole, with parts painted over for good, or not at all."""

import io
from pathlib import Path

from PIL import Image

from portal.ground.database import Database
from portal.listen.reports import queries as reports
from privacy.minimise.photo_grid import COARSE, FINE
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.reports import address_of, decided, two_coloured_photo
from tests.tables import count, one, rows
from tests.visitor import Page, Visitor

LEFT_HALF = [name for _, column, name in COARSE.cells() if column <= 4]


def published(clerk: Visitor, city: Database, number: int = 1) -> bytes:
    """The photo that everyone gets."""
    address = address_of(city)
    answer = Visitor(clerk.app).client.get(f"/en/issues/{address}/photo-{number}.jpg")
    assert answer.status_code == 200
    return answer.content


def redness(jpeg: bytes) -> int:
    """How many pixels of a photo are more red than anything else."""
    picture = Image.open(io.BytesIO(jpeg)).convert("RGB")
    return sum(count for count, (red, green, blue) in picture.getcolors(1 << 24) or () if red > green + blue)


def test_the_photo_is_published_as_it_is(clerk: Visitor, file: File, city: Database) -> None:
    clerk.submit(clerk.get(file(photos=[two_coloured_photo()]).path), "decision-form")
    assert redness(published(clerk, city)) > 30_000, "the control: half of 76,800 pixels are red"
    assert one(city, "SELECT alt FROM city_issue_photo") == "A hole"


def test_what_is_covered_is_gone_from_the_public_copy(
    clerk: Visitor, file: File, city: Database, media_folder: Path
) -> None:
    given = file(photos=[two_coloured_photo()])
    decided(clerk, given, cover_1=LEFT_HALF)
    copy = published(clerk, city)
    assert redness(copy) == 0
    picture = Image.open(io.BytesIO(copy)).convert("RGB")
    assert max(picture.getpixel((40, 120))) < 90, "painted over"
    assert picture.getpixel((280, 120))[2] > 150, "the rest is as it was"
    assert b"Exif" not in copy
    assert redness(clerk.client.get(f"{given.path}/photo/1").content) > 30_000, "the desk's own stays whole"
    assert len(list(media_folder.rglob("*.jpg"))) == 2


def test_a_clerk_reads_that_the_report_itself_is_for_staff(clerk: Visitor, file: File) -> None:
    assert "Only staff. What becomes public is the text in the form." in clerk.get(file().path).text


def test_an_error_keeps_the_ticked_cells(clerk: Visitor, file: File) -> None:
    page = clerk.get(file(photos=[two_coloured_photo()]).path)
    page = clerk.submit(page, "decision-form", status=422, title="", cover_1=["1-1", "6-8"])
    boxes = [box for box in page.all("input") if box.get("name") == "cover_1"]
    ticked = [box.get("value") for box in boxes if box.get("checked") is not None]
    assert ticked == ["1-1", "6-8"]
    (fold,) = [each for each in page.all("details") if each.get("id") == "cover_1"]
    assert fold.get("open") is not None


def test_a_photo_can_stay_private(clerk: Visitor, file: File, city: Database) -> None:
    decided(clerk, file(photos=[two_coloured_photo()]), photo_1="")
    assert count(city, "city_issue_photo") == 0


def test_the_desks_photo_needs_the_desk(clerk: Visitor, resident: Visitor, file: File) -> None:
    given = file(photos=[two_coloured_photo()])
    answer = clerk.client.get(f"{given.path}/photo/1")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert resident.client.get(f"{given.path}/photo/1").status_code == 401
    assert clerk.client.get(f"{file().path}/photo/1").status_code == 404


def test_a_photo_can_be_taken_off_an_issue(clerk: Visitor, file: File, city: Database, media_folder: Path) -> None:
    decided(clerk, file(photos=[two_coloured_photo()]))
    address = address_of(city)
    assert clerk.client.get(f"/staff/en/issue/{address}/photo/1").status_code == 200
    clerk.submit(clerk.get(f"/staff/en/issue/{address}"), "words", drop_photo_1="yes")
    assert count(city, "city_issue_photo") == 0
    assert len(list(media_folder.rglob("*.jpg"))) == 1
    assert clerk.client.get(f"/staff/en/issue/{address}/photo/1").status_code == 404


def ticked(page: Page, name: str = "cover_1") -> list[str]:
    return [box.get("value") for box in page.all("input") if box.get("name") == name and "checked" in box.attrib]


def test_smaller_parts_cover_what_was_ticked_and_nothing_typed_is_lost(
    clerk: Visitor, file: File, city: Database
) -> None:
    page = clerk.get(file(photos=[two_coloured_photo()]).path)
    fine = clerk.submit(page, "decision-form", press="finer-1", title="TYPED", cover_1=["1-1"])
    assert ticked(fine) == ["1-1", "1-2", "2-1", "2-2"]
    assert "TYPED" in fine.html
    assert not fine.errors
    coarse = clerk.submit(fine, "decision-form", press="finer-1", cover_1=["12-16"])
    assert ticked(coarse) == ["6-8"]
    clerk.submit(fine, "decision-form", cover_1=[name for _, column, name in FINE.cells() if column <= 8])
    assert redness(published(clerk, city)) == 0


def test_of_three_photos_one_is_shown_one_is_covered_and_one_is_left_out(
    clerk: Visitor, file: File, city: Database, media_folder: Path
) -> None:
    given = file(photos=[two_coloured_photo()] * 3)
    decided(clerk, given, photo_1="", photo_2="yes", photo_alt_2="Tiles", photo_3="yes", cover_3=LEFT_HALF)
    assert [tuple(row) for row in rows(city, "SELECT number, alt FROM city_issue_photo ORDER BY number")] == [
        (1, "Tiles"), (2, "")
    ]  # fmt: skip
    assert redness(published(clerk, city, 1)) > 30_000
    assert redness(published(clerk, city, 2)) == 0
    address, everyone = address_of(city), Visitor(clerk.app)
    page = everyone.get(f"/en/issues/{address}")
    alts = [image.get("alt") for image in page.all("img") if "/photo-" in image.get("src", "")]
    assert (alts[0], alts[1][:7]) == ("Tiles", "Photo \u2068")
    clerk.submit(clerk.get(f"/staff/en/issue/{address}"), "words", drop_photo_1="yes")
    assert everyone.client.get(f"/en/issues/{address}/photo-1.jpg").status_code == 404
    assert everyone.client.get(f"/en/issues/{address}/photo-2.jpg").status_code == 200, "it keeps its address"
    assert len(list(media_folder.rglob("*.jpg"))) == 4


def test_what_may_be_a_face_or_a_plate_is_ticked_and_covered_unless_a_clerk_unticks_it(
    clerk: Visitor, file: File, city: Database
) -> None:
    given = file(photos=[two_coloured_photo()] * 3)
    with city.writing() as session:
        for number, found in ((1, "[[0.0, 0.0, 0.49, 1.0]]"), (2, "[]")):
            row = reports.attachment(session, given.id, str(number))
            assert row
            row.found = found
    page = clerk.get(given.path)
    assert (ticked(page), ticked(page, "cover_2"), ticked(page, "cover_3")) == (LEFT_HALF, [], [])
    for said in ("are ticked already", "and found none", "Nothing was looked for"):
        assert page.text.count(said) == 1
    again = clerk.submit(page, "decision-form", status=422, title="", cover_1=["1-1"])
    assert ticked(again) == ["1-1"]
    clerk.submit(page, "decision-form", cover_1=ticked(page))
    assert redness(published(clerk, city)) == 0
