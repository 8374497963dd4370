"""What a plan would be worth is known before it is bought, and from released numbers only."""

from datetime import date

import pytest

from portal.ground.database import Database
from portal.understand.figures.catalogue import ANONYMOUS, NEEDS
from portal.understand.figures.pages.outlook import outlook, voices_a_year
from portal.understand.figures.rules import UnknownStatistic
from privacy.dp.periods import Cadence

TODAY = date(2026, 8, 10)


def test_the_width_of_each_cadence_is_known_before_spending(published: Database) -> None:
    with published.reading() as session:
        needs = outlook(session, NEEDS.name, year=2027, today=TODAY)
        anonymous = outlook(session, ANONYMOUS.name, year=2027, today=TODAY)
        with pytest.raises(UnknownStatistic):
            outlook(session, "dragons", year=2027, today=TODAY)
    assert needs is not None
    assert anonymous is not None
    assert (needs.cadences[0].half_width, anonymous.cadences[0].half_width) == (15, 3)
    assert [option.cadence for option in needs.cadences] == list(Cadence)
    assert needs.proposed is Cadence.FOUR_WEEKS
    assert anonymous.proposed is Cadence.FOUR_WEEKS
    assert needs.total_half_width > needs.cadences[0].half_width


def test_a_year_of_voices_is_estimated_from_the_weeks_that_were_released(published: Database) -> None:
    with published.reading() as session:
        assert abs(voices_a_year(session, ANONYMOUS.name, today=TODAY) / 52 - 49) < 30
        assert voices_a_year(session, ANONYMOUS.name, today=date(2030, 1, 7)) == 0


def test_a_city_without_figures_is_told_that_nothing_fits(city: Database) -> None:
    with city.reading() as session:
        found = outlook(session, NEEDS.name, year=2027, today=TODAY)
    assert found is not None
    assert found.proposed is None
