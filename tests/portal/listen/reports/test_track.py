"""The way back: with the code, by forms for half an hour, and with a letter for somebody who lost the code."""

import re
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from portal.city.issues import queries as issues
from portal.city.issues.rules import Outcome
from portal.city.issues.rules import Status as IssueStatus
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs import worker
from portal.ground.jobs.registry import Registry
from portal.ground.media.folder import media_of
from portal.ground.settings import Settings
from portal.ground.vault import jobs as vault_jobs
from portal.listen.reports import jobs as reports_jobs
from portal.listen.reports import queries, service
from portal.listen.reports.letters import letters
from portal.listen.reports.rules import Status
from privacy.vault.keys import KeyRing
from tests.portal.listen.reports.test_filing import WORDS, at_check, photo
from tests.postbox import Postbox
from tests.visitor import ORIGIN, Page, Visitor, filled_in

CODE = re.compile(r"(?:\w{4}-){5}\w{4}")
REFERENCE = re.compile(r"VIL \w{3} \w{3}")


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


def said(pattern: re.Pattern[str], page: Page) -> str:
    """What a page says in this form."""
    found = pattern.search(page.text)
    assert found
    return found[0]


def opened(visitor: Visitor, code: str) -> Page:
    return visitor.submit(visitor.get(f"/{visitor.locale}/track"), "track", code=code)


def work_off(settings: Settings, city: Database, ring: KeyRing, postbox: Postbox) -> None:
    """Send the letters that wait."""
    work = Registry()
    vault_jobs.register(work, ring=ring, mailer=postbox, gather=partial(letters.facts_of, ring=ring, url=settings.url))
    reports_jobs.register(work, ring=ring, mailer=postbox, url=settings.url, media=media_of(settings))
    worker.work_off(city, work)


def test_a_lost_code_is_replaced_by_a_link_in_a_letter_that_works_once(
    visitor: Visitor, settings: Settings, city: Database, ring: KeyRing, postbox: Postbox
) -> None:
    filed = visitor.submit(at_check(visitor), "check", public="yes", email="ana@example.org")
    old, reference = said(CODE, filed), said(REFERENCE, filed)
    work_off(settings, city, ring, postbox)
    assert reference in postbox.letters[0].text
    assert old not in postbox.letters[0].text
    lost = visitor.get("/fr/track/lost-code")
    answer = visitor.submit(lost, "lost", reference=reference.lower())
    with city.reading() as session:
        payloads = str(session.execute(text("SELECT * FROM ground_job")).all())
    assert "new-code" not in payloads, "no link waits in the database"
    work_off(settings, city, ring, postbox)
    (letter,) = postbox.letters[1:]
    assert letter.to == "ana@example.org"
    link = re.search(r"https://\S+", letter.text)
    assert link
    assert urlsplit(link[0]).path.startswith("/fr/"), "in the language in which it was asked for"
    page = visitor.get(urlsplit(link[0]).path.replace("/fr/", "/en/"))
    case = opened(visitor, old)
    assert WORDS in case.text, "following the link changes nothing"
    fresh = visitor.submit(page, "renew")
    new = said(CODE, fresh)
    visitor.get(f"/en/report/{fresh.url.split('/')[-1]}/sent", status=404)
    visitor.get(f"/en/track/code/{filed.url.split('/')[-2]}", status=404)
    for address in ("/en/track", "/en/track/withdraw"):
        assert sent(visitor, case, "say", address, text="Mine.").status_code == 422, "whoever has it open is shut out"
    assert WORDS in opened(visitor, new).text
    visitor.submit(visitor.get("/en/track"), "track", status=422, code=old)
    visitor.submit(page, "renew", status=404)
    visitor.get(page.url, status=404)
    assert answer.url == "/fr/track/lost-code-sent"


def test_nobody_learns_from_the_answer_whether_there_is_a_report_or_a_contact(
    visitor: Visitor, settings: Settings, city: Database, ring: KeyRing, postbox: Postbox
) -> None:
    reference = said(REFERENCE, visitor.submit(at_check(visitor), "check", public="yes"))
    answers = {
        visitor.submit(visitor.get("/en/track/lost-code"), "lost", reference=each).html
        for each in (reference, "VIL 222 222", "333 333")
    }
    assert len(answers) == 1
    work_off(settings, city, ring, postbox)
    assert not postbox.letters
    wrong = visitor.submit(visitor.get("/en/track/lost-code"), "lost", status=422, reference="my report")
    assert wrong.errors == ["Write the reference in full: it has 6 letters and digits."]
    assert "my report" in wrong.html


