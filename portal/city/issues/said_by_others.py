"""That others have said the same of an issue: told once, never how many, and not before their report could appear."""

from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues import rules
from portal.city.issues.models import TIMELINE, Issue, TimelineEntry
from portal.city.issues.rules import Step
from portal.ground import clock
from portal.ground.jobs.queue import cancel, enqueue
from portal.ground.publicity.service import bump
from privacy.dp.weeks import local_day

JOINED: Final = "issues.joined"


def say_later(session: Session, issue_id: int, *, earliest: datetime, zone: ZoneInfo) -> None:
    """Let the page say it from `earliest` on; at a full hour where that is still to come."""
    session.get(Issue, issue_id, with_for_update=True)  # before somebody who takes the same back has looked round
    moment = rules.appears_at(earliest, now=clock.now())
    payload = {"issue_id": issue_id, "day": local_day(moment, zone).isoformat()}
    enqueue(session, JOINED, payload, run_at=moment, key=_key(issue_id))


def say(session: Session, *, issue_id: int, day: str) -> None:
    """Add the one entry to an issue's history."""
    issue = session.get(Issue, issue_id, with_for_update=True)
    entries = sa.select(TIMELINE.c.id).where(TIMELINE.c.issue_id == issue_id, TIMELINE.c.kind == Step.JOINED)
    if issue is None or session.execute(entries.limit(1)).first() is not None:
        return
    session.add(TimelineEntry(issue_id=issue_id, on_date=date.fromisoformat(day), kind=Step.JOINED.value))
    session.flush()  # before the version moves, so that what is wrong undoes both
    if rules.is_visible(published_at=issue.published_at, hidden=issue.hidden, now=clock.now()):
        bump(session)


def take_back(session: Session, issue_id: int) -> None:
    """Take the entry out again, or what would still add it, because nobody else has said so after all."""
    issue = session.get(Issue, issue_id, with_for_update=True)
    cancel(session, key=_key(issue_id))
    of_others = sa.delete(TimelineEntry).where(TIMELINE.c.issue_id == issue_id, TIMELINE.c.kind == Step.JOINED)
    gone = session.execute(of_others.returning(TIMELINE.c.id)).first()
    if issue is None or gone is None:
        return
    if rules.is_visible(published_at=issue.published_at, hidden=issue.hidden, now=clock.now()):
        bump(session)


def _key(issue_id: int) -> str:
    return f"{JOINED}:{issue_id}"
