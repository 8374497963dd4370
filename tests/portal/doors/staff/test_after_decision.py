"""What happens to a report after its decision: it ends without a public page, it is written about, it is reopened."""

from portal.ground.database import Database
from tests.portal.doors.staff.conftest import File
from tests.portal.doors.staff.reports import Given, address_of, decided
from tests.portal.doors.staff.test_withdrawing import withdraw
from tests.tables import acts, one, rows
from tests.visitor import Page, Visitor

STANDS = "SELECT status, reason, issue_id, has_news FROM listen_report WHERE reference = :r"
JOBS = "SELECT count(*) FROM ground_job WHERE kind = 'vault.send'"


def track(clerk: Visitor, given: Given) -> Page:
    """The page of the resident."""
    resident = Visitor(clerk.app)
    return resident.submit(resident.get("/en/track"), "track", code=given.code)


def add_note(clerk: Visitor, given: Given, text: str) -> None:
    """Write as the resident."""
    resident = Visitor(clerk.app)
    case = resident.submit(resident.get("/en/track"), "track", code=given.code)
    resident.submit(case, "say", text=text)


def forms(page: Page) -> list[str]:
    """The forms of a page."""
    return [str(form.get("id")) for form in page.all("form")]


def test_a_private_report_is_accepted_worked_on_and_closed(clerk: Visitor, file: File, city: Database) -> None:
    given = file(may_publish=False, email="ana@example.org")
    decided(clerk, given, do="accept")
    assert rows(city, STANDS, r=given.reference) == [("accepted", "", None, False)]
    assert one(city, "SELECT count(*) FROM city_issue") == 0
    assert "It has no public page, as you asked" in track(clerk, given).text
    assert given.reference in clerk.get("/staff/en/queue?status=accepted").text
    page = clerk.get(given.path)
    page = clerk.submit(page, "finish", status=422)
    assert page.errors == ["Choose how it ended: the reporter is told."]
    page = clerk.submit(page, "finish", status=422, outcome="will-not-do")
    assert page.errors == ["Write why: the reporter reads it."]
    page = clerk.submit(page, "finish", outcome="fixed", told="We mended the pipe.")
    assert forms(page) == ["place-form", "reply", "reopen"]
    case = track(clerk, given)
    assert "Fixed" in case.text
    assert "We mended the pipe." in case.text
    assert "say" not in forms(case), "an ended report takes no notes"
    assert one(city, JOBS) == 3, "received, accepted, closed"
    assert one(city, "SELECT ended_on IS NOT NULL FROM listen_report"), "from now on its time runs out"


def test_a_public_report_cannot_be_accepted_in_silence(clerk: Visitor, file: File) -> None:
    given = file()
    page = clerk.submit(clerk.get(given.path), "decision-form", status=422, do="accept")
    assert page.errors == ["The reporter agreed to a public page. Choose something else."]


def test_a_published_report_is_decided_anew_and_its_words_leave_the_page(
    clerk: Visitor, file: File, city: Database
) -> None:
    given = file()
    decided(clerk, given)
    first = address_of(city)
    page = clerk.submit(clerk.get(given.path), "reopen", status=422)
    assert page.errors == ["Choose a reason: the reporter is told."]
    page = clerk.submit(page, "reopen", why="mistake")
    assert "decision-form" in forms(page)
    assert rows(city, STANDS, r=given.reference) == [("received", "", None, False)]
    assert rows(city, "SELECT hidden, description FROM city_issue") == [(True, "")]
    Visitor(clerk.app).get(f"/en/issues/{first}", status=404)
    case = track(clerk, given)
    assert "The city looks at your report again: the first decision was a mistake." in case.text
    assert "Received" in case.text
    assert acts(city) == ["report.publish", "report.reopen"]


def test_a_page_with_another_report_behind_it_stays(clerk: Visitor, file: File, city: Database) -> None:
    wrong, other = file(), file()
    decided(clerk, wrong)
    decided(clerk, other, do="merge", reference=address_of(city))
    clerk.submit(clerk.get(wrong.path), "reopen", why="other-problem")
    assert rows(city, "SELECT hidden, description FROM city_issue") == [(False, "")]
    clerk.submit(clerk.get(other.path), "reopen", why="other-problem")
    assert rows(city, STANDS, r=other.reference) == [("received", "", None, False)]


