"""The desk answers what did not work: by its clock, in reviewed words and in its own; everyone sees how it kept it."""

from datetime import timedelta

import pytest
from fastapi import FastAPI

from portal.city.identity.rules import Role
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs.worker import work_off
from portal.ground.settings import Settings
from portal.work import registry
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.listen.barriers.test_telling import told
from tests.postbox import Postbox
from tests.tables import acts, rows
from tests.visitor import Page, Visitor


@pytest.fixture
def clerk(app: FastAPI, city: Database, ring: KeyRing) -> Visitor:
    """Clara, who answers."""
    return signed_in(app, city, ring, "clara", Role.CLERK)


def opened(clerk: Visitor) -> Page:
    """The first problem of the queue."""
    page = clerk.get("/staff/en/accessibility")
    return clerk.get(page.link("A-"))


def figures(visitor: Visitor) -> list[str]:
    """The numbers on the statement's page: answered, in time, waiting, late."""
    said = ["".join(each.itertext()) for each in visitor.get("/en/accessibility").all("dd")]
    return [each for each in said if each.isdigit()]


def test_a_clerk_answers_first_and_then_for_good(
    app: FastAPI, visitor: Visitor, city: Database, settings: Settings, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    post = Postbox()
    sent = told(visitor, email="rosa@example.org", words="CANARY no names.")
    work = registry(settings, ring, post)
    frozen_clock.advance(timedelta(days=2))
    clerk = signed_in(app, city, ring, "clara", Role.CLERK)
    page = clerk.submit(opened(clerk), "answer", status=422)
    assert page.errors == ["Choose an answer."]
    page = clerk.submit(page, "answer", status=422, reply="unclear")
    assert page.errors == ["Say it in your own words: this answer needs them."]
    clerk.submit(page, "answer", reply="unclear", words="Which browser was it?")
    assert "Wednesday, 25 November 2026" in visitor.get(sent.url).text
    page = opened(clerk)
    assert "Which browser was it?" in page.text
    clerk.submit(page, "answer", status=422, reply="read")
    done = clerk.submit(page, "answer", reply="mended")
    assert not [form for form in done.all("form") if form.get("id") == "answer"], "there is no third answer"
    work_off(city, work)
    assert len(post.letters) == 3
    assert "Which browser was it?" in post.letters[1].text
    assert "We have mended it. Please try again." in post.letters[2].text
    assert "complain to the authority" in post.letters[2].text
    assert not any("CANARY" in letter.text for letter in post.letters)
    assert acts(city) == ["barrier.first", "barrier.last"]
    assert "CANARY" not in str(rows(city, "SELECT * FROM ground_audit_entry"))
    assert figures(visitor) == ["1", "1", "0", "0"]


def test_two_clerks_answer_once(clerk: Visitor, visitor: Visitor, app: FastAPI, city: Database, ring: KeyRing) -> None:
    told(visitor)
    colleague = signed_in(app, city, ring, "carles", Role.CLERK)
    page, late = opened(clerk), opened(colleague)
    clerk.submit(page, "answer", reply="read")
    assert "Somebody else answered this first" in colleague.submit(late, "answer", status=409, reply="mended").text
    assert acts(city) == ["barrier.first"]


def test_what_is_late_is_said_in_words(
    clerk: Visitor, visitor: Visitor, app: FastAPI, city: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    told(visitor)
    frozen_clock.advance(timedelta(days=7))
    clerk = signed_in(app, city, ring, "clara", Role.CLERK, clerk)
    assert "late" not in clerk.get("/staff/en/accessibility").text, "the fifth working day is not over"
    frozen_clock.advance(timedelta(days=1))
    clerk = signed_in(app, city, ring, "clara", Role.CLERK, clerk)
    assert "1 answer is late." in clerk.get("/staff/en/accessibility").text
    assert "This answer is late." in opened(clerk).text
    assert figures(visitor) == ["0", "0", "1", "0"], "everyone sees what the law counts"
    frozen_clock.advance(timedelta(days=21))
    assert figures(visitor) == ["0", "0", "1", "1"]
    clerk = signed_in(app, city, ring, "clara", Role.CLERK, clerk)
    clerk.submit(opened(clerk), "answer", reply="not-found")
    assert figures(visitor) == ["1", "0", "0", "0"]


def test_personal_data_is_covered_in_the_list(clerk: Visitor, visitor: Visitor) -> None:
    told(visitor, words="Call me: 612 345 678")
    assert "612 345 678" not in clerk.get("/staff/en/accessibility").text
    assert "612 345 678" in opened(clerk).text


def test_nobody_else_reads_what_was_told(app: FastAPI, visitor: Visitor, city: Database, ring: KeyRing) -> None:
    told(visitor)
    ((reference,),) = rows(city, "SELECT reference FROM listen_barrier")
    visitor.get(f"/staff/en/accessibility/{reference}", status=401)
