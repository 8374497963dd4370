"""A poll at the desk: drafted, changed, published, taken back, and the fifth of a year."""

from datetime import timedelta

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from portal.city.identity.rules import Role
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs.worker import work_off
from portal.ground.settings import Settings
from portal.listen.voting import service
from portal.listen.voting.rules import PollFrozen
from portal.work import registry
from privacy.dp.families import POLLS_A_YEAR
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.tables import count
from tests.visitor import Page, Visitor


def draft_of(clerk: Visitor, closes_on: str = "2026-12-01", status: int = 200) -> Page:
    """A draft of a poll, made at the desk."""
    said = {f"{name}_{tag}": f"{name} {tag}" for name in ("question", "summary") for tag in ("ca", "es")}
    options = {"options_ca": "u\ndos", "options_es": "uno\ndos"}
    page = clerk.get("/staff/en/polls/new")
    return clerk.submit(page, "poll", status=status, opens_on="2026-11-24", closes_on=closes_on, **said, **options)


def test_a_clerk_is_asked_before_a_poll_says_something_personal(app: FastAPI, city: Database, ring: KeyRing) -> None:
    clerk = signed_in(app, city, ring, "clerk", Role.CLERK)
    said = {f"{name}_{tag}": f"{name} {tag}" for name in ("question", "summary") for tag in ("ca", "es")}
    said |= {
        "options_ca": "u\ndos 612 345 678",
        "options_es": "uno\ndos",
        "summary_fr": "Par ana@example.org ?",
    }
    page = clerk.get("/staff/en/polls/new")
    page = clerk.submit(page, "poll", status=422, opens_on="2026-11-24", closes_on="2026-12-01", **said)
    assert [error.split(". ")[0].removeprefix("Everyone would read ") for error in page.errors] == [
        "612 345 678", "ana@example.org"
    ]  # fmt: skip
    assert count(city, "listen_poll") == 0
    page = clerk.submit(page, "poll", sure="yes")
    assert page.h1 == "question ca", "nothing that was typed is lost"
    assert "dos 612 345 678" in page.text


def test_the_desk_makes_and_publishes_a_poll(
    app: FastAPI, city: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    clerk = signed_in(app, city, ring, "clerk", Role.CLERK)
    page = clerk.get("/staff/en/polls/new")
    wrong = clerk.submit(page, "poll", status=422, question_ca="Què?", opens_on="2026-11-24", closes_on="2026-11-20")
    assert len(wrong.errors) >= 4
    assert "Write the question in Spanish, a language of the city." in wrong.errors, "named as the reader names it"
    wrong = clerk.submit(page, "poll", status=422, opens_on="2026-02-30", closes_on="30.2.2026")
    days = ["The calendar has no such day.", "Write the date as year-month-day, such as 2026-12-31."]
    assert wrong.errors[-2:] == days
    wrong = clerk.submit(page, "poll", status=422, opens_on="0001-01-01", closes_on="9999-12-31")
    assert wrong.errors[-2:] == ["Write a day between the years 2000 and 2100."] * 2
    wrong = clerk.submit(page, "poll", status=422, opens_on="2026W501", closes_on="20261231")
    assert wrong.errors[-2:] == [days[1]] * 2
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
    assert "Nobody voted." in signed_in(app, city, ring, "clerk", Role.CLERK).get(f"/staff/en/polls/{reference}").text


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
    clerk = signed_in(app, city, ring, "clerk", Role.CLERK)
    assert clerk.submit(draft_of(clerk, "2027-01-20"), "delete").url.endswith("/polls")
    assert count(city, "listen_poll") == 1
    with city.writing() as session:
        service.close(session, poll_id=99)  # a job that waited for one that is gone


def test_options_differ_and_are_there_in_each_language_of_the_question(
    app: FastAPI, city: Database, ring: KeyRing
) -> None:
    clerk = signed_in(app, city, ring, "clerk", Role.CLERK)
    said = {f"{name}_{tag}": f"{name} {tag}" for name in ("question", "summary") for tag in ("ca", "es")}
    said |= {"opens_on": "2026-11-24", "closes_on": "2026-12-01", "question_en": "Which?"}
    options = {"options_ca": "Roig viu\nroig  VIU", "options_es": "uno\ndos"}
    page = clerk.submit(clerk.get("/staff/en/polls/new"), "poll", status=422, **said, **options)
    assert [error.split(".")[0] for error in page.errors] == [
        "“roig VIU” is there twice", "Write as many options in English as in the first language"
    ]  # fmt: skip
    page = clerk.submit(page, "poll", options_ca="Roig\nBlau", options_en="Red\nBlue", summary_en="Paint")
    for words in ("question ca", "question es", "Which?", "dos", "Blau", "Blue"):
        assert words in page.text, "the clerk reads every language before everyone does"


def test_a_draft_whose_last_day_has_passed_is_not_published(
    app: FastAPI, city: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    draft = draft_of(signed_in(app, city, ring, "clerk", Role.CLERK))
    frozen_clock.advance(timedelta(days=20))
    clerk = signed_in(app, city, ring, "clerk", Role.CLERK)
    refused = clerk.submit(clerk.get(draft.url), "publish", status=409)
    assert refused.h1 == "The last day of this poll has passed"
    page = clerk.get(clerk.get(draft.url).link("Change this poll"))
    clerk.submit(clerk.submit(page, "poll", closes_on="2027-01-20"), "publish")


def test_an_open_poll_cannot_be_taken_back(app: FastAPI, city: Database, ring: KeyRing, poll: tuple[int, str]) -> None:
    page = signed_in(app, city, ring, "clerk", Role.CLERK).get(f"/staff/en/polls/{poll[1]}")
    assert "It runs to its last day and cannot be changed or stopped" in page.text
    with pytest.raises(PollFrozen), city.writing() as session:
        service.withdraw(session, poll[0])


def test_a_fifth_poll_of_a_year_is_refused_because_its_turnout_has_no_budget(
    app: FastAPI, city: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    clerk = signed_in(app, city, ring, "clerk", Role.CLERK)
    waiting = draft_of(clerk)
    for _ in range(POLLS_A_YEAR):
        clerk.submit(draft_of(clerk), "publish")
    clerk.submit(waiting, "publish", status=409)
    assert "4 polls already close in 2026." in draft_of(clerk, status=422).errors[0]
    clerk.submit(draft_of(clerk, "2027-01-20"), "publish")


def test_a_resident_cannot_open_the_desk(app: FastAPI, city: Database, ring: KeyRing) -> None:
    ana = signed_in(app, city, ring, "ana", Role.RESIDENT)
    ana.get("/staff/en/polls", status=401)
