"""Whoever holds a copy of the database cannot join somebody's session to the report that was sent in it."""

from datetime import timedelta

from fastapi import FastAPI
from sqlalchemy import text

from portal.city.identity import jobs
from portal.city.identity.rules import SEEN_STEP, Role
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.work import registry
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.listen.reports.test_filing import at_check
from tests.tables import count

JOINED = "SELECT count(*) FROM city_session JOIN listen_report ON listen_report.xmin = city_session.xmin"


def joined(city: Database) -> int:
    """How many reports lead to a session by the transaction that wrote both."""
    with city.reading() as session:
        return int(session.execute(text(JOINED)).scalar_one())


def test_a_report_is_not_joined_to_the_session_that_sent_it(
    app: FastAPI, city: Database, ring: KeyRing, settings: Settings, frozen_clock: FrozenClock
) -> None:
    ana = signed_in(app, city, ring, "ana", Role.RESIDENT)
    page = at_check(ana)
    frozen_clock.advance(2 * SEEN_STEP + timedelta(seconds=1))  # as somebody who writes slowly
    assert ana.submit(page, "check", public="yes").h1 == "Report sent"
    if not city.is_sqlite:  # there a row has no transaction
        assert joined(city) == 1, "the control: until the hour is over, PostgreSQL knows"
    assert jobs.FORGET_ORDER in {each.kind for each in registry(settings, ring).recurring}
    jobs.forget_order(city)
    if not city.is_sqlite:
        assert joined(city) == 0
    assert count(city, "city_session") == 1, "and nobody is signed out by it"
