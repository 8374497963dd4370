"""One period that somebody asks for by name: refused before anything is bought, where it is not due."""

from datetime import date

from sqlmodel import Session

from portal.understand.figures.catalogue import Statistic
from portal.understand.figures.releasing import timetable
from portal.understand.figures.rules import Untimely
from privacy.dp.periods import Period


def refuse_untimely(session: Session, statistic: Statistic, period: Period, *, today: date) -> None:
    """Raise Untimely for a period that is not due on a day, with the first one that is, or will be.

    What lies before the start of counting could never be taken back: it would contradict the start for ever.
    """
    mine = [each.period for each in timetable.waiting(session, today=today) if each.statistic.name == statistic.name]
    if period in mine and period.is_closed(today):
        return
    why = _why(session, statistic, period, today)
    raise Untimely(f"{statistic.name} {period.key}: {why}. {_instead(session, mine)}")


def _why(session: Session, statistic: Statistic, period: Period, today: date) -> str:
    if period not in timetable.periods(session, statistic, period.year):
        cadence = timetable.cadence_of(session, statistic, period.year)
        return f"not a period of its plan, which has one a {cadence} in {period.year}"
    if not period.is_closed(today):
        return f"open until {period.closes_on}"
    return "nothing was counted in it, or it was given up"


def _instead(session: Session, waiting: list[Period]) -> str:
    if waiting:
        return f"The first that may be released is {waiting[0].key}, from {waiting[0].closes_on} on."
    if timetable.start_week(session) is None:
        return "Counting has not begun: `veu release --due` begins it."
    return "None waits."
