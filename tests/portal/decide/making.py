"""Make a ranking of a test city's released figures, as the job does."""

from collections.abc import Mapping
from datetime import date

from portal.decide.prioritisation import queries, service
from portal.decide.prioritisation.evidence import gather
from portal.decide.prioritisation.ranking import rank
from portal.decide.prioritisation.window import window_of
from portal.decide.solutions import service as solutions
from portal.decide.solutions.rules import Measure
from portal.ground.database import Database
from tests.portal.decide.evidence import FakeRelease

TODAY = date(2026, 11, 23)
QUARTER = (137, 150)
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


def make_ranking(database: Database, residents: Numbers, anonymous: Numbers | None = None) -> str:
    """Rank with one release of each statistic; give the name of the ranking."""
    needs = FakeRelease("needs-2026-W34..W46", *QUARTER, residents)
    reports = FakeRelease("anonymous-2026-W34..W46", *QUARTER, anonymous or {}, scale_milli=1_000)
    with database.reading() as session:
        weights = queries.weights_in_force(session)
        window = window_of([needs], [reports] if anonymous is not None else [], weeks=weights.weeks)
        assert window is not None
        inputs = gather(session, window, weights=weights, on=TODAY, software="veu test")
    ranking = rank(inputs)
    with database.writing() as session:
        return service.store(session, inputs, ranking)
