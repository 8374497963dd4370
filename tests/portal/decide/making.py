"""Publish measures and released figures of a test city, and rank them as the job does."""

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from portal.decide.prioritisation.jobs import make_if_due
from portal.decide.solutions import service as solutions
from portal.decide.solutions.rules import Measure
from portal.ground.database import Database
from portal.ground.publicity.service import bump
from portal.understand.figures.models import Released
from privacy.dp.periods import Period

TODAY = date(2026, 11, 23)
ZONE = ZoneInfo("Europe/Madrid")
QUARTER = Period(130, 143)
LATER = Period(143, 150)
SCALES = {"needs": 5_000, "anonymous": 1_000}
Numbers = Mapping[tuple[str, str], int]


def propose(database: Database, *measures: Measure) -> list[str]:
    """Publish measures; give their references."""
    references = []
    with database.writing() as session:
        for measure in measures:
            made = solutions.draft(session, measure=measure)
            solutions.publish(session, made.reference, version=1, today=TODAY)
            references.append(made.reference)
    return references


def release(database: Database, statistic: str, numbers: Numbers, *, period: Period = QUARTER) -> str:
    """Store a release as the publisher leaves it, noise and all; give its name."""
    cells = {f"{service}/{district}": number for (service, district), number in numbers.items()}
    reference = f"{statistic}-{period.key}"
    with database.writing() as session:
        seq = (session.scalar(sa.select(sa.func.max(Released.seq))) or 0) + 1
        row = Released(
            reference=reference, seq=seq, plan_id="p", statistic=statistic, family=statistic, period=period.key,
            year=period.year, first_week=period.first, end_week=period.end, measured_on=TODAY, mechanism="laplace",
            scale_milli=SCALES[statistic], half_width=15, nano_epsilon=1, nano_rho=0, unit="resident", bound=1, l1=5,
            keys=list(cells), numbers=list(cells.values()), domain="d", software="veu test", payload_hash="h",
        )  # fmt: skip
        session.add(row)
        bump(session)
    return reference


def make_ranking(
    database: Database, residents: Numbers, anonymous: Numbers | None = None, *, period: Period = QUARTER
) -> str:
    """Release one period of each statistic, and rank; give the name of the ranking."""
    release(database, "needs", residents, period=period)
    if anonymous is not None:
        release(database, "anonymous", anonymous, period=period)
    made = make_if_due(database, zone=ZONE)
    assert made is not None
    return made
