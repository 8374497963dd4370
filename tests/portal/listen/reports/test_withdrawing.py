"""Whatever the city decided, what a person sent is theirs to take back."""

import pytest
from sqlalchemy import text

from portal.city.issues.rules import Outcome
from portal.ground import clock
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.listen.reports import queries
from portal.listen.reports.models import Report
from portal.listen.reports.rules import Reason, Status
from privacy.dp.weeks import local_day
from privacy.vault.keys import KeyRing
from tests.portal.listen.reports.test_filing import WORDS, at_check
from tests.portal.listen.reports.test_track import CODE, opened, said
from tests.visitor import Visitor


@pytest.mark.parametrize("status", [Status.MERGED, Status.ACCEPTED, Status.DONE, Status.DECLINED])
def test_a_report_can_be_taken_back_wherever_it_stands(
    visitor: Visitor, city: Database, ring: KeyRing, settings: Settings, status: Status
) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes", email="ana@example.org"))
    with city.writing() as session:
        report = queries.by_code(session, ring, code)
        assert report
        bring(report, status, settings)
        session.add(report)
    sure = visitor.press(opened(visitor, code), "withdraw-button")
    assert ("its public page stays" in sure.text) == (status == Status.MERGED), "where there may be one"
    assert visitor.submit(sure, "withdraw-now").h1 == "Your report is withdrawn"
    case = opened(visitor, code)
    assert "Withdrawn" in case.text
    assert WORDS not in case.text
    assert "withdraw-button" not in case.html
    assert "There are no messages yet" not in case.text, "there were, perhaps"
    with city.reading() as session:
        left = session.execute(text("SELECT status, reason, description, has_contact FROM listen_report")).one()
        assert tuple(left) == ("withdrawn", "", "", False)
        sealed = session.execute(text("SELECT column_name FROM ground_vault_field")).scalars().all()
        assert sealed == [], "the address is gone at once, with all else"
        assert session.execute(text("SELECT count(*) FROM ground_vault_key")).scalar_one() == 0


def bring(report: Report, status: Status, settings: Settings) -> None:
    """Let a report stand where the city brought it."""
    report.status = status
    if status in (Status.DECLINED, Status.DONE):
        report.reason = Reason.NOT_OURS if status == Status.DECLINED else Outcome.FIXED
        report.ended_on = local_day(clock.now(), settings.zone)
