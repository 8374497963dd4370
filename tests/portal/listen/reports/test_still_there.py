"""Whether a closed problem is solved: asked of everybody, answered once, and bounded."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from portal.city.issues import queries as issues
from portal.city.issues import service as publishing
from portal.city.issues.models import Issue
from portal.city.issues.rules import Outcome
from portal.city.issues.rules import Status as IssueStatus
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.listen.reports import queries, service
from portal.listen.reports.models import Report
from portal.listen.reports.rules import Status
from privacy.vault.keys import KeyRing
from tests.portal.city.issues.invented import TODAY, published
from tests.portal.doors.staff.reports import Given, file_one
from tests.portal.listen.reports.test_track import opened, work_off
from tests.postbox import Postbox
from tests.visitor import Page, Visitor

Close = Callable[..., None]


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def filed(city: Database, ring: KeyRing, settings: Settings) -> tuple[Given, Given]:
    """Two reports behind one issue: the second joined the first."""
    made = tuple(file_one(city, ring, settings, email=f"{name}@example.org") for name in ("ana", "ben"))
    with city.writing() as session:
        issue = published(session)
        for at, each in enumerate(made):
            report = session.get_one(Report, each.id)
            service.join(session, report, version=report.version, issue_id=issue.id or 0, merged=bool(at))
    return made[0], made[1]


@pytest.fixture
def close(city: Database, filed: tuple[Given, Given]) -> Close:
    """The desk closes the issue."""

    def now(outcome: Outcome = Outcome.FIXED, today: date = TODAY) -> None:
        with city.writing() as session:
            issue = issue_of(session, filed[0])
            to = {"status": IssueStatus.CLOSED, "outcome": outcome, "version": issue.version, "today": today}
            publishing.move_on(session, issue, **to)  # type: ignore[arg-type]
            service.tell_of_issue(session, issue.id or 0, today=today)

    return now


def issue_of(session: Any, given: Given) -> Issue:
    found = issues.by_id(session, session.get_one(Report, given.id).issue_id)
    assert found is not None
    return found


def standing(city: Database, given: Given) -> tuple[str, bool]:
    """Where the issue stands, and whether a clerk is told of something new."""
    with city.reading() as session:
        return issue_of(session, given).status, session.get_one(Report, given.id).has_news


def asks(page: Page) -> bool:
    return any(each.get("id") == "solved" for each in page.all("form"))


def links(postbox: Postbox, to: str, what: str) -> list[str]:
    """The paths of the links of one kind in somebody's letters."""
    found = [re.search(rf"https://\S+/{what}/\S+", each.text) for each in postbox.letters if each.to == to]
    return [urlsplit(each[0]).path for each in found if each]


def test_still_there_on_the_page_of_the_report_opens_the_issue_again(
    city: Database, visitor: Visitor, filed: tuple[Given, Given], close: Close
) -> None:
    ana, ben = filed
    assert not asks(opened(visitor, ana.code))
    close()
    page = opened(visitor, ben.code)
    assert asks(page), "also whose report was joined with another"
    again = visitor.submit(page, "solved", press="solved-no")
    assert "It is open again" in again.text
    assert "You said that it is still there" in again.text
    assert standing(city, ben) == ("open", True)
    with city.reading() as session:
        public = visitor.get(f"/en/issues/{issue_of(session, ben).reference.replace(' ', '-')}").text
    assert "Opened again" in public
    assert "Somebody who reported it says that it is still there. The city looks at it again." in public
    assert not asks(opened(visitor, ana.code)), "what the other was asked is answered"
    twice = visitor.submit(page, "solved", press="solved-no")
    assert "This question is answered" in twice.text


def test_solved_is_thanked_for_and_asked_once(
    city: Database, visitor: Visitor, filed: tuple[Given, Given], close: Close
) -> None:
    close()
    page = visitor.submit(opened(visitor, filed[0].code), "solved", press="solved-yes")
    assert "Nothing else is needed" in page.text
    assert not asks(page)
    assert standing(city, filed[0])[0] == "closed"
    assert asks(opened(visitor, filed[1].code)), "the other may know better"


