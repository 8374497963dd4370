"""The desk's issues: the list with hidden ones, what happened, other words, and one press to hide."""

from datetime import timedelta

import pytest

from portal.ground.database import Database
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.reports import address_of, decided
from tests.tables import one, rows
from tests.visitor import Page, Visitor

HOUR = timedelta(hours=1)
STANDING = "SELECT status, outcome, version, hidden FROM city_issue"


@pytest.fixture
def address(clerk: Visitor, file: File, city: Database) -> str:
    """A published issue whose reporter left an address."""
    decided(clerk, file(email="ana@example.org"))
    return address_of(city)


def issue(clerk: Visitor, address: str) -> Page:
    """The issue's page at the desk."""
    return clerk.get(f"/staff/en/issue/{address}")


def letters(city: Database) -> int:
    """How many letters wait."""
    return int(one(city, "SELECT count(*) FROM ground_job WHERE kind = 'vault.send'"))


def test_an_issue_moves_on_and_its_reporters_get_word(clerk: Visitor, address: str, city: Database) -> None:
    before = letters(city)
    page = clerk.submit(
        issue(clerk, address), "happened",
        standing="in-progress", ready="material", own="Les rajoles vénen dijous.", own_language="ca-valencia",
    )  # fmt: skip
    assert "Saved. Whoever reported it gets word." in page.text
    assert letters(city) == before + 1
    public = Visitor(clerk.app).get(f"/en/issues/{address}")
    for words in ("In progress", "Work has begun", "The material is ordered.", "Les rajoles vénen dijous."):
        assert words in public.text
    page = clerk.submit(page, "happened", standing="closed.fixed")
    assert "Fixed" in Visitor(clerk.app).get(f"/en/issues/{address}").text
    clerk.submit(page, "happened", standing="open", ready="still-there")
    assert rows(city, STANDING)[0][:2] == ("open", None)


WRONG = (
    ({}, "Choose what happened."),
    ({"standing": "closed"}, "Choose what happened."),
    ({"standing": "closed.dancing"}, "Choose what happened."),
    ({"standing": "open"}, "Choose a sentence or write one: without news nothing changes."),
    ({"standing": "closed.will-not-do"}, "Choose a sentence or write one: residents read why."),
    ({"standing": "closed.not-found"}, "Choose a sentence or write one: residents read why."),
    ({"standing": "scheduled", "own": "x" * 501}, "Shorten the text to 500 characters."),
    ({"standing": "scheduled", "own": "x", "own_language": "xx"}, "Choose the language of your sentence."),
    ({"standing": "closed.duplicate"}, "Write the reference of the other issue."),
    (
        {"standing": "closed.fixed", "duplicate": "VIL 222 222"},
        "Write the reference of the other issue only if this one is the same.",
    ),
    (
        {"standing": "closed.duplicate", "duplicate": "VIL 222 222"},
        "We know no issue with this reference. Compare it letter by letter.",
    ),
)


FRESH = {"standing": "", "own": "", "own_language": "en", "duplicate": ""}


def test_each_refusal_names_the_fix_and_changes_nothing(clerk: Visitor, address: str, city: Database) -> None:
    standing, logged = rows(city, STANDING), one(city, "SELECT count(*) FROM ground_audit_entry")
    page = issue(clerk, address)
    for said, sentence in WRONG:
        page = clerk.submit(page, "happened", status=422, **(FRESH | said))
        assert page.errors == [sentence], said
    same = {"standing": "closed.duplicate", "duplicate": address}
    page = clerk.submit(page, "happened", status=422, **(FRESH | same))
    assert page.errors == ["This is the issue itself, or one that was closed as the same. Write another reference."]
    same["duplicate"] = one(city, "SELECT reference FROM listen_report")
    page = clerk.submit(page, "happened", status=422, **(FRESH | same))
    assert page.errors[0].startswith("This is the reference of a report.")
    page = clerk.submit(page, "words", status=422, title="")
    assert page.errors == ["Write a title for the public page."]
    page = clerk.submit(page, "words", status=422, title="x" * 201)
    assert page.errors == ["Shorten the text to 200 characters."]
    assert rows(city, STANDING) == standing
    assert one(city, "SELECT count(*) FROM ground_audit_entry") == logged


