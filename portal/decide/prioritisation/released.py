"""Where released figures come in: the one file of the ranking that asks the publisher."""

from sqlmodel import Session

from portal.decide.prioritisation.inputs import Inputs
from portal.decide.prioritisation.window import Window, weeks_of
from portal.understand.figures.catalogue import ANONYMOUS, NEEDS
from portal.understand.figures.queries import by_reference, by_weeks, periods


def released(session: Session, *, most_weeks: int) -> Window | None:
    """Read the newest complete releases of both statistics; None before the first."""
    known = (periods(session, statistic=each.name) for each in (NEEDS, ANONYMOUS))
    weeks = weeks_of(*known, most=most_weeks)
    if weeks is None:
        return None
    residents, anonymous = (by_weeks(session, statistic=each.name, weeks=weeks) for each in (NEEDS, ANONYMOUS))
    return Window(weeks, residents, anonymous)


def named(session: Session, inputs: Inputs) -> Window | None:
    """Read the very releases that a ranking names; None where one of them is not there."""
    found = [each for each in (by_reference(session, name) for name in inputs.releases) if each is not None]
    if len(found) != len(inputs.releases):
        return None
    found.sort(key=lambda each: each.period.first)
    residents, anonymous = (
        tuple(each for each in found if each.statistic == statistic.name) for statistic in (NEEDS, ANONYMOUS)
    )
    return Window(range(inputs.first_week, inputs.end_week), residents, anonymous)
