"""A resident reports a problem: it works, then each refusal, and nothing typed is lost."""

import io
import re
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from PIL import Image
from sqlalchemy import select, text

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.publicity.service import bump
from portal.listen.reports import filing
from portal.listen.reports.models import Report
from tests.visitor import Page, Visitor

WORDS = "Five tiles are missing in front of the market."


def photo(size: tuple[int, int] = (640, 480)) -> bytes:
    """A JPEG with a place, a time and a device in it."""
    picture = Image.new("RGB", size, (90, 120, 80))
    exif = Image.Exif()
    exif[0x0110] = "CANARY-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def photos_on(page: Page) -> list[str]:
    """The addresses of the photos that a page shows."""
    return [source for image in page.all("img") if "/photo/" in (source := image.get("src", ""))]


def first_step(visitor: Visitor, **said: str) -> Page:
    """Answer the first question."""
    page = visitor.get(f"/{visitor.locale}/report")
    return visitor.submit(page, "problem", **({"category": "ground", "words": WORDS} | said))


def at_check(visitor: Visitor) -> Page:
    """Answer both questions."""
    page = first_step(visitor)
    return visitor.submit(page, "place-form", place="Carrer del Molí 12", landmark="by the bus stop")


def rows(database: Database, table: str) -> int:
    """How many rows a table has."""
    with database.reading() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def test_a_report_is_filed_without_account_cookie_or_script(visitor: Visitor, city: Database) -> None:
    page = visitor.submit(at_check(visitor), "check", public="yes")
    assert page.h1 == "Report sent"
    assert re.search(r"VIL \w{3} \w{3}", page.text)
    assert (rows(city, "listen_report"), rows(city, "ground_contribution")) == (1, 1)
    assert not visitor.client.cookies


@pytest.mark.parametrize("hours", [0, 3])
def test_a_report_keeps_the_hour_and_is_public_no_sooner_than_was_promised(
    visitor: Visitor, city: Database, frozen_clock: FrozenClock, hours: int
) -> None:
    with city.writing() as session:
        session.execute(text("UPDATE city_jurisdiction SET publication_delay_hours = :hours"), {"hours": hours})
        bump(session)
    frozen_clock.at = frozen_clock.at.replace(minute=17, second=35)
    visitor.submit(at_check(visitor), "check", public="yes")
    with city.reading() as session:
        filed, published = session.execute(select(Report.filed_at, Report.publish_after)).one()  # type: ignore[call-overload]
    assert filed == frozen_clock.at.replace(minute=0, second=0)
    assert published == filed + (timedelta(hours=hours + 1) if hours else timedelta())


def test_a_type_that_starts_with_no_says_why(visitor: Visitor, city: Database) -> None:
    assert "starts with “No”" not in at_check(visitor).text
    with city.writing() as session:
        session.execute(text("UPDATE city_service SET sensitive = :yes"), {"yes": True})
        bump(session)
    page = at_check(visitor)
    assert "What would be public" in page.text
    assert "This type starts with “No”: the place alone can tell who reported it." in page.text


def test_a_type_that_may_be_dangerous_says_whom_to_call(visitor: Visitor) -> None:
    assert "Danger to life? Call 112." in first_step(visitor, category="green").text
    assert "Danger to life?" not in first_step(visitor).text


def test_the_code_leads_back_to_the_report(visitor: Visitor) -> None:
    page = visitor.submit(at_check(visitor), "check", public="yes")
    code = re.search(r"(?:\w{4}-){5}\w{4}", page.text)
    assert code
    typed = code[0].lower().replace("-", " ").replace("0", "o")
    case = visitor.submit(visitor.get("/en/track"), "track", code=typed)
    assert WORDS in case.text
    assert code[0] not in case.html
    said = visitor.submit(case, "say", text="It is worse now.")
    assert "It is worse now." in said.text


def test_a_report_can_be_withdrawn_and_its_words_are_gone(visitor: Visitor, city: Database) -> None:
    page = visitor.submit(at_check(visitor), "check", public="yes", email="ana@example.org")
    code = re.search(r"(?:\w{4}-){5}\w{4}", page.text)
    assert code
    case = visitor.submit(visitor.get("/en/track"), "track", code=code[0])
    sure = visitor.press(case, "withdraw-button")
    assert sure.h1 == "Withdraw this report?"
    assert visitor.submit(sure, "withdraw-now").h1 == "Your report is withdrawn"
    assert rows(city, "ground_vault_field") == 0
    with city.reading() as session:
        assert session.execute(text("SELECT description FROM listen_report")).scalar_one() == ""


