"""Contact and exact place end when the page that asked for them says so, and in the end the report."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from portal.city.issues import service as issues
from portal.city.issues.new_issue import NewIssue, Words
from portal.city.issues.rules import Outcome, Status
from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.media.folder import MediaFolder, media_of
from portal.ground.settings import Settings
from portal.listen.reports import ending, queries, service, talk
from portal.listen.reports.models import Attachment
from portal.listen.reports.rules import Reason
from privacy.vault.keys import KeyRing
from tests.portal.listen.reports.test_filing import at_check
from tests.portal.listen.reports.test_track import CODE, said
from tests.visitor import Visitor


@pytest.fixture
def code(visitor: Visitor) -> str:
    """The code of a report with a contact."""
    return said(CODE, visitor.submit(at_check(visitor), "check", public="yes", email="ana@example.org"))


def sealed(city: Database) -> list[str]:
    """Which values still lie in the vault."""
    with city.reading() as session:
        found = session.execute(text("SELECT column_name FROM ground_vault_field")).scalars()
        return sorted(found)


@pytest.fixture
def media(settings: Settings) -> MediaFolder:
    return media_of(settings)


def forget(city: Database, media: MediaFolder) -> None:
    """Do what a worker does every day."""
    with city.writing() as session:
        ending.forget(session, media)


def keys(city: Database) -> int:
    """How many subjects still have a key."""
    with city.reading() as session:
        return int(session.execute(text("SELECT count(*) FROM ground_vault_key")).scalar_one())


def closed_issue(city: Database, ring: KeyRing, code: str, *, on: date) -> None:
    """Let the report become part of an issue that is over."""
    with city.writing() as session:
        report = queries.by_code(session, ring, code)
        assert report
        new = NewIssue(
            service_code="ground", district_code="centre", title=Words("Tiles", "en"), reported_on=on,
            due_on=on, published_at=clock.now(), status=Status.CLOSED, outcome=Outcome.FIXED, closed_on=on,
        )  # fmt: skip
        report.issue_id = issues.publish(session, new, prefix="VIL", today=on).id
        session.add(report)


@pytest.mark.parametrize("closed_days_ago", [0, 900])
def test_what_is_sealed_goes_a_month_after_the_issue_was_closed_and_the_point_after_three(
    code: str, city: Database, ring: KeyRing, media: MediaFolder, frozen_clock: FrozenClock, closed_days_ago: int
) -> None:
    """A report that joins an issue which was closed long before is kept as long as any other."""
    closed_issue(city, ring, code, on=clock.now().date() - timedelta(days=closed_days_ago))
    for days, left in ((29, ["email", "landmark", "place", "point"]), (3, ["point"]), (60, [])):
        frozen_clock.advance(timedelta(days=days))
        forget(city, media)
        assert sealed(city) == left
    assert keys(city) == 0
    with city.reading() as session:
        assert not session.execute(text("SELECT has_contact FROM listen_report")).scalar_one()


def test_an_open_issue_keeps_them_for_at_most_a_year(
    code: str, city: Database, media: MediaFolder, frozen_clock: FrozenClock
) -> None:
    assert code
    for days, left in ((364, 4), (2, 1)):
        frozen_clock.advance(timedelta(days=days))
        forget(city, media)
        assert len(sealed(city)) == left


def test_a_report_that_was_not_published_is_forgotten_too(
    code: str, city: Database, ring: KeyRing, settings: Settings, media: MediaFolder, frozen_clock: FrozenClock
) -> None:
    with city.writing() as session:
        report = queries.by_code(session, ring, code)
        assert report
        service.decline(session, ring, report, version=report.version, reason=Reason.NOT_OURS, zone=settings.zone)
    for days, left in ((29, 4), (2, 1), (60, 0)):
        frozen_clock.advance(timedelta(days=days))
        forget(city, media)
        assert len(sealed(city)) == left


def test_a_report_its_photo_and_its_talk_go_two_years_after_the_end(
    visitor: Visitor, code: str, city: Database, ring: KeyRing, media: MediaFolder, frozen_clock: FrozenClock
) -> None:
    today = clock.now().date()
    closed_issue(city, ring, code, on=today)
    key = media.put(b"jpeg", ".jpg")
    with city.writing() as session:
        report = queries.by_code(session, ring, code)
        assert report
        session.add(Attachment(report_id=report.id, media_key=key, width=4, height=3))
        talk.add_note(session, report, text="It is worse now.", language="en")
    for days, left in ((729, 1), (2, 0)):
        frozen_clock.advance(timedelta(days=days))
        forget(city, media)
        with city.reading() as session:
            for table in ("listen_report", "listen_attachment", "listen_case_message"):
                assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() == left  # noqa: S608 - ours
        assert media.exists(key) is bool(left)


@pytest.mark.parametrize(
    ("made", "stays"), [("{words}", False), ("Repair: {last} broken", False), ("The ground in the Centre", True)]
)
def test_taking_back_a_report_takes_its_words_off_the_issue(
    code: str, city: Database, ring: KeyRing, settings: Settings, media: MediaFolder, made: str, stays: bool
) -> None:
    """Also those that a clerk has put in another order; a title of the clerk's own stays."""
    with city.writing() as session:
        report = queries.by_code(session, ring, code)
        assert report
        words = Words(report.description, "en")
        title = Words(made.format(words=words.text, last=max(words.text.split(), key=len)), "en")
        new = NewIssue(
            service_code="ground", district_code="centre", title=title, description=words,
            reported_on=clock.now().date(), published_at=clock.now(),
        )  # fmt: skip
        issue_id = issues.publish(session, new, prefix="VIL", today=clock.now().date()).id
        service.join(session, report, version=report.version, issue_id=issue_id or 0, merged=False)
        service.withdraw(session, media, report, zone=settings.zone)
    with city.reading() as session:
        left = session.execute(text("SELECT title, description FROM city_issue")).one()
        assert (left[0] == title.text, left[1]) == (stays, "")
    assert keys(city) == 0, "and what is sealed is shredded at once"
