"""What was counted is forgotten when it was released: the rows, whose they were, and the keys of the year's names."""

from datetime import date
from functools import partial

from sqlalchemy import delete
from sqlmodel import Session, col

from portal.ground import clock
from portal.ground.contributions import forgetting as contributions
from portal.ground.contributions.rules import family_of, is_split
from portal.ground.contributions.voices import OF_PEOPLE, key_name
from portal.ground.database import after_commit
from portal.understand.figures.models import Lease
from portal.understand.figures.releasing import timetable
from privacy.dp.periods import CORRECTION_DAYS
from privacy.dp.weeks import WINDOW_WEEKS, week_of, weeks_of, year_of
from privacy.vault.keys import KeyRing

MOST_WEEKS = 26  # for a turnout that the year had no room for: it is never released


def forget(session: Session, ring: KeyRing, *, today: date) -> int:
    """Delete what was released, and forget whose voices the rest are, as soon as no window needs it; count the rows.

    Figures of a whole year are counted from rows that are up to a year old. After 13 weeks and the days of correction
    these have no name left that any key could lead to.
    """
    this_week = week_of(today)
    closed = this_week - CORRECTION_DAYS // 7
    gone = 0
    for family in contributions.families_present(session):
        waits, longest = timetable.oldest_unreleased(session, family, year=year_of(this_week)), this_week - MOST_WEEKS
        if waits is None or is_split(family_of(family)):
            waits = max(waits or longest, longest)
        if not family_of(family).once:
            contributions.forget_units(session, family=family, before_week=closed)
        gone += contributions.expire(session, family=family, before_week=min(waits, closed))
    session.execute(delete(Lease).where(col(Lease.until) < clock.now()))
    _forget_names(session, ring, this_week)
    return gone


def _forget_names(session: Session, ring: KeyRing, this_week: int) -> None:
    """Destroy the keys of years whose last windows have ended, when what was written is there to stay."""
    for name in ring.names():
        family, _, year = name.removeprefix("family:").rpartition(":")
        if family in OF_PEOPLE and year.isdigit() and this_week >= weeks_of(int(year)).stop + WINDOW_WEEKS:
            after_commit(session, partial(ring.destroy, key_name(family, int(year))))
