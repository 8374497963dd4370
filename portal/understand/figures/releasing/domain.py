"""Which cells a statistic has in a period: from the city's public lists, and from nothing that anybody said."""

from sqlmodel import Session

from portal.city.places.queries import districts
from portal.city.services.queries import services
from portal.understand.figures.catalogue import Statistic, keys_of
from privacy.dp.periods import Period


def keys_in(session: Session, statistic: Statistic, period: Period) -> tuple[str, ...]:
    """List the cells of a period: every service that could be chosen in it, and every district of today."""
    return keys_of(
        statistic,
        categories=[each.code for each in services(session) if any(each.is_active(week) for week in period.weeks)],
        districts=[each.code for each in districts(session)],
    )
