"""Invented issues for the tests: in the small city of `tests.cast`, on a day of the frozen clock."""

from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues.models import ISSUES, Issue
from portal.city.issues.rules import Outcome, Status
from portal.city.issues.service import NewIssue, Words, publish
from portal.ground import clock
from portal.ground.publicity.models import PublicState
from privacy.minimise.location import Point

TODAY = date(2026, 11, 23)
MARKET = Point(38.91, 0.61)
MOST_OF_THE_WORLD = "-179,-80,179,80"


def new_issue(**facts: Any) -> NewIssue:
    """A missing tile in the centre, reported today."""
    usual: dict[str, Any] = {
        "service_code": "ground",
        "district_code": "centre",
        "title": Words("Missing tiles at the market", "en"),
        "description": Words("Five tiles are missing.", "en"),
        "place": Words("Carrer del Molí, Centre", "ca"),
        "point": MARKET,
        "reported_on": TODAY,
        "published_at": clock.now(),
    }
    return NewIssue(**usual | facts)


def closed(on: date = TODAY, outcome: Outcome = Outcome.FIXED) -> dict[str, Any]:
    """The facts of an issue that has ended."""
    return {"status": Status.CLOSED, "outcome": outcome, "closed_on": on}


def published(session: Session, **facts: Any) -> Issue:
    """Publish an invented issue."""
    return publish(session, new_issue(**facts), prefix="VIL", today=TODAY)


def public_version(session: Session) -> int:
    """Read the version that caches compare; 0 before anything public changed."""
    return session.scalar(sa.select(sa.func.max(PublicState.version))) or 0


def set_state(session: Session, reference: str, *, hidden: bool, published_at: datetime) -> None:
    """Put an issue into a state, without the service's rules."""
    state = {"hidden": hidden, "published_at": published_at}
    session.execute(sa.update(ISSUES).where(ISSUES.c.reference == reference).values(state))


def days_ago(days: int) -> date:
    """A day before today."""
    return TODAY - timedelta(days=days)