def test_words_can_be_changed(clerk: Visitor, address: str, city: Database) -> None:
    page = clerk.submit(issue(clerk, address), "words", title="Rajoles", title_language="ca-valencia", text="Falten.")
    assert "The public page shows the new words." in page.text
    public = Visitor(clerk.app).get(f"/en/issues/{address}")
    assert "Rajoles" in public.text
    assert "Five tiles" not in public.text
    assert one(city, "SELECT description FROM listen_report").startswith("Five tiles"), "the resident's own words stay"


def test_one_press_hides_and_one_press_shows(clerk: Visitor, address: str, city: Database) -> None:
    everyone = Visitor(clerk.app)
    public = f"/en/issues/{address}"
    everyone.get(public)
    page = clerk.submit(issue(clerk, address), "sight", reason="offensive")
    assert "The issue is hidden from everyone." in page.text
    everyone.get(public, status=404)
    assert address.replace("-", " ") not in everyone.get("/en/issues").text
    assert address.replace("-", " ") in clerk.get("/staff/en/issues?status=hidden").text
    page = clerk.submit(page, "sight", reason="checked")
    assert "Everyone can see the issue again." in page.text
    everyone.get(public)
    facts = [str(facts) for (facts,) in rows(city, "SELECT facts FROM ground_audit_entry ORDER BY seq")]
    assert "offensive" in facts[-2]
    assert "checked" in facts[-1]


def test_a_press_alone_hides_and_the_record_says_that_it_is_to_be_looked_into(
    clerk: Visitor, address: str, city: Database
) -> None:
    page = clerk.submit(issue(clerk, address), "sight")
    assert "The issue is hidden from everyone." in page.text
    assert "To be looked into" in page.text
    (box,) = [each for each in page.all("section") if each.get("aria-labelledby") == "public-title"]
    assert box.get("class") == "priv", "what is hidden is not marked as seen by everyone"
    Visitor(clerk.app).get(f"/en/issues/{address}", status=404)
    assert rows(city, STANDING)[0][3] in (True, 1)


def test_a_reason_that_is_none_hides_nothing(clerk: Visitor, address: str, city: Database) -> None:
    for reason in ("bored", ""):
        refused = clerk.submit(issue(clerk, address), "sight", status=422, reason=reason)
        assert "Choose a reason" in refused.text
    assert rows(city, STANDING)[0][3] in (False, 0)


def test_the_list_has_filters_a_way_on_and_a_way_in(clerk: Visitor, file: File, city: Database) -> None:
    for number in range(27):
        given = file(service_code="light" if number == 0 else "ground", delay_hours=5 if number == 1 else 0)
        decided(clerk, given, category="light" if number == 0 else "ground")
    page = clerk.get("/staff/en/issues")
    assert "25 issues shown, newest first, more follow" in page.text
    assert "2 issues, newest first" in clerk.get(page.link("Next")).text
    assert "1 issue, newest first" in clerk.submit(page, "filter", category="light").text
    assert "1 issue, newest first" in clerk.get("/staff/en/issues?status=delayed").text
    assert "No issue fits this filter." in clerk.get("/staff/en/issues?status=closed").text
    assert "No issue fits this filter." in clerk.submit(page, "filter", district="marina").text
    reference = str(one(city, "SELECT reference FROM city_issue ORDER BY id LIMIT 1"))
    assert clerk.submit(page, "find", reference=reference.lower()).h1.startswith(reference)
    assert "We know no issue with this reference." in clerk.submit(page, "find", reference="?").text
    clerk.get("/staff/en/issues?category=dragons", status=404)
    part = clerk.client.get("/staff/en/issues", headers={"hx-request": "true"}).text
    assert part.strip() in clerk.client.get("/staff/en/issues").text


def test_no_such_issue(clerk: Visitor) -> None:
    clerk.get("/staff/en/issue/VIL-222-222", status=404)
    clerk.get("/staff/en/issue/nonsense", status=404)
    assert clerk.client.get("/staff/en/issue/VIL-222-222/words").status_code == 303


def test_late_issues_can_be_listed(clerk: Visitor, address: str, city: Database) -> None:
    assert "No issue fits this filter." in clerk.get("/staff/en/issues?status=late").text
    with city.writing() as session:
        session.connection().exec_driver_sql("UPDATE city_issue SET due_on = '2026-11-22'")
    page = clerk.get("/staff/en/issues?status=late")
    assert page.link(address.replace("-", " "))
