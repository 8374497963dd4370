"""Where released figures come in: the one file of the ranking that asks the publisher."""

from sqlmodel import Session

from portal.decide.prioritisation.window import Window, weeks_of
from portal.understand.figures.catalogue import ANONYMOUS, NEEDS
from portal.understand.figures.queries import by_weeks, periods


def released(session: Session, *, most_weeks: int) -> Window | None:
    """Read the newest complete releases of both statistics; None before the first."""
    known = (periods(session, statistic=each.name) for each in (NEEDS, ANONYMOUS))
    weeks = weeks_of(*known, most=most_weeks)
    if weeks is None:
        return None
    residents, anonymous = (by_weeks(session, statistic=each.name, weeks=weeks) for each in (NEEDS, ANONYMOUS))
    return Window(weeks, residents, anonymous)