def test_a_link_for_a_new_code_ends_after_an_hour_and_cannot_be_made_up(
    visitor: Visitor,
    settings: Settings,
    city: Database,
    ring: KeyRing,
    postbox: Postbox,
    frozen_clock: FrozenClock,
) -> None:
    filed = visitor.submit(at_check(visitor), "check", public="yes", email="ana@example.org")
    visitor.submit(visitor.get("/en/track/lost-code"), "lost", reference=said(REFERENCE, filed))
    work_off(settings, city, ring, postbox)
    link = re.search(r"https://\S+/new-code/\S+", postbox.letters[-1].text)
    assert link
    path = urlsplit(link[0]).path
    visitor.get(path)
    visitor.get(path[:-3] + ("AAA" if path[-3:] != "AAA" else "BBB"), status=404)
    frozen_clock.advance(timedelta(minutes=61))
    visitor.get(path, status=404)


def sent(visitor: Visitor, page: Page, form_id: str, to: str = "", **said: str) -> Any:
    """Send a form of a page, with what a browser sends of it, and do not follow."""
    form = page.form(form_id)
    return visitor.client.post(to or form.get("action"), data=filled_in(form) | said, headers={"origin": ORIGIN})


def asks(city: Database, ring: KeyRing, code: str) -> None:
    """Let the city ask something about a report."""
    with city.writing() as session:
        report = queries.by_code(session, ring, code)
        assert report
        service.ask(session, report, version=report.version, text="Is it so?", language="en")


def test_the_case_can_be_answered_and_kept(visitor: Visitor, city: Database, ring: KeyRing) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    asks(city, ring, code)
    case = opened(visitor, code)
    assert "The city has a question" in case.text
    answered = visitor.submit(case, "say", text="Number 12.")
    assert "Your answer" in answered.text
    kept = visitor.submit(visitor.press(answered, "withdraw-button"), "keep")
    assert (kept.h1, kept.url) == (case.h1, "/en/track")
    for blank in (" ", "\0", "\u200b\u2060\u3164\u2800\u00ad"):
        empty = visitor.submit(kept, "say", status=422, text=blank)
        assert empty.errors == ["Write something before you send it."]
    long = visitor.submit(kept, "say", status=422, text="x" * 4001)
    assert long.errors == ["Your text is too long. Take out 1 character."]
    assert "x" * 4001 in long.html


def test_the_case_shows_all_that_was_sent_until_the_person_is_done(visitor: Visitor) -> None:
    first = visitor.get("/en/report")
    files = {"photo": ("a.jpg", photo(), "image/jpeg")}
    place = visitor.submit(first, "problem", files=files, category="ground", words=WORDS)
    check = visitor.submit(place, "place-form", place="Carrer del Molí 12", landmark="by the bus stop")
    case = visitor.submit(visitor.submit(check, "check", public="yes"), "follow")
    for each in (WORDS, "Carrer del Molí 12", "by the bus stop", "Centre"):
        assert each in case.text
    assert case.form("photo-1").get("target") == "_blank", "beside the note that is being typed"
    assert sent(visitor, case, "photo-1").headers["content-type"] == "image/jpeg"
    assert sent(visitor, case, "done").headers["clear-site-data"] == '"cache"'
    for form_id, address in (("say", "/en/track"), ("photo-1", "/en/track/photo"), ("say", "/en/track/withdraw")):
        assert sent(visitor, case, form_id, address, text="Too late.").status_code == 422
    assert sent(visitor, case, "done").status_code == 303, "to be done twice is to be done"


def test_a_ticket_ends_after_half_an_hour_and_the_code_is_on_no_page(
    visitor: Visitor, frozen_clock: FrozenClock
) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    case = opened(visitor, code)
    assert code not in case.html
    assert code.replace("-", "") not in case.html
    frozen_clock.advance(timedelta(minutes=31))
    late = visitor.submit(case, "say", status=422, text="Too late.")
    assert late.errors == ["This page has closed. Write your newest tracking code."]
    again = visitor.submit(visitor.submit(late, "track", status=422, code="22\a22"), "track", code=code)
    assert "Too late." in "".join(again.all("textarea")[0].itertext()), "and nothing typed is lost"


