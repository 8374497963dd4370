"""Nineteen times out of twenty the truth lies in the published range: measured on released cells whose truth is known.

The false alarm rate of each test is at most 1e-6: five standard errors.
"""

import math
from collections.abc import Sequence

import pytest
from sqlmodel import Session

from portal.city.services.cells import parts_of
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.understand.figures import queries
from portal.understand.figures.figure import Figure, grouped, total
from privacy.dp.estimates import Estimate
from privacy.dp.intervals import coverage
from privacy.dp.mechanisms import measure
from tests.portal.understand.figures.town import START, begin, publish

WEEKS = 6
STANDARD_ERRORS = 5


@pytest.fixture
def database(sqlite: Database) -> Database:
    """One database is enough here: the noise does not depend on it."""
    return sqlite


@pytest.fixture
def quiet(city: Database, settings: Settings) -> Database:
    """A city in which nobody spoke: every number is its noise."""
    begin(city)
    publish(city, settings, START + WEEKS - 1)
    return city


def seen(estimates: Sequence[Estimate], *, shrink: float = 1.0) -> float:
    """The share of estimates whose range holds the truth, which is nought."""
    return sum(abs(each.value) <= each.half_width() * shrink for each in estimates) / len(estimates)


def is_near(share: float, exact: float, count: int) -> bool:
    """Whether a share is as near to its exact value as chance leaves it."""
    return abs(share - exact) <= STANDARD_ERRORS * math.sqrt(exact * (1 - exact) / count)


def figures(session: Session, statistic: str) -> tuple[Figure, ...]:
    """Everything that was released."""
    return queries.released(session, statistic=statistic)


@pytest.mark.parametrize("statistic", ["needs", "anonymous"])
def test_the_ranges_of_single_cells_hold_as_often_as_they_should(quiet: Database, statistic: str) -> None:
    with quiet.reading() as session:
        released = figures(session, statistic)
    noise = released[0].noise
    estimates = [figure.estimate(key) for figure in released for key in figure.cells]
    drawn = [Estimate(value, ((noise, 1),)) for value in measure([0] * 4000, noise)]
    exact = coverage(noise, released[0].half_width)
    assert exact >= 0.95
    assert is_near(seen(estimates), exact, len(estimates))
    assert is_near(seen(drawn), exact, len(drawn))


def test_the_ranges_of_totals_hold_at_least_as_often(quiet: Database) -> None:
    with quiet.reading() as session:
        released = figures(session, "needs")
    sums = [each for figure in released for each in grouped([figure], lambda key: parts_of(key)[1]).values()]
    sums += [total([figure]) for figure in released]
    assert seen(sums) >= 0.95 - STANDARD_ERRORS * math.sqrt(0.95 * 0.05 / len(sums))


def test_a_range_half_as_wide_would_be_noticed(quiet: Database) -> None:
    """The control."""
    with quiet.reading() as session:
        noise = figures(session, "needs")[0].noise
    drawn = [Estimate(value, ((noise, 1),)) for value in measure([0] * 4000, noise)]
    assert not is_near(seen(drawn, shrink=0.5), coverage(noise, drawn[0].half_width()), len(drawn))
