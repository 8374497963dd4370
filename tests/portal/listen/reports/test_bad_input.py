"""Whatever is sent, the answer is a page that says what to mend; nothing else is filed."""

import json
import struct
import threading
import zlib
from pathlib import Path

import pytest
from sqlalchemy import text

from portal.ground.database import Database
from privacy.minimise.characters import tidy
from tests.portal.listen.reports.test_filing import WORDS, at_check, first_step, rows
from tests.visitor import ORIGIN, Page, Visitor

HOSTILE = (
    "\0",
    "a\0b",
    "\ud7ff\x07",
    "99999999999999999999",
    "-1",
    "nan",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "١٢",
)


def chunk(kind: bytes, content: bytes) -> bytes:
    """One part of a PNG."""
    body = kind + content
    return struct.pack(">I", len(content)) + body + struct.pack(">I", zlib.crc32(body))


def enormous_png() -> bytes:
    """A PNG of a few bytes that says that it is 50,000 by 50,000 points large."""
    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    packed = zlib.compress(bytes(3 * 50_000 + 1))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def test_an_enormous_picture_is_refused_in_words(visitor: Visitor) -> None:
    files = {"photo": ("a.png", enormous_png(), "image/png")}
    page = visitor.submit(visitor.get("/en/report"), "problem", status=422, files=files, category="ground", words=WORDS)
    assert page.errors == ["Choose a photo with fewer points, up to 64 megapixels: \u2068a.png\u2069 has more."]
    assert WORDS in page.html


@pytest.mark.parametrize(
    ("said", "leads_to"), [({"words": "x" * 5000}, "/problem"), ({"category": "dragons"}, "/problem")]
)
def test_a_step_that_was_refused_cannot_be_left_out(
    visitor: Visitor, city: Database, said: dict[str, str], leads_to: str
) -> None:
    check = at_check(visitor)
    problem = visitor.get(check.url.replace("/check", "/problem"))
    visitor.submit(problem, "problem", status=422, **said)
    assert visitor.get(check.url).url.endswith(leads_to)
    assert visitor.submit(check, "check", public="yes").url.endswith(leads_to)
    assert rows(city, "listen_report") == 0


def test_an_unknown_answer_on_the_check_page_is_asked_again(visitor: Visitor, city: Database) -> None:
    page = visitor.submit(at_check(visitor), "check", status=422, public="perhaps", email="ana@example.org")
    assert page.errors == ["Say if the city may show this publicly."]
    assert "ana@example.org" in page.html
    assert rows(city, "listen_report") == 0


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_is_typed_breaks_a_step(visitor: Visitor, hostile: str) -> None:
    place = first_step(visitor)
    draft = place.url.removesuffix("/place")
    for step, fields in {
        "problem": ("category", "words", "remove_photo"),
        "place": ("place", "landmark", "district", "street", "lat", "lon"),
        "streets": ("street", "landmark", "letter", "q"),
        "check": ("public", "email"),
    }.items():
        answers = [{name: hostile} for name in fields] + [dict.fromkeys(fields, hostile)]
        for sent in answers:
            answer = visitor.client.post(f"{draft}/{step}", data=sent, headers={"origin": ORIGIN})
            assert answer.status_code in (303, 422), f"{step} {sent}: {answer.status_code}"
            assert "<script>" not in answer.text
    assert visitor.client.get(f"{draft}/streets", params={"letter": hostile, "q": hostile}).status_code == 200
    for code in (hostile, hostile * 20):
        answer = visitor.client.post("/en/track", data={"code": code}, headers={"origin": ORIGIN})
        assert answer.status_code == 422


def test_a_street_can_be_chosen_after_a_number_that_is_none_was_sent(visitor: Visitor) -> None:
    place, enormous = first_step(visitor), "9" * 20
    assert visitor.client.post(place.url, data={"street": enormous}, headers={"origin": ORIGIN}).status_code == 422
    streets = place.url.removesuffix("/place") + "/streets"
    assert visitor.client.post(streets, data={"street": "1"}, headers={"origin": ORIGIN}).status_code == 303


def past_personal(visitor: Visitor, page: Page) -> Page:
    """Keep what looks like personal data, where there is something."""
    return visitor.submit(page, "personal", press="keep-all") if "/personal/" in page.url else page


def test_naughty_strings_are_filed_as_they_read(visitor: Visitor, city: Database, shared_data: Path) -> None:
    lines = json.loads((shared_data / "hostile" / "blns_half.json").read_text("utf-8"))
    assert len(lines) > 200
    whole = "\n".join(lines)
    parts = [whole[at : at + 3900] for at in range(0, len(whole), 3900)]
    for part in parts:
        place = past_personal(visitor, first_step(visitor, words=part))
        said = part[:150].replace("\n", " ")
        check = past_personal(visitor, visitor.submit(place, "place-form", place=said, district="centre"))
        assert visitor.submit(check, "check", public="yes").h1 == "Report sent"
    with city.reading() as session:
        kept = session.execute(text("SELECT description FROM listen_report")).scalars().all()
    assert sorted(kept) == sorted(tidy(part.strip()) for part in parts)


def test_the_kept_words_hold_nothing_unseen(visitor: Visitor, city: Database) -> None:
    place = first_step(visitor, words="a\0b \u202eturned\r\nline")
    visitor.submit(visitor.submit(place, "place-form", place="Carrer del Molí"), "check", public="yes")
    with city.reading() as session:
        assert session.execute(text("SELECT description FROM listen_report")).scalar_one() == "ab turned\nline"


def test_two_presses_at_the_same_moment_file_one_report(visitor: Visitor, city: Database) -> None:
    check = at_check(visitor)
    visitors = [Visitor(visitor.app) for _ in range(4)]
    together, answers = threading.Barrier(len(visitors)), []

    def press(client: Visitor) -> None:
        together.wait()
        answer = client.client.post(check.url, data={"public": "yes"}, headers={"origin": ORIGIN})
        answers.append((answer.status_code, answer.headers["location"]))

    threads = [threading.Thread(target=press, args=(each,)) for each in visitors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) == {(303, check.url.replace("/check", "/sent"))}
    assert rows(city, "listen_report") == 1


def test_a_text_of_many_pages_comes_back_whole(visitor: Visitor) -> None:
    long = "many words " * 18_000
    page = visitor.submit(visitor.get("/en/report"), "problem", status=422, category="ground", words=long)
    assert page.errors == ["Your text is too long. Take out 193,999 characters."]
    (box,) = page.all("textarea")
    assert "".join(box.itertext()).strip() == long.strip()
