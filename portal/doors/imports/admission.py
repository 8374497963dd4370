"""Which weeks still take in voices: those of budget years whose plan nobody has bought yet."""

from collections.abc import Iterable

from sqlmodel import Session

from portal.understand.figures.catalogue import ANONYMOUS
from portal.understand.figures.releasing.timetable import standing_plan
from privacy.dp.weeks import year_of


def open_weeks(session: Session, weeks: Iterable[int]) -> frozenset[int]:
    """Give those of the weeks that anonymous voices may still be admitted to.

    A plan covers its whole budget year. What is measured under it must not depend on when a file was taken in.
    """
    asked = frozenset(weeks)
    planned = {year for year in {year_of(week) for week in asked} if standing_plan(session, ANONYMOUS.name, year)}
    return frozenset(week for week in asked if year_of(week) not in planned)