def test_the_check_page_shows_the_public_words_with_the_number_covered(visitor: Visitor) -> None:
    page = visitor.submit(first_step(visitor, words="Call me on 612 345 678, please."), "personal", press="keep-all")
    page = visitor.submit(page, "place-form", place="Carrer del Molí 12")
    assert "Call me on █████, please." in page.text
    assert "We cover 1 thing" in page.text


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"category": ""}, "Say what kind of problem it is. Not sure? Take what fits best: the city can correct it."),
        (
            {"category": "dragons"},
            "Say what kind of problem it is. Not sure? Take what fits best: the city can correct it.",
        ),
        ({"words": "x" * 5000}, "Your text is too long. Take out 1,000 characters."),
        ({"category": "other", "words": ""}, "Describe the problem in a few words."),
        ({"category": "other", "words": "\u3164\u2800\u200b" * 7}, "Describe the problem in a few words."),
    ],
)
def test_a_wrong_first_step_says_what_to_mend_and_keeps_what_was_typed(
    visitor: Visitor, said: dict[str, str], sentence: str
) -> None:
    page = visitor.get("/en/report")
    page = visitor.submit(page, "problem", status=422, **({"category": "ground", "words": WORDS} | said))
    assert page.errors == [sentence]
    assert page.title.startswith("Error: ")
    (box,) = page.all("textarea")
    assert "".join(box.itertext()).strip() == (said.get("words", WORDS))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        (
            "a.jpg",
            b"%PDF-1.7 not a picture",
            "is not a JPEG, PNG, WebP or HEIC picture.",
        ),
        ("a.jpg", photo()[:-400], "is damaged and cannot be opened."),
        ("a.jpg", b"", "is not a JPEG, PNG, WebP or HEIC picture."),
    ],
)
def test_a_wrong_photo_is_refused_in_words(visitor: Visitor, name: str, content: bytes, sentence: str) -> None:
    files = {"photo": (name, content, "image/jpeg")}
    page = visitor.submit(visitor.get("/en/report"), "problem", status=422, files=files, category="ground", words=WORDS)
    assert page.errors == [f"Choose another photo: \u2068a.jpg\u2069 {sentence}"]


def test_a_photo_survives_an_error_a_step_back_and_another_language(visitor: Visitor, media_folder: Path) -> None:
    files = {"photo": ("a.jpg", photo(), "image/jpeg")}
    page = visitor.submit(visitor.get("/en/report"), "problem", status=422, files=files, category="", words=WORDS)
    draft = page.form("problem").get("action").split("/")[3]
    again = visitor.get(f"/ar/report/{draft}/problem")
    (source,) = photos_on(again)
    assert source.startswith(f"/ar/report/{draft}/photo/")
    jpeg = visitor.client.get(source).content
    assert jpeg[:2] == b"\xff\xd8"
    assert b"CANARY" not in jpeg
    stored = [path.read_bytes() for path in media_folder.rglob("*") if path.is_file()]
    assert stored, "the photo is kept"
    assert all(b"\xff\xd8\xff" not in content for content in stored), "a draft's photo is sealed"


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {},
            (
                "Write where it is: a street, or a place nearby in your own words. "
                "Without a street, choose the district too."
            ),
        ),
        (
            {"place": "48.8566, 2.3522"},
            "This place is outside the city. Write a street in the city, or a place nearby in your own words.",
        ),
        ({"place": "x" * 300}, "Shorten the place to 200 characters."),
    ],
)
def test_a_place_that_is_not_understood_is_asked_for_again(
    visitor: Visitor, said: dict[str, str], sentence: str
) -> None:
    page = visitor.submit(first_step(visitor), "place-form", status=422, **said)
    assert page.errors == [sentence]


def test_own_words_and_a_district_are_enough(visitor: Visitor) -> None:
    page = visitor.submit(first_step(visitor), "place-form", place="by the old oak", district="marina")
    assert "district Marina" in page.text