@pytest.mark.parametrize("outcome", [Outcome.WILL_NOT_DO, Outcome.NOT_OURS])
def test_what_the_city_leaves_as_it_is_raises_no_question(
    visitor: Visitor, filed: tuple[Given, Given], close: Close, outcome: Outcome
) -> None:
    close(outcome)
    assert not asks(opened(visitor, filed[0].code))


def test_after_two_times_a_clerk_decides(
    city: Database, visitor: Visitor, filed: tuple[Given, Given], close: Close
) -> None:
    for given, after in ((filed[0], "open"), (filed[1], "open"), (filed[0], "closed")):
        close()
        page = visitor.submit(opened(visitor, given.code), "solved", press="solved-no")
        assert standing(city, given) == (after, True)
    assert "so a person from the city decides now" in page.text


def test_the_question_ends_after_four_weeks(
    visitor: Visitor, filed: tuple[Given, Given], close: Close, frozen_clock: FrozenClock
) -> None:
    close()
    frozen_clock.advance(timedelta(days=28))
    page = opened(visitor, filed[0].code)
    assert asks(page)
    frozen_clock.advance(timedelta(days=1))
    assert not asks(opened(visitor, filed[0].code))


def test_a_report_without_a_public_page_is_taken_up_again(
    city: Database, visitor: Visitor, ring: KeyRing, settings: Settings
) -> None:
    given = file_one(city, ring, settings, may_publish=False)
    with city.writing() as session:
        report = session.get_one(Report, given.id)
        service.accept(session, report, version=report.version)
        service.finish(session, report, version=report.version, outcome=Outcome.NOT_FOUND, today=TODAY)
    page = visitor.submit(opened(visitor, given.code), "solved", press="solved-no")
    assert "It is open again" in page.text
    with city.reading() as session:
        found = queries.by_id(session, given.id)
        assert found is not None
        assert (found.status, found.reason, found.ended_on, found.has_news) == (Status.ACCEPTED, "", None, True)


def test_the_link_in_the_letter_answers_once_and_tells_nothing(
    city: Database, visitor: Visitor, filed: tuple[Given, Given], close: Close, settings: Settings, ring: KeyRing,
    postbox: Postbox,
) -> None:  # fmt: skip
    close()
    work_off(settings, city, ring, postbox)
    (link,) = links(postbox, "ana@example.org", "solved")
    page = visitor.get(link)
    assert filed[0].reference in page.text
    assert "tiles" not in page.text
    assert standing(city, filed[0])[0] == "closed", "following the link changes nothing"
    done = visitor.submit(page, "solved", press="solved-no")
    assert "It is open again" in done.text
    assert standing(city, filed[0]) == ("open", True)
    visitor.get(link, status=404)
    visitor.submit(page, "solved", press="solved-no", status=404)
    visitor.get(links(postbox, "ben@example.org", "solved")[0], status=404)
    visitor.get(link[:-2] + "AA", status=404)
    visitor.get("/en/track/answered/nonsense", status=404)
    work_off(settings, city, ring, postbox)
    told = [each.text for each in postbox.letters if each.to == "ben@example.org"]
    assert "Opened again" in told[-1]


def test_somebody_else_reports_it_again_from_its_page_with_type_and_place(
    city: Database, visitor: Visitor, filed: tuple[Given, Given], close: Close
) -> None:
    close()
    with city.reading() as session:
        address = issue_of(session, filed[0]).reference.replace(" ", "-")
    page = visitor.submit(visitor.get(f"/en/issues/{address}"), "again")
    (chosen,) = [each for each in page.all("input") if each.get("checked") is not None]
    assert chosen.get("value") == "ground"
    place = visitor.submit(page, page.all("form")[0].get("id"), words="It is broken again.")
    assert "Carrer del Molí" in place.html
    assert visitor.client.post("/en/report/again/x", headers={"origin": "https://localhost"}).status_code == 404
