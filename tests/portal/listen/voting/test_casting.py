"""Casting a vote: it counts once, it can be changed, and each refusal."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from portal.city.identity.rules import Role
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.listen.voting import service
from portal.listen.voting.rules import PollClosed
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.listen.voting.voters import cast, voter
from tests.tables import count
from tests.visitor import Visitor


def test_a_vote_is_cast_changed_and_counted_once(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str]
) -> None:
    ana = signed_in(app, city, ring, "ana", Role.RESIDENT)
    assert cast(ana, poll[1], "o1").h1 == "Your vote counts"
    earlier = "This vote takes the place of your earlier one. A district that you named before stays counted."
    page = ana.get(f"/en/decide/{poll[1]}")
    assert "where few people vote, it may show how somebody voted" in page.text
    check = ana.submit(page, "ballot", option="o3", district="")
    assert earlier in check.text
    assert ana.submit(check, "vote").h1 == "Your vote counts"
    assert count(city, "listen_ballot") == 1
    assert count(city, "ground_contribution") == 1, "who changes a vote took part once"


def test_a_ballot_says_nothing_about_who_cast_it(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str]
) -> None:
    ana = signed_in(app, city, ring, "ana", Role.RESIDENT)
    cast(ana, poll[1], "o1")
    with city.reading() as session:
        accounts = session.execute(text("SELECT id, handle FROM city_account")).all()
        (ballot,) = session.execute(text("SELECT mark FROM listen_ballot")).all()
        (turnout,) = session.execute(text("SELECT unit FROM ground_contribution")).all()
    assert all(str(ballot.mark) not in f"{row.id}{row.handle}" for row in accounts)
    assert str(turnout.unit) not in ballot.mark


def test_a_stranger_reads_and_is_asked_to_sign_in(visitor: Visitor, poll: tuple[int, str]) -> None:
    page = visitor.get(f"/en/decide/{poll[1]}")
    assert "To vote, sign in" in page.text
    answer = visitor.client.post(
        f"/en/decide/{poll[1]}/vote", data={"option": "o1"}, headers={"origin": "https://localhost"}
    )
    assert answer.status_code == 401


def test_a_ballot_without_a_choice_is_asked_for_again(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str]
) -> None:
    ana = signed_in(app, city, ring, "ana", Role.RESIDENT)
    page = ana.get(f"/en/decide/{poll[1]}")
    assert ana.submit(page, "ballot", status=422).errors == ["Choose one of the options."]


def test_another_site_cannot_vote_for_somebody(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str]
) -> None:
    ana = signed_in(app, city, ring, "ana", Role.RESIDENT)
    address = f"/en/decide/{poll[1]}/vote"
    stolen = ana.client.post(address, data={"option": "o1"}, headers={"sec-fetch-site": "cross-site"})
    without_field = ana.client.post(address, data={"option": "o1"}, headers={"origin": "https://localhost"})
    assert (stolen.status_code, without_field.status_code) == (403, 403)
    assert count(city, "listen_ballot") == 0


def test_no_vote_before_the_opening_or_after_the_close(
    city: Database, ring: KeyRing, poll: tuple[int, str], frozen_clock: FrozenClock
) -> None:
    def try_to_vote() -> None:
        with city.writing() as session:
            who = voter(ring, "ana")
            service.vote(session, poll_id=poll[0], voter=who, option="o1", district="")

    frozen_clock.advance(timedelta(days=7))
    with pytest.raises(PollClosed):
        try_to_vote()
    frozen_clock.advance(-timedelta(days=8))
    with pytest.raises(PollClosed):
        try_to_vote()


def test_what_is_not_translated_keeps_its_direction_and_is_named(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str]
) -> None:
    ana = signed_in(app, city, ring, "ana", Role.RESIDENT)
    page = ana.get(f"/ar/decide/{poll[1]}")
    (heading,) = page.all("h1")
    assert (heading.get("lang"), heading.get("dir")) == ("ca", "auto")
    assert "غير متاح بعد بهذه اللغة" in page.text
    shown = ana.submit(page, "ballot", option="o1", district="").all("p")
    assert [each.get("dir") for each in shown if each.get("lang") == "ca"] == ["auto", "auto"]
    assert "Not yet available in this language" not in ana.get(f"/en/decide/{poll[1]}").text


def test_after_the_close_nobody_is_asked_to_sign_in_for_nothing(
    visitor: Visitor, poll: tuple[int, str], frozen_clock: FrozenClock
) -> None:
    frozen_clock.advance(timedelta(days=7))
    headers = {"origin": "https://localhost", "accept": "text/html"}
    for address in (f"/en/decide/{poll[1]}", f"/en/decide/{poll[1]}/vote"):
        answer = visitor.client.post(address, data={"option": "o1"}, headers=headers)
        assert answer.status_code == 409
        assert "This poll takes no votes now" in answer.text
