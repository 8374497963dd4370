"""Periods close by the clock, so nothing is measured while this machine and the database disagree."""

import pytest

from portal.ground.clock_skew import MOST_SKEW_S, skew_s
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.understand.figures.releasing import releases
from portal.understand.figures.rules import ClocksDiffer
from tests.portal.understand.figures.town import START, begin, publish


def test_a_database_on_this_machine_has_its_time(database: Database) -> None:
    assert skew_s(database) < MOST_SKEW_S / 2


def test_nothing_is_published_while_the_clocks_differ(
    city: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(city)
    monkeypatch.setattr(releases, "skew_s", lambda _: 3600.0)
    with pytest.raises(ClocksDiffer, match="differ by 3600 s"):
        publish(city, settings, START)
    monkeypatch.setattr(releases, "skew_s", lambda _: MOST_SKEW_S)
    assert publish(city, settings, START).published
