"""What the city says in which language: editors see what is missing, readers what they read instead."""

from fastapi import FastAPI

from portal.city.identity.rules import Role
from portal.doors.staff.city_texts import State, state_of
from portal.ground.database import Database
from portal.listen.voting import service
from privacy.vault.keys import KeyRing
from tests.people import signed_in
from tests.portal.listen.voting.test_desk import draft_of
from tests.visitor import Visitor


def test_how_complete_a_language_is() -> None:
    texts = ({"ca": "a", "fr": "b"}, {"ca": "c", "fr": " "})
    assert [state_of(texts, tag) for tag in ("ca", "fr", "ru")] == [State.COMPLETE, State.PARTLY, State.MISSING]


def test_editors_see_each_language_and_readers_what_they_read_instead(
    app: FastAPI, city: Database, ring: KeyRing
) -> None:
    clerk = signed_in(app, city, ring, "clara", Role.CLERK)
    assert "There is no poll and no measure yet." in clerk.get("/staff/en/texts").text
    draft = draft_of(clerk)
    page = clerk.get("/staff/en/texts")
    cells = ["".join(each.itertext()).strip() for each in page.all("td")]
    assert cells == ["Complete"] * 2 + ["Missing"] * 5, "the city's own languages come first"
    assert clerk.get(page.link("question ca")).form("poll") is not None
    reference = draft.url.split("/")[-1]
    with city.writing() as session:
        service.publish(session, 1)
    said = "Not yet available in this language: English. Shown in: Valencian."
    assert said in Visitor(app).get(f"/en/decide/{reference}").text
    assert "Not yet available" not in Visitor(app, "ca").get(f"/ca/decide/{reference}").text
