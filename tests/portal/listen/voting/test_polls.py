"""A poll from the desk's draft to its exact result: it works, then each refusal, then the stranger."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from portal.city.identity import service as identity
from portal.city.identity.rules import Role
from portal.ground import clock
from portal.ground.clock import FrozenClock
from portal.ground.contributions.voices import UnitOf
from portal.ground.database import Database
from portal.ground.jobs.worker import work_off
from portal.ground.settings import Settings
from portal.listen.voting import rules, service
from portal.listen.voting.rules import Drafted, PollClosed, PollFrozen
from portal.understand.figures.releases import publish_due
from portal.understand.figures.service import begin_counting
from portal.work import registry
from privacy.dp.families import BREAKDOWN
from privacy.dp.weeks import week_of
from privacy.vault.keys import KeyRing
from privacy.vault.pseudonyms import pseudonym, root_of_email
from tests.visitor import Page, Visitor


@pytest.fixture
def poll(city: Database, settings: Settings, frozen_clock: FrozenClock) -> tuple[int, str]:
    """An open poll with three options, for a week."""
    now = clock.now()
    words = {"ca": "Què plantem?", "es": "¿Qué plantamos?", "en": "What shall we plant?"}
    options = tuple({"ca": name, "es": name, "en": name} for name in ("Limes", "Elms", "Oaks"))
    drafted = Drafted(words, words, options, now - timedelta(hours=1), now + timedelta(days=7))
    with city.writing() as session:
        made = service.draft(session, poll=drafted, zone=settings.zone)
        service.publish(session, made.id or 0)
        return made.id or 0, made.reference


def signed_in(app: FastAPI, city: Database, ring: KeyRing, name: str, role: Role = Role.RESIDENT) -> Visitor:
    """Somebody who followed their link."""
    with city.writing() as session:
        secret = identity.invite(session, ring, email=f"{name}@example.org", role=role, locale="en")
    visitor = Visitor(app)
    door = "/staff/en/sign-in/" if role is not Role.RESIDENT else "/en/sign-in/"
    visitor.submit(visitor.get(door + secret), "enter")
    return visitor


def clerk_again(app: FastAPI, city: Database, ring: KeyRing) -> Visitor:
    """The clerk, days later."""
    return signed_in(app, city, ring, "clerk", Role.CLERK)


def cast(visitor: Visitor, reference: str, option: str, district: str = "centre") -> Page:
    """Choose, check, and cast."""
    page = visitor.get(f"/en/decide/{reference}")
    page = visitor.submit(page, "ballot", option=option, district=district)
    assert page.h1 == "Check your vote"
    return visitor.submit(page, "vote")


def voter(ring: KeyRing, name: str) -> UnitOf:
    """What a voter is called under a key."""
    root = root_of_email(f"{name}@example.org", key=ring.named("root"))
    return lambda key: pseudonym(root, key=ring.named(key))


def begin_counting_now(database: Database) -> None:
    """Let the city count from this week on."""
    with database.writing() as session:
        begin_counting(session, week=week_of(clock.now().date()))


def count(database: Database, table: str) -> int:
    """How many rows a table has."""
    with database.reading() as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())  # noqa: S608


def test_a_vote_is_cast_changed_and_counted_once(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str]
) -> None:
    ana = signed_in(app, city, ring, "ana")
    assert cast(ana, poll[1], "o1").h1 == "Your vote counts"
    assert cast(ana, poll[1], "o3").h1 == "Your vote counts"
    assert count(city, "listen_ballot") == 1
    assert count(city, "ground_contribution") == 1, "who changes a vote took part once"


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


def test_the_turnout_by_district_follows_the_result_under_the_polls_own_name(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str], settings: Settings, frozen_clock: FrozenClock
) -> None:
    poll_id, reference = poll
    begin_counting_now(city)
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
    assert "A year has room for the turnout of four votes" in page.text


def test_a_ballot_says_nothing_about_who_cast_it(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str]
) -> None:
    ana = signed_in(app, city, ring, "ana")
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
    ana = signed_in(app, city, ring, "ana")
    page = ana.get(f"/en/decide/{poll[1]}")
    assert ana.submit(page, "ballot", status=422).errors == ["Choose one of the options."]


def test_another_site_cannot_vote_for_somebody(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str]
) -> None:
    ana = signed_in(app, city, ring, "ana")
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


def test_an_open_poll_cannot_be_taken_back(city: Database, poll: tuple[int, str]) -> None:
    with pytest.raises(PollFrozen), city.writing() as session:
        service.withdraw(session, poll[0])


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


def together(work: Any, times: int) -> list[BaseException]:
    """Run `work(number)` in as many threads at once; give what went wrong."""
    wrong: list[BaseException] = []
    barrier = threading.Barrier(times)

    def one(number: int) -> None:
        barrier.wait()
        try:
            work(number)
        except Exception as error:  # noqa: BLE001 - the test looks at it
            wrong.append(error)

    threads = [threading.Thread(target=one, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_one_voter_in_sixteen_tabs_has_one_ballot(city: Database, ring: KeyRing, poll: tuple[int, str]) -> None:
    ana = voter(ring, "ana")

    def cast_one(number: int) -> None:
        with city.writing() as session:
            option = f"o{number % 3 + 1}"
            service.vote(session, poll_id=poll[0], voter=ana, option=option, district="centre")

    assert together(cast_one, 16) == []
    assert (count(city, "listen_ballot"), count(city, "ground_contribution")) == (1, 1)


def test_the_naive_way_would_have_doubled(city: Database) -> None:
    """The control: look first, then insert, without a key, is what the table's key replaces."""
    with city.writing() as session:
        session.execute(text("CREATE TABLE naive (voter INTEGER)"))
    looked = threading.Barrier(8)

    def cast_naively(_number: int) -> None:
        with city.reading() as session:
            seen = session.execute(text("SELECT 1 FROM naive WHERE voter = 1")).first()
        looked.wait()
        if seen is None:
            with city.writing() as session:
                session.execute(text("INSERT INTO naive VALUES (1)"))

    assert together(cast_naively, 8) == []
    doubled = count(city, "naive")
    with city.writing() as session:
        session.execute(text("DROP TABLE naive"))
    assert doubled > 1