def test_a_street_can_be_chosen_from_the_list(visitor: Visitor) -> None:
    page = first_step(visitor)
    streets = visitor.submit(page, "place-form", press="streets")
    found = visitor.submit(streets, "find-street", q="moli")
    street = next(box.get("value") for box in found.all("input") if box.get("name") == "street")
    assert "Carrer del Molí" in visitor.submit(found, "choose-street", street=street).text


def test_sending_twice_files_once(visitor: Visitor, city: Database) -> None:
    page = at_check(visitor)
    first = visitor.submit(page, "check", public="yes")
    second = visitor.submit(page, "check", public="yes")
    assert first.text == second.text
    assert rows(city, "listen_report") == 1


def test_of_two_equal_references_the_second_is_drawn_again(
    app: FastAPI, city: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    draws = iter(("VIL 777 777", "VIL 777 777", "VIL 888 888"))
    monkeypatch.setattr(filing, "new_reference", lambda _prefix: next(draws))
    for _ in range(2):
        visitor = Visitor(app)
        assert visitor.submit(at_check(visitor), "check", public="yes").h1 == "Report sent"
    with city.reading() as session:
        found = session.execute(text("SELECT reference FROM listen_report ORDER BY reference")).scalars().all()
    assert found == ["VIL 777 777", "VIL 888 888"]


def test_the_receipt_is_gone_after_ten_minutes_and_at_once_when_wanted(
    visitor: Visitor, frozen_clock: FrozenClock
) -> None:
    from datetime import timedelta

    asked = at_check(visitor)
    sent = visitor.submit(asked, "check", public="yes")
    assert visitor.get(asked.url).text == visitor.get(sent.url).text, "who comes back to the check sees the receipt"
    frozen_clock.advance(timedelta(minutes=11))
    visitor.get(sent.url, status=404)
    other = visitor.submit(at_check(visitor), "check", public="yes")
    assert visitor.submit(other, "done").h1 == "Your report is with the city"
    visitor.get(other.url, status=404)


def test_a_draft_is_gone_after_a_day_and_when_thrown_away(visitor: Visitor, frozen_clock: FrozenClock) -> None:
    from datetime import timedelta

    page = first_step(visitor)
    sure = visitor.submit(page, "place-form", press="discard-button")
    assert visitor.submit(sure, "discard-form").h1 == "Nothing is kept"
    visitor.get(page.url, status=404)
    old = first_step(visitor)
    frozen_clock.advance(timedelta(hours=25))
    visitor.get(old.url, status=404)


def test_nothing_that_was_typed_lies_readable_in_the_database(visitor: Visitor, city: Database) -> None:
    page = first_step(visitor, words="CANARY-WORDS by the gate")
    page = visitor.submit(page, "place-form", place="Carrer del Molí 12, CANARY-DOOR", landmark="CANARY-LANDMARK")
    assert canaries(city) == set()
    visitor.submit(page, "check", public="yes", email="canary-mail@example.org")
    assert canaries(city) == {"CANARY-WORDS"}, "the report's own words are what the desk reads; the rest is sealed"


def canaries(database: Database) -> set[str]:
    """Which planted words stand readable in any table."""
    from portal.migrations.tables import metadata

    found = set()
    with database.reading() as session:
        for table in metadata().sorted_tables:
            for row in session.execute(table.select()):
                content = " ".join(value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row)
                found |= {
                    word
                    for word in ("CANARY-WORDS", "CANARY-DOOR", "CANARY-LANDMARK", "canary-mail")
                    if word in content
                }
    return found


def test_another_site_cannot_make_a_browser_send_a_report(visitor: Visitor) -> None:
    answer = visitor.client.post("/en/report", data={"category": "ground"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert visitor.client.post("/en/report", data={"category": "ground"}).status_code == 403


def test_a_photo_that_is_too_large_is_refused_in_words_and_the_words_are_kept(visitor: Visitor) -> None:
    files = {"photo": ("a.jpg", b"\xff\xd8\xff" + bytes(13 * 1024 * 1024), "image/jpeg")}
    page = visitor.get("/en/report")
    page = visitor.submit(page, "problem", status=422, files=files, category="ground", words=WORDS)
    assert page.errors == ["Choose a smaller photo, up to 12 MB: \u2068a.jpg\u2069 is larger."]
    assert WORDS in page.html
