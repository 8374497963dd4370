"""Contact and exact place end when the page that asked for them says so."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import text

from portal.city.issues import service as issues
from portal.city.issues.new_issue import NewIssue, Words
from portal.city.issues.rules import Outcome, Status
from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs import worker
from portal.ground.jobs.queue import LeaseLost, Taken
from portal.ground.jobs.registry import Registry
from portal.ground.settings import Settings
from portal.listen.reports import ending, queries, service
from portal.listen.reports.rules import Reason
from portal.work import registry
from privacy.vault.keys import KeyRing
from tests.portal.listen.reports.test_filing import at_check
from tests.portal.listen.reports.test_track import CODE, Postbox, said
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


def forget_closed(city: Database) -> None:
    """Do what a worker does every day."""
    with city.writing() as session:
        ending.forget_closed(session)


def keys(city: Database) -> int:
    """How many subjects still have a key."""
    with city.reading() as session:
        return int(session.execute(text("SELECT count(*) FROM ground_vault_key")).scalar_one())


def test_what_is_sealed_goes_a_month_after_the_issue_was_closed_and_the_point_after_three(
    code: str, city: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    today = clock.now().date()
    with city.writing() as session:
        report = queries.by_code(session, ring, code)
        assert report
        new = NewIssue(
            service_code="ground", district_code="centre", title=Words("Tiles", "en"), reported_on=today,
            due_on=today, published_at=clock.now(), status=Status.CLOSED, outcome=Outcome.FIXED, closed_on=today,
        )  # fmt: skip
        report.issue_id = issues.publish(session, new, prefix="VIL", today=today).id
        session.add(report)
    for days, left in ((29, ["email", "landmark", "place", "point"]), (3, ["point"]), (60, [])):
        frozen_clock.advance(timedelta(days=days))
        forget_closed(city)
        assert sealed(city) == left
    assert keys(city) == 0
    with city.reading() as session:
        assert not session.execute(text("SELECT has_contact FROM listen_report")).scalar_one()


def test_an_open_issue_keeps_them_for_at_most_a_year(code: str, city: Database, frozen_clock: FrozenClock) -> None:
    assert code
    for days, left in ((364, 4), (2, 1)):
        frozen_clock.advance(timedelta(days=days))
        forget_closed(city)
        assert len(sealed(city)) == left


def test_a_report_that_was_not_published_is_forgotten_after_a_month(
    code: str, city: Database, ring: KeyRing, settings: Settings, frozen_clock: FrozenClock
) -> None:
    with city.writing() as session:
        report = queries.by_code(session, ring, code)
        assert report
        service.decline(session, ring, report, version=report.version, reason=Reason.NOT_OURS, zone=settings.zone)
    work = Registry()
    work.add(ending.DECLINED, ending.forget_declined)
    for days, left in ((29, 4), (2, 0)):
        frozen_clock.advance(timedelta(days=days))
        worker.work_off(city, work)
        assert len(sealed(city)) == left


def test_a_worker_does_both(settings: Settings, ring: KeyRing, city: Database) -> None:
    work = registry(settings, ring, Postbox())
    assert "reports.forget_closed" in {each.kind for each in work.recurring}
    for kind, payload in (("reports.forget_closed", {}), (ending.DECLINED, {"report": str(uuid4())})):
        with pytest.raises(LeaseLost):  # known kinds, but nobody asked for them
            work.perform(city, Taken(0, kind, payload, 1))