@given(st.dictionaries(st.sampled_from(["o1", "o2", "o3"]), st.integers(0, 50)))
def test_a_result_counts_every_vote_and_shares_the_first_place_fairly(tally: dict[str, int]) -> None:
    found = rules.result(["o1", "o2", "o3"], tally)
    assert sum(each.votes for each in found) == sum(tally.values())
    assert [each.votes for each in found] == sorted((each.votes for each in found), reverse=True)
    most = max(tally.values(), default=0)
    assert {each.code for each in found if each.is_first} == {
        code for code, votes in tally.items() if votes == most > 0
    }


def test_the_desk_makes_and_publishes_a_poll(
    app: FastAPI, city: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    clerk = signed_in(app, city, ring, "clerk", Role.CLERK)
    page = clerk.get("/staff/en/polls/new")
    wrong = clerk.submit(page, "poll", status=422, question_ca="Què?", opens_on="2026-11-24", closes_on="2026-11-20")
    assert len(wrong.errors) >= 4
    said = {f"{name}_{tag}": f"{name} {tag}" for name in ("question", "summary") for tag in ("ca", "es")}
    options = {"options_ca": "u\ndos", "options_es": "uno\ndos"}
    page = clerk.submit(page, "poll", opens_on="2026-11-24", closes_on="2026-12-01", **said, **options)
    assert page.h1 == "question ca"
    visitor = Visitor(app)
    reference = page.url.split("/")[-1]
    visitor.get(f"/en/decide/{reference}", status=404)
    clerk.submit(page, "publish")
    assert "question ca" in visitor.get(f"/en/decide/{reference}").text
    assert count(city, "ground_audit_entry") == 3, "signed in, drafted, published"
    frozen_clock.advance(timedelta(days=9))
    with city.writing() as session:
        service.close(session, poll_id=1)
    assert "Nobody voted." in clerk_again(app, city, ring).get(f"/staff/en/polls/{reference}").text


def draft_of(clerk: Visitor, closes_on: str = "2026-12-01", status: int = 200) -> Page:
    """A draft of a poll, made at the desk."""
    said = {f"{name}_{tag}": f"{name} {tag}" for name in ("question", "summary") for tag in ("ca", "es")}
    options = {"options_ca": "u\ndos", "options_es": "uno\ndos"}
    page = clerk.get("/staff/en/polls/new")
    return clerk.submit(page, "poll", status=status, opens_on="2026-11-24", closes_on=closes_on, **said, **options)


def test_a_draft_is_changed_and_thrown_away(
    app: FastAPI, city: Database, ring: KeyRing, settings: Settings, frozen_clock: FrozenClock
) -> None:
    clerk = signed_in(app, city, ring, "clerk", Role.CLERK)
    draft = draft_of(clerk)
    page = clerk.get(draft.link("Change this poll"))
    late = clerk.get(page.url)
    assert page.form("poll").find(".//textarea[@name='options_es']").text.strip() == "uno\ndos"
    page = clerk.submit(page, "poll", question_ca="Altra", closes_on="2026-12-05")
    assert page.h1 == "Altra"
    assert "Somebody else changed this poll" in clerk.submit(late, "poll", status=409, question_ca="Tercera").text
    clerk.submit(draft, "publish", status=409)
    page = clerk.submit(page, "publish")
    clerk.get(f"{page.url}/edit", status=409)
    page = clerk.submit(page, "take-back")
    page = clerk.submit(clerk.get(page.link("Change this poll")), "poll", closes_on="2026-12-08")
    clerk.submit(page, "publish")
    frozen_clock.advance(timedelta(days=20))
    work_off(city, registry(settings, ring))
    with city.reading() as session:
        assert session.execute(text("SELECT tally IS NOT NULL FROM listen_poll")).scalar_one(), "on its new last day"
    clerk = clerk_again(app, city, ring)
    assert clerk.submit(draft_of(clerk, "2027-01-20"), "delete").url.endswith("/polls")
    assert count(city, "listen_poll") == 1
    with city.writing() as session:
        service.close(session, poll_id=99)  # a job that waited for one that is gone


def test_a_fifth_poll_of_a_year_is_refused_because_its_turnout_has_no_budget(
    app: FastAPI, city: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    clerk = signed_in(app, city, ring, "clerk", Role.CLERK)
    waiting = draft_of(clerk)
    assert BREAKDOWN.plans == rules.MOST_A_YEAR
    for _ in range(rules.MOST_A_YEAR):
        clerk.submit(draft_of(clerk), "publish")
    clerk.submit(waiting, "publish", status=409)
    assert "4 polls already close in 2026." in draft_of(clerk, status=422).errors[0]
    clerk.submit(draft_of(clerk, "2027-01-20"), "publish")


def test_a_resident_cannot_open_the_desk(app: FastAPI, city: Database, ring: KeyRing) -> None:
    ana = signed_in(app, city, ring, "ana")
    ana.get("/staff/en/polls", status=401)


def test_a_vote_that_a_restored_backup_lost_ballots_of_is_cancelled_and_never_counted(
    app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str], settings: Settings, frozen_clock: FrozenClock
) -> None:
    poll_id, reference = poll
    ana = signed_in(app, city, ring, "ana")
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
