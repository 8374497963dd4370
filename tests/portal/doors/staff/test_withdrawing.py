"""Who withdraws a published report takes their words and photo off the city's page; the issue stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from portal.ground.database import Database
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.deciding import stands
from tests.portal.doors.staff.reports import Given, address_of, decided, two_coloured_photo
from tests.visitor import ORIGIN, Visitor

SAID = ("Five tiles", "are missing", "A hole", "photo-1.jpg")


def withdraw(clerk: Visitor, given: Given) -> None:
    """Take a report back, as its reporter does."""
    resident = Visitor(clerk.app)
    case = resident.submit(resident.get("/en/track"), "track", code=given.code)
    done = resident.submit(resident.press(case, "withdraw-button"), "withdraw-now")
    assert "Your words, your photos and your contact are gone." in done.text


def said_on(html: str) -> list[str]:
    """What a page still shows of the report."""
    return [words for words in SAID if words in html]


def test_the_issue_keeps_neither_words_nor_photo(
    clerk: Visitor, file: File, city: Database, media_folder: Path
) -> None:
    given = file(photos=[two_coloured_photo()])
    decided(clerk, given, photo_alt_1="A hole")
    everyone, path = Visitor(clerk.app), f"/en/issues/{address_of(city)}"
    others = ("/en/issues", "/en/issues.geojson?bbox=0.5,38.8,0.7,39.0", f"/staff/en/issue/{address_of(city)}")
    assert said_on(everyone.get(path).html) == list(SAID), "the control"
    assert all(said_on(clerk.client.get(other).text) for other in others), "the control"
    assert everyone.client.get(f"{path}/photo-1.jpg").status_code == 200
    withdraw(clerk, given)
    page = everyone.get(path)
    assert said_on(page.html) == []
    assert page.h1 == "Pavement or crossing", "what is left is its type, in the reader's language"
    assert "Accepted by the city" in page.text
    assert everyone.client.get(f"{path}/photo-1.jpg").status_code == 404
    assert list(media_folder.rglob("*.jpg")) == []
    assert not any(said_on(clerk.client.get(other).text) for other in others)


def test_a_decision_about_a_report_that_was_taken_back_says_who_was_faster(clerk: Visitor, file: File) -> None:
    given = file()
    page = clerk.get(given.path)
    withdraw(clerk, given)
    assert clerk.submit(page, "decision-form", status=409).h1 == "The reporter took this report back"


def test_a_cache_asks_and_gets_the_page_without_the_words(clerk: Visitor, file: File, city: Database) -> None:
    given = file()
    decided(clerk, given)
    path, cache = f"/en/issues/{address_of(city)}", TestClient(clerk.app, base_url=ORIGIN)
    kept = cache.get(path)
    asked = {"if-none-match": kept.headers["etag"]}
    assert cache.get(path, headers=asked).status_code == 304, "the control"
    withdraw(clerk, given)
    answer = cache.get(path, headers=asked)
    assert answer.status_code == 200
    assert said_on(answer.text) == []


@pytest.mark.parametrize("title", ["Pavement to be mended", "Slabs by the corner"])
def test_a_title_that_staff_wrote_stays(clerk: Visitor, file: File, city: Database, title: str) -> None:
    given = file()
    decided(clerk, given, title=title)
    withdraw(clerk, given)
    assert Visitor(clerk.app).get(f"/en/issues/{address_of(city)}").h1 == title


def test_a_merged_report_keeps_the_issue_and_takes_nothing_else_with_it(
    clerk: Visitor, file: File, city: Database
) -> None:
    first = file(ago=timedelta(hours=1), photos=[two_coloured_photo()])
    decided(clerk, first, photo_alt_1="A hole")
    second, third = file(words="The same hole, again."), file(words="It is dangerous.")
    for each in (second, third):
        decided(clerk, each, do="merge", reference=address_of(city))
    path = f"/en/issues/{address_of(city)}"
    withdraw(clerk, second)
    assert said_on(Visitor(clerk.app).get(path).html) == list(SAID), "the words are those of the first"
    withdraw(clerk, first)
    assert said_on(Visitor(clerk.app).get(path).html) == []
    assert [stands(city, each)[0] for each in (first, second, third)] == ["withdrawn", "withdrawn", "merged"]
