"""A session ends while somebody types: nothing is done, nobody is let in, and no word is lost."""

from datetime import timedelta

import pytest
from fastapi import FastAPI

from portal.city.identity.rules import Role
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.doors.staff.conftest import File
from tests.tables import one, rows
from tests.visitor import ORIGIN, Visitor

TYPED = "Five tiles are missing.\nIt is “urgent” & <b>wet</b>."


def test_a_clerk_who_thinks_for_six_minutes_can_save(
    clerk: Visitor, file: File, city: Database, frozen_clock: FrozenClock
) -> None:
    page = clerk.get(file().path)
    frozen_clock.advance(timedelta(minutes=6))
    clerk.submit(page, "decision-form")
    assert one(city, "SELECT status FROM listen_report") == "published"


def test_what_was_typed_is_sent_after_signing_in_again(
    app: FastAPI, clerk: Visitor, file: File, city: Database, ring: KeyRing, frozen_clock: FrozenClock
) -> None:
    page = clerk.get(file().path)
    assert "Your session ends after 15 minutes without use." in page.text
    frozen_clock.advance(timedelta(minutes=21))
    over = clerk.submit(page, "decision-form", status=401, text=TYPED, title="TYPED TITLE", cover=["A1", "B2"])
    assert over.h1 == "Your session has ended"
    assert all(line in over.text for line in TYPED.splitlines()), "it can be read, and copied"
    assert clerk.submit(over, "again", status=401).h1 == "Your session has ended", "pressed before signing in"
    assert one(city, "SELECT status FROM listen_report") == "received"
    signed_in(app, city, ring, "clara", Role.CLERK, clerk)  # in another tab
    sent = [box.get("value") for box in over.all("input") if box.get("name") == "cover"]
    assert sent == ["A1", "B2"]
    once_more = clerk.submit(over, "again", status=403)
    assert once_more.h1 == "Send it once more"
    assert clerk.submit(once_more, "again").h1 == "Reports to review (0)"
    assert rows(city, "SELECT title, description FROM city_issue") == [("TYPED TITLE", TYPED)]


FORMS = {
    "solutions/new": ("solution", "title_ca"),
    "polls/new": ("poll", "question_ca"),
    "weights": ("weights", "set_by"),
    "new": ("call", "words"),
}


@pytest.mark.parametrize("path", FORMS)
def test_each_form_of_the_desk_says_when_a_session_ends_and_gives_the_words_back(
    manager: Visitor, frozen_clock: FrozenClock, path: str
) -> None:
    form, field = FORMS[path]
    page = manager.get(f"/staff/en/{path}")
    assert "Your session ends after 15 minutes without use." in page.text
    frozen_clock.advance(timedelta(minutes=21))
    over = manager.submit(page, form, status=401, **{field: "TYPED WORDS"})
    (kept,) = [box.get("value") for box in over.all("input") if box.get("name") == field]
    assert kept == "TYPED WORDS"


def test_without_the_sessions_field_nothing_is_done(clerk: Visitor, file: File, city: Database) -> None:
    given = file()
    answer = clerk.client.post(given.path, data={"do": "publish", "title": "x"}, headers={"origin": ORIGIN})
    assert answer.status_code == 403
    assert "Send it once more" in answer.text
    assert one(city, "SELECT status FROM listen_report") == "received"


def test_another_site_gets_nothing_back(clerk: Visitor, file: File) -> None:
    answer = clerk.client.post(file().path, data={"title": "x"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "<form" not in answer.text


def test_whoever_has_to_sign_in_is_told_how(visitor: Visitor, clerk: Visitor) -> None:
    asked = visitor.get("/staff/en/queue", status=401)
    assert "Ask whoever runs this site for a new one." in asked.text
    assert clerk.get("/staff/en/queue?category=dragons", status=404).link("Back to the queue") == "/staff/en/queue"
    used = visitor.client.post("/en/sign-in/used", headers={"origin": ORIGIN, "accept": "text/html"})
    assert used.status_code == 401
    assert 'class="more" href="/en/sign-in"' in used.text
