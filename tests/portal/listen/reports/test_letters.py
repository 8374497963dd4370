"""Letters about a report: one look, in the reader's language, without a word of the report, and ended by one press."""

import re
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import html5lib
import pytest
from fastapi import FastAPI
from sqlalchemy import select
from starlette.testclient import TestClient

from portal.city.issues.rules import OUTCOME_NAMES, STEP_NAMES, Outcome
from portal.city.wording import Wording
from portal.ground.database import Database
from portal.ground.mail.environment import template_folder
from portal.ground.mail.letters import Letter, compose
from portal.ground.mail.mailers import message_of
from portal.ground.settings import Settings
from portal.ground.vault import service as vault
from portal.listen.reports.models import Report
from privacy.vault.keys import KeyRing
from tests.portal.doors.staff.reports import WORDS, file_one
from tests.portal.listen.reports.test_filing import at_check
from tests.portal.listen.reports.test_track import CODE, opened, said, work_off
from tests.postbox import Postbox
from tests.visitor import ORIGIN, Visitor

EVENTS = sorted(path.name for path in (template_folder() / "email").iterdir() if (path / "said.html").exists())
FACTS: dict[str, Any] = {
    "url": "https://veu.example",
    "link": "https://veu.example/x",
    "reference": "VIL 7K3 9QF",
    "what": OUTCOME_NAMES[Outcome.FIXED],
    "answer_link": "https://veu.example/solved",
    "stop_link": "https://veu.example/stop",
    "city": Wording("Vilaprova", "ca"),
}
ONE_PRESS = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


def test_there_is_a_letter_for_every_moment() -> None:
    moments = "accepted closed declined merged message moved new_code published question received reopened"
    assert set(EVENTS) == {*moments.split(), "sign_in"}
    for named in (*STEP_NAMES.values(), *OUTCOME_NAMES.values()):
        assert compose("moved", language="en", facts=FACTS | {"what": named}).text.count(str(named)) == 1


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("event", EVENTS)
def test_a_letter_is_a_whole_page_that_fetches_nothing(event: str, language: str) -> None:
    letter = compose(event, language=language, facts=FACTS)
    assert letter.html
    page = html5lib.parse(letter.html, treebuilder="etree", namespaceHTMLElements=False)
    assert (page.get("lang"), page.get("dir")) == (language, "rtl" if language == "ar" else "ltr")
    assert [" ".join(each.itertext()) for each in page.iter("h1")] == [letter.subject]
    assert len(list(page.iter("main"))) == 1
    assert {each.tag for each in page.iter()}.isdisjoint({"img", "script", "link", "iframe", "table"})
    assert not re.search(r"url\(|@import|\sstyle=|\son[a-z]+=", letter.html)
    links = {each.get("href") for each in page.iter("a")}
    assert links == set(re.findall(r"https://\S+", letter.text)), "both say the same"
    assert all("".join(each.itertext()).strip() for each in page.iter("a"))


def test_mail_programs_are_told_how_to_end_the_letters() -> None:
    message = message_of(compose("moved", language="en", facts=FACTS), sender="veu@example.org")
    assert message["List-Unsubscribe"] == "<https://veu.example/stop>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "List-Unsubscribe" not in message_of(Letter("a", "b", "en"), sender="veu@example.org")


def stop_link(settings: Settings, city: Database, ring: KeyRing, postbox: Postbox) -> str:
    """File a report with an address, and read the link in its letter."""
    file_one(city, ring, settings, email="ana@example.org")
    work_off(settings, city, ring, postbox)
    (letter,) = postbox.letters
    assert "tiles" not in letter.text + str(letter.html)
    assert WORDS not in letter.text
    assert not CODE.search(letter.text)
    return urlsplit(letter.stop).path


def has_contact(city: Database) -> bool:
    with city.reading() as session:
        return bool(session.scalars(select(Report)).one().has_contact)


def test_a_mail_program_ends_the_letters_with_one_press(
    app: FastAPI, settings: Settings, city: Database, ring: KeyRing, postbox: Postbox
) -> None:
    link = stop_link(settings, city, ring, postbox)
    program = TestClient(app, base_url=ORIGIN, follow_redirects=False)
    for headers in ({"origin": "https://evil.example"}, {"cookie": "a=b"}, {"sec-fetch-site": "cross-site"}):
        assert program.post(link, data=ONE_PRESS, headers=headers).status_code == 403
    assert program.post(link.replace("/no-letters", "/solved"), data=ONE_PRESS).status_code == 403, "no other form"
    assert has_contact(city)
    assert program.post(link, data=ONE_PRESS).status_code == 200
    assert not has_contact(city)
    with city.reading() as session:
        kept = vault.export(session, ring, subject=session.scalars(select(Report)).one().id)
    assert "email" not in {each.column for each in kept}
    assert {each.column for each in kept} >= {"place"}, "the report stays as it was"
    assert program.post(link, data=ONE_PRESS).status_code == 200, "again is once"


def test_a_person_is_asked_first_and_keeps_the_code(
    visitor: Visitor, settings: Settings, city: Database, ring: KeyRing, postbox: Postbox
) -> None:
    page = visitor.get(stop_link(settings, city, ring, postbox))
    assert has_contact(city), "a scanner that follows the link changes nothing"
    done = visitor.submit(page, "stop")
    assert done.h1 == "There are no more letters"
    assert not has_contact(city)
    visitor.get(page.url[:-2] + "AA", status=404)


def test_the_page_of_the_report_ends_the_letters_too(visitor: Visitor, city: Database) -> None:
    code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes", email="ana@example.org"))
    page = visitor.submit(opened(visitor, code), "stop")
    assert "Your e-mail address was deleted." in page.text
    assert "stop-button" not in page.html
    assert not has_contact(city)


def test_the_web_never_opens_an_address(
    visitor: Visitor, settings: Settings, city: Database, ring: KeyRing, postbox: Postbox
) -> None:
    """The web process holds the same keys, so this is a matter of code: whatever a visitor does, no address opens."""
    opened_columns: list[str] = []
    unseal = vault.unseal

    def watched(sealed: bytes, *, key: bytes, place: Any) -> bytes:
        opened_columns.append(place.column)
        return unseal(sealed, key=key, place=place)

    with patch.object(vault, "unseal", watched):
        code = said(CODE, visitor.submit(at_check(visitor), "check", public="yes", email="ana@example.org"))
        page = opened(visitor, code)
        visitor.submit(page, "say", text="It is worse now.")
        visitor.submit(visitor.press(page, "withdraw-button"), "keep")
        assert "place" in opened_columns, "the test sees what is opened"
        assert "email" not in opened_columns
        work_off(settings, city, ring, postbox)
        assert "email" in opened_columns, "and the worker opens it"
