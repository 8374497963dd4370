"""A followed report is kept open by its forms: no address holds its code or its ticket, and nothing is done twice."""

import re
from datetime import timedelta
from typing import Any

import html5lib
import pytest
from sqlalchemy import select, text

from portal.app import create_app
from portal.city.identity.models import SignInLink
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.listen.reports import queries, service
from portal.listen.reports.case import tracking
from portal.listen.reports.models import CaseMessage, Draft
from portal.listen.reports.rules import Reason
from privacy.vault.keys import KeyRing
from tests.conftest import NOON
from tests.portal.listen.reports.test_filing import WORDS, at_check, photo
from tests.portal.listen.reports.test_nothing_is_lost import typed
from tests.portal.listen.reports.test_track import CODE, asks, opened, said, sent, work_off
from tests.postbox import Postbox
from tests.visitor import ORIGIN, Page, Visitor


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


def secrets(page: Page, code: str) -> tuple[str, ...]:
    """What no address may hold: the code, as it is written and without its groups, and the ticket of a page."""
    tickets = {each.get("value") for each in page.all("input") if each.get("name") == "ticket"}
    return (code.lower(), code.replace("-", "").lower(), *(each.lower() for each in tickets))


def addresses(answer: Any) -> str:
    """All addresses of an answer: where it leads, what it sets, and what its page names."""
    tree = html5lib.parse(answer.text, treebuilder="etree", namespaceHTMLElements=False)
    named = [each.get(name, "") for each in tree.iter() for name in ("href", "src", "action", "formaction")]
    return "\n".join([str(answer.url), *map(str, answer.headers.values()), *named]).lower()


def notes(city: Database) -> list[str]:
    """What the database holds of the talk."""
    with city.reading() as session:
        return list(session.execute(text("SELECT text FROM listen_case_message ORDER BY id")).scalars())


def test_a_reload_or_a_double_press_repeats_nothing(visitor: Visitor, city: Database, ring: KeyRing) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    case = opened(visitor, code)
    first, again = (visitor.submit(case, "say", text="It is worse now.") for _ in range(2))
    assert notes(city) == ["It is worse now."]
    assert again.html == first.html
    with city.reading() as session:
        report = queries.by_code(session, ring, code)
        assert report
        assert (report.version, report.has_news) == (2, True)
    sure = visitor.press(again, "withdraw-button")
    pages = [visitor.submit(sure, "withdraw-now").html for _ in range(2)]
    assert pages[0] == pages[1]
    with city.reading() as session:
        assert session.execute(text("SELECT version FROM listen_report")).scalar_one() == 3, "withdrawn once"


def test_the_same_words_answer_a_new_question_and_a_reload_does_not(
    visitor: Visitor, city: Database, ring: KeyRing
) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    asks(city, ring, code)
    case = opened(visitor, code)
    visitor.submit(case, "say", text="Yes.")
    asks(city, ring, code)
    visitor.submit(case, "say", text="Yes.")
    assert notes(city) == ["Is it so?", "Yes.", "Is it so?"], "the page of the first question, sent again"
    visitor.submit(opened(visitor, code), "say", text="Yes.")
    assert notes(city) == ["Is it so?", "Yes.", "Is it so?", "Yes."]


def test_a_note_to_a_report_that_was_declined_meanwhile_is_shown_again(
    visitor: Visitor, settings: Settings, city: Database, ring: KeyRing
) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    case = opened(visitor, code)
    with city.writing() as session:
        report = queries.by_code(session, ring, code)
        assert report
        service.decline(session, ring, report, version=report.version, reason=Reason.NOT_OURS, zone=settings.zone)
    late = visitor.submit(case, "say", status=409, text="It is worse now.")
    assert "Your message was not added: It is worse now." in late.text
    button = late.button("go", "fr")
    french = sent(visitor, late, button.get("form"), button.get("formaction"), go="fr")
    assert "It is worse now." in french.text
    assert notes(city) == []
    assert "Do you think that this is wrong?" in opened(visitor, code).text, "where to turn to"


def test_a_case_takes_few_notes_at_once_and_keeps_what_was_typed(
    visitor: Visitor, settings: Settings, city: Database, ring: KeyRing
) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    other = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    tracking.noting.forget()
    tracking.looking.forget()
    app = create_app(settings.model_copy(update={"database_url": city.url, "throttles": True}), city, ring)
    eager = Visitor(app)
    case = opened(eager, code)
    answers = [sent(eager, case, "say", text=f"Note {n}.") for n in range(12)]
    assert [each.status_code for each in answers] == [200] * 11 + [429]
    assert ">Note 11.</textarea>" in answers[-1].text.replace("\n", "")
    assert "Wait a minute, then try again." in answers[-1].text
    assert len(notes(city)) == 11
    assert sent(eager, opened(eager, other), "say", text="Hello.").status_code == 200, "another case is not held up"


