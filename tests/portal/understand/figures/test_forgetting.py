"""What was released is forgotten; what a figure is still counted from stays, without the names of those who spoke."""

import pytest
from sqlmodel import Session, col, func, select

from portal.ground.contributions.models import Contribution
from portal.ground.contributions.queries import cells
from portal.ground.contributions.rules import NAMELESS, Voice
from portal.ground.contributions.voices import key_name
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.understand.figures.releasing.forgetting import MOST_WEEKS, forget
from portal.understand.figures.releasing.service import expect_turnout
from privacy.dp.weeks import monday_of, weeks_of
from privacy.vault.keys import KeyRing
from tests.portal.understand.figures.town import START, begin, publish, reports, residents, speak

pytestmark = pytest.mark.usefixtures("frozen_clock")


def rows(session: Session) -> dict[str, int]:
    counted = select(Contribution.family, func.count()).group_by(col(Contribution.family))
    return dict(session.exec(counted).all())


def forgotten(database: Database, ring: KeyRing, week: int) -> dict[str, int]:
    with database.writing() as session:
        forget(session, ring, today=monday_of(week))
        return rows(session)


def test_what_waits_for_its_release_is_kept(city: Database, settings: Settings, ring: KeyRing) -> None:
    begin(city)
    speak(city, residents("ground/centre", START, 26) + reports("ground/centre", START, 5))
    assert forgotten(city, ring, START + 2) == {"needs": 26, "effort": 26, "anonymous": 5}, "nothing is published yet"
    publish(city, settings, START)
    left = forgotten(city, ring, START + 2)
    assert left["effort"] == 26, "the figure of the year is counted from them"
    assert "anonymous" not in left
    assert 0 < left["needs"] < 26, "those whose window runs keep their slot"
    with city.reading() as session:
        assert sum(cells(session, family="effort", weeks=range(300)).values()) == 26
        nameless = select(func.count()).where(col(Contribution.family) == "effort", col(Contribution.win) == NAMELESS)
        assert 0 < session.exec(nameless).one() < 26
    left = forgotten(city, ring, START + 15)
    assert left == {"effort": 26}
    with city.reading() as session:
        units = session.exec(select(col(Contribution.unit))).all()
        assert not set(units) & set(range(1, 27)), "nobody is named any more"


def test_the_year_is_counted_whole_although_nobody_is_named(city: Database, settings: Settings, ring: KeyRing) -> None:
    begin(city)
    speak(city, residents("ground/centre", START, 9_000))
    forgotten(city, ring, START + 15)
    last = weeks_of(2026).stop - 1
    publish(city, settings, last)
    with city.reading() as session:
        from portal.understand.figures.queries import newest, total

        (effort,) = newest(session, statistic="effort")
        assert abs(total([effort]).value - 9_000) < 8_000, "ten scales of the noise"
    assert forgotten(city, ring, last + 30) == {}


def test_a_turnout_waits_for_its_release_and_not_for_ever(city: Database, settings: Settings, ring: KeyRing) -> None:
    begin(city)
    speak(city, [Voice("breakdown:1", unit, START, "centre") for unit in range(40)])
    assert forgotten(city, ring, START + 3) == {"breakdown:1": 40}, "the vote has not been tallied yet"
    with city.writing() as session:
        expect_turnout(session, poll="1", week=START)
    assert forgotten(city, ring, START + 3) == {"breakdown:1": 40}
    publish(city, settings, START)
    assert forgotten(city, ring, START + 3) == {}
    speak(city, [Voice("breakdown:2", 1, START, "centre")])
    assert forgotten(city, ring, START + MOST_WEEKS) == {"breakdown:2": 1}
    assert forgotten(city, ring, START + MOST_WEEKS + 1) == {}


def test_a_years_keys_are_destroyed_when_its_last_window_has_ended(city: Database, ring: KeyRing) -> None:
    kept = {key_name("needs", 2026), key_name("effort", 2026), "family:needs:calendar", "tracking"}
    for name in {key_name("needs", 2025), key_name("effort", 2025), *kept}:
        ring.named(name)
    forgotten(city, ring, weeks_of(2025).stop + 12)
    assert len(ring.names()) == 6
    forgotten(city, ring, weeks_of(2025).stop + 13)
    assert set(ring.names()) == kept