def test_the_case_leads_to_its_public_page_once_it_may_be_seen(visitor: Visitor, city: Database, ring: KeyRing) -> None:
    from portal.city.issues import service as publishing
    from portal.city.issues.new_issue import NewIssue, Words

    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    assert "public page" not in opened(visitor, code).text
    assert "What has happened" not in opened(visitor, code).text
    with city.writing() as session:
        report = queries.by_code(session, ring, code)
        assert report
        new = NewIssue(
            service_code="ground",
            district_code="centre",
            title=Words("Loose tiles", "en"),
            reported_on=report.filed_at.date(),
            due_on=report.due_on,
            published_at=report.filed_at,
        )
        issue = publishing.publish(session, new, prefix="VIL", today=report.filed_at.date())
        report.issue_id, report.status = issue.id, Status.PUBLISHED
        session.add(report)
        reference = issue.reference
    with city.reading() as session:
        assert issues.shown(session, reference)
    case = opened(visitor, code)
    assert "Accepted by the city" in case.text, "news is on the page to which the letter leads"
    page = visitor.get(case.link("See the public page of the problem"))
    assert page.h1 == "Loose tiles"
    with city.writing() as session:
        issue = issues.by_reference(session, reference, lock=True)
        assert issue
        day = issue.reported_on
        publishing.move_on(session, issue, status=IssueStatus.CLOSED, outcome=Outcome.FIXED, version=1, today=day)
    assert headline(opened(visitor, code)).startswith("Fixed Published Sent on")
    with city.writing() as session:
        issue = issues.by_reference(session, reference, lock=True)
        assert issue
        publishing.hide(session, issue)
    case = opened(visitor, code)
    assert headline(case).startswith("Fixed Public page hidden Sent on"), "the outcome first, and nothing that is over"
    assert "due by" not in headline(case)
    assert "The city does not show the public page of this problem at the moment." in case.text
    with city.writing() as session:
        issue = issues.by_reference(session, reference, lock=True)
        assert issue
        publishing.unhide(session, issue)
        issue.published_at += timedelta(hours=30)
        session.add(issue)
    assert "The public page of this problem opens on Tuesday, 24 November 2026" in opened(visitor, code).text


def headline(page: Page) -> str:
    """The line under the heading of a report."""
    line = next(each for each in page.all("div") if each.get("class") == "meta")
    return " ".join("".join(line.itertext()).split())


def test_an_answer_is_said_to_be_with_the_city(visitor: Visitor, city: Database, ring: KeyRing) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    asks(city, ring, code)
    visitor.submit(opened(visitor, code), "say", text="Yes.")
    assert headline(opened(visitor, code)).startswith("Your answer is with the city")


def test_a_report_whose_answer_is_late_says_so(visitor: Visitor, city: Database) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    assert "Answer due by" in opened(visitor, code).text
    with city.writing() as session:
        session.connection().exec_driver_sql("UPDATE listen_report SET due_on = '2026-11-20'")
    late = opened(visitor, code).text
    assert "An answer was due by" in late
    assert "20 November 2026, and it is late" in late


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("VIL 7FP JJX", "This is the reference. Write the tracking code: it has 24 letters and digits."),
        ("7fpjjx", "This is the reference. Write the tracking code: it has 24 letters and digits."),
        ("A" * 20, "We know no report with this code: 4 characters are missing."),
        ("A" * 25, "We know no report with this code: it has 1 character too many."),
        ("A" * 24, "We know no report with this code. Compare it with what you wrote down, letter by letter."),
    ],
)
def test_a_wrong_code_is_told_what_is_wrong_with_it(visitor: Visitor, typed: str, sentence: str) -> None:
    page = visitor.submit(visitor.get("/en/track"), "track", status=422, code=typed)
    assert page.errors == [sentence]


def test_the_field_for_a_note_says_who_reads_it_and_how_long_it_may_be(visitor: Visitor) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    assert "Only the city’s staff read it. At most 4,000 characters." in opened(visitor, code).text
