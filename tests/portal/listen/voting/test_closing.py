"""After the close: the exact result, the turnout by district, and what is forgotten or cancelled."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from portal.city.identity.rules import Role
from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs.worker import work_off
from portal.ground.settings import Settings
from portal.listen.voting import rules, service
from portal.listen.voting.rules import PollClosed
from portal.understand.figures.releasing.releases import publish_due
from portal.understand.figures.releasing.service import begin_counting
from portal.work import registry
from privacy.dp.weeks import week_of
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.listen.voting.voters import cast, voter
from tests.tables import count
from tests.visitor import Visitor


def test_nobody_sees_a_count_before_the_close_and_everybody_the_exact_one_after(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str], settings: Settings, frozen_clock: FrozenClock
) -> None:
    poll_id, reference = poll
    with city.writing() as session:
        for name, option in (("ana", "o1"), ("ben", "o2"), ("cem", "o2")):
            who = voter(ring, name)
            service.vote(session, poll_id=poll_id, voter=who, option=option, district="marina")
    visitor = Visitor(app)
    assert "vote" in visitor.get(f"/en/decide/{reference}").text
    assert "exact result" not in visitor.get(f"/en/decide/{reference}").text
    frozen_clock.advance(timedelta(days=8))
    assert "being counted" in visitor.get(f"/en/decide/{reference}").text
    work_off(city, registry(settings, ring))
    page = visitor.get(f"/en/decide/{reference}")
    assert "“Elms” has the most votes." in page.text
    assert "3 votes, counted exactly" in page.text


@given(st.dictionaries(st.sampled_from(["o1", "o2", "o3"]), st.integers(0, 50)))
def test_a_result_counts_every_vote_and_shares_the_first_place_fairly(tally: dict[str, int]) -> None:
    found = rules.result(["o1", "o2", "o3"], tally)
    assert sum(each.votes for each in found) == sum(tally.values())
    assert [each.votes for each in found] == sorted((each.votes for each in found), reverse=True)
    most = max(tally.values(), default=0)
    assert {each.code for each in found if each.is_first} == {
        code for code, votes in tally.items() if votes == most > 0
    }


def test_the_turnout_by_district_follows_the_result_under_the_polls_own_name(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str], settings: Settings, frozen_clock: FrozenClock
) -> None:
    poll_id, reference = poll
    with city.writing() as session:
        begin_counting(session, week=week_of(clock.now().date()))
    with city.writing() as session:
        for number in range(400):
            who = voter(ring, f"person{number}")
            service.vote(session, poll_id=poll_id, voter=who, option="o1", district="marina")
    frozen_clock.advance(timedelta(days=8))
    work = registry(settings, ring)
    work_off(city, work)
    visitor = Visitor(app)
    page = visitor.get(f"/en/decide/{reference}")
    assert "It appears on 14 December 2026." in page.text, "the vote closed on Monday 30 November"
    assert "Turnout by district" not in page.text
    visitor.get(f"/en/figures/turnout/{reference}", status=404)
    frozen_clock.at = clock.now() + timedelta(days=14)
    publish_due(city, settings, now=clock.now())
    page = visitor.get(f"/en/decide/{reference}")
    assert "Turnout by district" in page.text
    release = visitor.get(f"/en/figures/turnout/{reference}")
    assert release.url == f"/en/figures/turnout-{reference}-2026-W49"
    assert reference in release.h1
    assert "people took part and said where they live. 19 times out of 20" in release.text
    assert visitor.get(f"/en/decide/{reference}").url in release.html, "the way back"
    with city.reading() as session:
        families = session.execute(text("SELECT DISTINCT family FROM ground_contribution")).scalars().all()
    assert families == [f"breakdown:{reference}"], "a poll's number is known to the database only"


def test_a_vote_beyond_the_years_fourth_has_no_turnout_and_the_page_says_so(visitor: Visitor) -> None:
    page = visitor.get("/en/figures/turnout/P-0000", status=404)
    assert "If the vote closed lately, it may still appear. A year has room for the turnout of four votes" in page.text


def test_thirty_days_after_the_close_nobody_can_say_who_took_part(
    city: Database, ring: KeyRing, poll: tuple[int, str], frozen_clock: FrozenClock
) -> None:
    with city.writing() as session:
        service.vote(session, poll_id=poll[0], voter=voter(ring, "ana"), option="o1", district="centre")
    assert {rules.key_of(poll[0]), rules.turnout_key_of(poll[0])} <= set(ring.names())
    frozen_clock.advance(timedelta(days=8))
    with city.writing() as session:
        service.close(session, poll_id=poll[0])
    frozen_clock.advance(timedelta(days=40))
    with city.writing() as session:
        service.forget_voters(session, ring, closed_before=clock.now() - timedelta(days=30))
    assert count(city, "listen_ballot") == 0
    assert not {rules.key_of(poll[0]), rules.turnout_key_of(poll[0])} & set(ring.names())


def test_a_vote_that_a_restored_backup_lost_ballots_of_is_cancelled_and_never_counted(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str], settings: Settings, frozen_clock: FrozenClock
) -> None:
    poll_id, reference = poll
    ana = signed_in(app, city, ring, "ana", Role.RESIDENT)
    cast(ana, reference, "o1")
    with city.writing() as session:
        assert service.cancel_begun(session) == 1
        assert service.cancel_begun(session) == 0
    assert count(city, "listen_ballot") == 0
    page = ana.get(f"/en/decide/{reference}")
    assert "This vote was cancelled." in page.text
    assert not [form for form in page.all("form") if form.get("id") == "ballot"]
    assert "Cancelled" in ana.get("/en/decide").text
    with city.writing() as session, pytest.raises(PollClosed):
        service.vote(session, poll_id=poll_id, voter=voter(ring, "ben"), option="o2", district="")
    frozen_clock.advance(timedelta(days=8))
    work_off(city, registry(settings, ring))
    assert "exact result" not in ana.get(f"/en/decide/{reference}").text


def test_a_vote_with_a_result_or_not_yet_begun_is_not_cancelled(
    city: Database, poll: tuple[int, str], frozen_clock: FrozenClock
) -> None:
    frozen_clock.advance(-timedelta(hours=2))
    with city.writing() as session:
        assert service.cancel_begun(session) == 0
    frozen_clock.advance(timedelta(days=9))
    with city.writing() as session:
        service.close(session, poll_id=poll[0])
        assert service.cancel_begun(session) == 0