def test_a_half_typed_note_survives_another_language(visitor: Visitor, city: Database) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    case = opened(visitor, code)
    button = case.button("go", "fr")
    assert button.get("form") == "say"
    french = sent(visitor, case, "say", button.get("formaction"), go="fr", text="Half a")
    assert 'lang="fr"' in french.text
    assert str(french.url.path) == "/fr/track"
    assert ">Half a</textarea>" in french.text.replace("\n", "")
    assert notes(city) == []


def test_a_half_typed_note_survives_the_question_whether_to_withdraw(
    visitor: Visitor, city: Database, frozen_clock: FrozenClock
) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes"))
    sure = visitor.press(opened(visitor, code), "withdraw-button", text="Half a\nnote")
    there = sent(visitor, sure, "keep", sure.button("go", "fr").get("formaction"), go="fr")
    assert str(there.url.path) == "/fr/track/withdraw"
    assert there.text.count('name="text" value="Half a\nnote"') == 2
    kept = visitor.submit(sure, "keep")
    assert typed(kept, "text") == "Half a\nnote"
    assert notes(city) == [], "nothing is sent before Send is pressed"
    sure = visitor.press(kept, "withdraw-button")
    frozen_clock.advance(timedelta(hours=1))
    over = visitor.submit(sure, "withdraw-now", status=422)
    french = sent(visitor, over, "track", over.button("go", "fr").get("formaction"), go="fr", code="7")
    assert str(french.url.path) == "/fr/track"
    assert 'value="7"' in french.text
    assert 'aria-invalid="true"' not in french.text
    assert french.text.count('name="text" value="Half a\nnote"') == 1
    assert typed(visitor.submit(over, "track", code=code), "text") == "Half a\nnote"


def test_no_address_of_a_followed_report_holds_the_code_or_a_ticket(
    visitor: Visitor, settings: Settings, city: Database, ring: KeyRing, postbox: Postbox
) -> None:
    files = {"photo": ("a.jpg", photo(), "image/jpeg")}
    place = visitor.submit(visitor.get("/en/report"), "problem", files=files, category="ground", words=WORDS)
    check = visitor.submit(place, "place-form", place="Carrer del Molí 12")
    receipt = visitor.submit(check, "check", public="yes", email="ana@example.org")
    code = said(CODE, receipt)
    assert re.search(r'data-at="[^/"]+/en/track"', receipt.html), "paper says where to type the code"
    case = visitor.submit(receipt, "follow")
    asks(city, ring, code)
    work_off(settings, city, ring, postbox)
    sure = visitor.press(case, "withdraw-button")
    answers = [
        visitor.client.get(receipt.url),
        sent(visitor, receipt, "follow"),
        sent(visitor, case, "photo-1"),
        sent(visitor, case, "say", text=" "),
        sent(visitor, case, "say", text="A note."),
        sent(visitor, case, "say", "/fr/track", go="fr", text="Half a"),
        sent(visitor, case, "say", "/en/track/withdraw", text="Half a"),
        sent(visitor, sure, "keep"),
        sent(visitor, sure, "withdraw-now"),
        sent(visitor, case, "done"),
    ]
    assert [each.status_code for each in answers] == [200, 200, 200, 422, 200, 200, 200, 200, 303, 303]
    hidden = secrets(case, code)
    assert len(hidden) == 3
    for answer in answers:
        assert not any(secret in addresses(answer) for secret in hidden), answer.url
    assert not visitor.client.cookies
    assert len(postbox.letters) == 2
    for letter in postbox.letters:
        assert not any(secret in letter.text.lower() for secret in hidden)


@pytest.mark.parametrize("ticket", ["", "x", "22222222222222222222222222", "a" * 5000, "\u0660" * 26])
def test_what_is_no_ticket_asks_for_the_code(visitor: Visitor, ticket: str) -> None:
    for path in ("/en/track", "/en/track/photo", "/en/track/withdraw", "/en/track/withdrawn"):
        assert visitor.client.post(path, data={"ticket": ticket}, headers={"origin": ORIGIN}).status_code == 422
    assert visitor.client.post("/en/track/done", data={"ticket": ticket}, headers={"origin": ORIGIN}).status_code == 303


def test_no_stored_end_and_no_message_tells_the_moment(
    visitor: Visitor, city: Database, frozen_clock: FrozenClock
) -> None:
    frozen_clock.advance(timedelta(minutes=7, seconds=3, microseconds=25))
    case = opened(visitor, said(CODE, visitor.submit(at_check(visitor), "check", public="yes")))
    visitor.submit(case, "say", text="It is worse now.")
    visitor.submit(visitor.get("/en/sign-in"), "sign-in", email="rosa@example.org")
    with city.reading() as session:
        ends = set(session.scalars(select(Draft.expires_at)))
        link, message = session.scalar(select(SignInLink.expires_at)), session.scalar(select(CaseMessage.sent_at))
    day = NOON + timedelta(days=1)
    assert ends == {NOON + timedelta(minutes=20), NOON + timedelta(minutes=40), day + timedelta(minutes=10)}
    assert (link, message) == (NOON + timedelta(minutes=25), NOON + timedelta(minutes=7))