def test_a_page_with_only_a_withdrawn_report_beside_it_goes(clerk: Visitor, file: File, city: Database) -> None:
    wrong, other = file(), file()
    decided(clerk, wrong)
    decided(clerk, other, do="merge", reference=address_of(city))
    withdraw(clerk, other)
    clerk.submit(clerk.get(wrong.path), "reopen", why="other-problem")
    assert one(city, "SELECT hidden FROM city_issue")


def test_spam_that_was_none_counts_again(clerk: Visitor, file: File, city: Database) -> None:
    given = file()
    decided(clerk, given, do="decline", reason="spam")
    clerk.submit(clerk.get(given.path), "reopen", why="news")
    assert rows(city, "SELECT cell FROM ground_contribution") == [("ground/centre",)]


def test_what_was_to_be_forgotten_is_kept_once_the_report_is_open_again(
    clerk: Visitor, file: File, city: Database
) -> None:
    given = file(email="ana@example.org")
    decided(clerk, given, do="decline", reason="not-ours")
    ended = "SELECT ended_on IS NOT NULL FROM listen_report WHERE reference = :r"
    assert one(city, ended, r=given.reference)
    clerk.submit(clerk.get(given.path), "reopen", why="mistake")
    assert not one(city, ended, r=given.reference)


def test_a_note_after_the_decision_reaches_the_desk(clerk: Visitor, file: File, city: Database) -> None:
    given = file(email="ana@example.org")
    decided(clerk, given)
    assert "No report fits this filter" in clerk.get("/staff/en/queue?status=news").text
    add_note(clerk, given, "It is worse now.")
    queue = clerk.get("/staff/en/queue?status=news")
    assert given.reference in queue.text
    assert next("".join(mark.itertext()) for mark in queue.all("mark")) == "New message"
    assert "New message" in clerk.get(f"/staff/en/issue/{address_of(city)}").text
    page = clerk.get(given.path)
    page = clerk.submit(page, "read")
    assert "read" not in forms(page)
    assert f"The new message of {given.reference} is marked as read." in page.text
    assert "Saved:" not in page.text, "its status is what it was"
    assert rows(city, STANDS, r=given.reference)[0][3] in (False, 0)
    add_note(clerk, given, "Thank you.")
    page = clerk.submit(clerk.get(given.path), "reply", status=422, word=" ")
    assert page.errors == ["Write what the reporter should read."]
    clerk.submit(page, "reply", word="We go there tomorrow.")
    assert not one(city, "SELECT has_news FROM listen_report WHERE reference = :r", r=given.reference)
    assert "We go there tomorrow." in track(clerk, given).text
    assert acts(city) == ["report.publish", "report.read", "report.reply"]


def test_nobody_answers_or_decides_without_having_seen_the_newest_message(
    clerk: Visitor, file: File, city: Database
) -> None:
    given, waiting = file(), file()
    decided(clerk, given)
    page, deciding = clerk.get(given.path), clerk.get(waiting.path)
    add_note(clerk, given, "Not there, over here.")
    add_note(clerk, waiting, "It is gone.")
    page = clerk.submit(page, "reply", status=409, word="We were there.")
    assert "Not there, over here." in page.text
    assert "We were there." in page.text
    clerk.submit(page, "again")
    assert "We were there." in track(clerk, given).text
    assert "It is gone." in clerk.submit(deciding, "decision-form", status=409).text
    assert one(city, "SELECT count(*) FROM city_issue") == 1


def test_what_does_not_fit_does_nothing(clerk: Visitor, colleague: Visitor, file: File, city: Database) -> None:
    given = file(may_publish=False)
    decided(clerk, given, do="accept")
    page = clerk.get(given.path)
    colleague.submit(colleague.get(given.path), "finish", outcome="not-found", told="Nothing leaks.")
    page = clerk.submit(page, "finish", status=409, outcome="fixed")
    assert "again" not in forms(page), "it is closed, so it cannot be closed"
    clerk.submit(clerk.get(given.path), "reply", status=404, deed="dance", word="x")
    assert rows(city, STANDS, r=given.reference)[0][:2] == ("done", "not-found")
