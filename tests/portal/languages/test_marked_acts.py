"""What people meet while they act: each form filled in wrongly and rightly, each answer and refusal, between marks."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import text

from portal.city.identity.rules import Role
from tests.portal.doors.staff.reports import address_of, decided
from tests.portal.languages.conftest import Town
from tests.portal.languages.marks import marked_english, unsaid
from tests.visitor import Page, Visitor


@pytest.fixture(autouse=True)
def _marked() -> Iterator[None]:
    with marked_english():
        yield


class Reader(Visitor):
    """A visitor who reads every page for words that no catalogue says."""

    def _arrive(self, answer: Any, status: int) -> Page:
        page = super()._arrive(answer, status)
        assert unsaid(page.tree) == [], f"{page.url} {page.status}"
        return page


def reader(town: Town, role: Role, name: str) -> Reader:
    """Somebody who is signed in, and reads."""
    somebody = Reader(town.app())
    somebody.submit(somebody.get(town.link_for(name, role)), "enter")
    return somebody


def report(resident: Reader) -> str:
    """File a report with every mistake on the way, and give its code."""
    page = resident.submit(resident.get("/en/report"), "problem", status=422)
    page = resident.submit(page, "problem", status=422, category="other", words="x" * 5000)
    page = resident.submit(page, "problem", category="ground", words="Call 612 345 678, five tiles are missing.")
    page = resident.submit(page, "personal", press="keep-all")
    wrong = resident.submit(page, "place-form", status=422)
    which = resident.submit(wrong, "place-form", place="by the old oak")
    resident.submit(which, "which", status=422)
    streets = resident.get(page.url.replace("/place", "/streets"))
    resident.submit(streets, "find-street", q="zzzzz")
    page = resident.submit(wrong, "place-form", place="by the old oak", district=district_of(wrong))
    wrong = resident.submit(page, "check", status=422, public="", email="nobody")
    sent = resident.submit(wrong, "check", public="yes", email="")
    return next(
        "".join(each.itertext()) for each in sent.all("strong") + sent.all("p") if "code" in each.get("class", "")
    )


def district_of(page: Page) -> str:
    """The first district that a form offers."""
    return next(each.get("value") for each in page.form("place-form").iter("option") if each.get("value"))


def test_a_resident_reports_and_follows(town: Town) -> None:
    resident = Reader(town.app())
    code = report(resident)
    ask = resident.get("/en/track")
    resident.submit(ask, "track", status=422, code="")
    case = resident.submit(ask, "track", code=code)
    resident.submit(case, "say", status=422, text="")
    asked = resident.submit(case, "say", text="It is worse now. Call 612 345 678.")
    said = resident.submit(asked, "note", press="take-all")
    sure = resident.press(said, "withdraw-button")
    resident.submit(sure, "withdraw-now")
    other = resident.submit(resident.get("/en/report"), "problem", category="ground", words="Tiles are missing.")
    sure = resident.submit(other, "place-form", press="discard-button")
    resident.submit(sure, "discard-form")
    resident.get(other.url, status=404)


def test_a_resident_answers_one_question_at_a_time_and_is_counted_in(town: Town) -> None:
    resident = Reader(town.app())
    with town.database.reading() as session:
        wanted = "service_code = 'ground' AND is_open AND NOT hidden AND place_words <> ''"
        found = session.execute(text(f"SELECT place_words, district_code FROM city_issue WHERE {wanted}"))  # noqa: S608
        street, district = found.first() or ("", "")
    page = resident.submit(resident.get("/en/report"), "problem", go="one")
    page = resident.submit(page, "problem", category="ground")
    page = resident.submit(resident.submit(page, "problem", words="Tiles are missing."), "problem")
    near = resident.submit(page, "place-form", place=street, district=district)
    done = resident.submit(near, "nearby", press="join-1")
    assert resident.submit(done, "end").h1 == done.h1


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"do": "ask", "ready": "where"},
        {"do": "ask", "question": "Which side is it?"},
        {"do": "decline", "reason": "not-ours"},
    ],
    ids=["published", "asked", "asked-in-own-words", "declined"],
)
def test_a_report_that_the_desk_decided_about(town: Town, said: dict[str, str]) -> None:
    given = town.file(district_code="mercat", email="ana@example.org")
    decided(town.signed_in("clara", Role.CLERK), given, **{"district": "mercat"} | said)
    reading = Reader(town.app())
    reading.submit(reading.get("/en/track"), "track", code=given.code)


def test_a_clerk_decides_with_every_mistake(town: Town) -> None:
    clerk = reader(town, Role.CLERK, "clara")
    given, other = town.file(district_code="mercat"), town.file(district_code="mercat", may_publish=False)
    page = clerk.get(given.path)
    clerk.submit(page, "place-form")
    for said in ({"do": "decline"}, {"do": "ask"}, {"title": ""}, {"do": "join"}, {"do": "nonsense"}):
        clerk.submit(page, "decision-form", status=422, **said)
    clerk.submit(clerk.get(other.path), "decision-form", status=422, do="publish")
    clerk.submit(page, "decision-form")
    clerk.submit(page, "decision-form", status=409)
    clerk.get("/staff/en/record", status=403)
    clerk.get("/staff/en/nothing", status=404)
    clerk.submit(clerk.get("/staff/en/new"), "call", status=422)
    whole = {"channel": "paper", "category": "ground", "words": "Tiles.", "place": "here", "district": "mercat"}
    clerk.submit(clerk.get("/staff/en/new"), "call", **whole, public="yes", language="en")


def test_a_clerk_says_what_happened(town: Town) -> None:
    clerk = reader(town, Role.CLERK, "clara")
    given = town.file(district_code="mercat")
    decided(clerk, given, district="mercat")
    address = f"/staff/en/issue/{address_of(town.database)}"
    page = clerk.get(address)
    for said in (
        {},
        {"standing": "open"},
        {"standing": "closed.duplicate"},
        {"standing": "scheduled", "own": "x" * 501},
    ):
        clerk.submit(page, "happened", status=422, **said)
    page = clerk.submit(page, "happened", standing="scheduled")
    for standing in ("in-progress", "closed.fixed"):
        page = clerk.submit(page, "happened", standing=standing)
    clerk.submit(page, "words", status=422, title="")
    page = clerk.submit(clerk.get(address), "words", title="Tiles")
    page = clerk.submit(page, "sight", reason="mistake")
    clerk.submit(page, "sight", reason="checked")


def test_a_poll_and_a_measure_are_written_with_every_mistake(town: Town) -> None:
    clerk = reader(town, Role.CLERK, "clara")
    clerk.submit(clerk.get("/staff/en/polls/new"), "poll", status=422)
    clerk.submit(clerk.get("/staff/en/solutions/new"), "solution", status=422)
    words = {f"{name}_{tag}": f"{name} {tag}" for name in ("title", "summary", "effect") for tag in ("ca", "es")}
    page = clerk.submit(
        clerk.get("/staff/en/solutions/new"), "solution", **words, cost="1,000", services=["light"], relief_percent="60"
    )
    edit = clerk.get(f"{page.url}/edit")
    clerk.submit(edit, "solution", title_ca="Other")
    clerk.submit(edit, "solution", status=409, title_ca="Third")
    page = clerk.submit(clerk.get(page.url), "publish")
    clerk.submit(clerk.get(page.url), "take-back")
    manager = reader(town, Role.MANAGER, "marta")
    manager.submit(manager.get("/staff/en/weights"), "weights", status=422, weeks="0", set_by="", anonymous="half")


def test_somebody_supports_and_votes(town: Town) -> None:
    stranger = Reader(town.app())
    issues = stranger.get("/en/issues?status=open")
    address = issues.tree.find(".//h3/a").get("href")
    page = stranger.submit(stranger.get(address), "support-form")
    stranger.submit(page, "support-form")
    stranger.submit(stranger.get("/en/sign-in"), "sign-in", status=422, email="nobody")
    stranger.submit(stranger.get("/en/sign-in"), "sign-in", email="ben@example.org")
    stranger.get("/en/sign-in/used-already", status=401)
    poll = next(link.get("href") for link in stranger.get("/en/decide").all("a") if "/decide/" in link.get("href"))
    stranger.get(poll)
    voter = reader(town, Role.RESIDENT, "ben")
    voter.submit(voter.get(poll), "ballot", status=422)
    page = voter.submit(voter.get(poll), "ballot", option="o1")
    voter.submit(page, "vote")
    voter.get(poll)
    voter.submit(voter.get("/en/sign-out"), "leave")
    voter.get("/en/nothing", status=404)
