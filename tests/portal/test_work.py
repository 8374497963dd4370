"""What the register of retention promises, the worker does: with a clock that moves."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlmodel import Session, col

from portal.ground.audit_log.models import AuditEntry
from portal.ground.audit_log.service import record
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs import queue, worker
from portal.ground.jobs.models import Job
from portal.ground.settings import Settings
from portal.listen.support.models import Support
from portal.work import registry
from privacy.vault.keys import KeyRing
from tests.portal.city.issues.invented import closed, published


def remembered(session: Session) -> dict[str, int]:
    """How much of each kind is still there."""
    told = select(func.count()).select_from(AuditEntry).where(col(AuditEntry.act) == "test.act")
    given_up = select(func.count()).select_from(Job).where(col(Job.kind) == "test.nobody")
    marks = select(func.count()).select_from(Support)
    asked = {"acts": told, "jobs": given_up, "marks": marks}
    return {name: session.scalar(each) or 0 for name, each in asked.items()}


@pytest.mark.parametrize(
    ("kind", "kept"), [("marks", timedelta(days=30)), ("jobs", timedelta(days=3)), ("acts", timedelta(days=730))]
)
def test_what_is_over_is_forgotten_and_not_a_day_before(
    city: Database, settings: Settings, ring: KeyRing, frozen_clock: FrozenClock, kind: str, kept: timedelta
) -> None:
    work = registry(settings, ring)
    worker.work_off(city, work)  # so that each recurring kind has its next time
    with city.writing() as session:
        record(session, actor="operator", act="test.act", object="nothing")
        queue.enqueue(session, "test.nobody", {})
        session.execute(text("UPDATE ground_job SET attempts = 8 WHERE kind = 'test.nobody'"))
        session.add(Support(issue_id=published(session, **closed()).id, mark="m" * 32))
    for later, left in ((kept - timedelta(days=1), 1), (timedelta(days=3), 0)):
        frozen_clock.advance(later)
        worker.work_off(city, work)
        with city.reading() as session:
            assert remembered(session)[kind] == left
