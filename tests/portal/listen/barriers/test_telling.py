"""Somebody tells the city what did not work on the site: no account, two questions, a reference and dates."""

import re

import pytest
from fastapi import FastAPI

from portal.ground.database import Database
from portal.ground.jobs.worker import work_off
from portal.ground.settings import Settings
from portal.listen.barriers.addresses import page_from
from portal.listen.barriers.pages import telling
from portal.work import registry
from privacy.vault.keys import KeyRing
from tests.postbox import Postbox
from tests.tables import count, one, rows
from tests.visitor import ORIGIN, Page, Visitor

FORM = "/en/accessibility/problem"


def told(visitor: Visitor, **said: str) -> Page:
    """The confirmation."""
    return visitor.submit(visitor.get(FORM), "barrier", **({"words": "The map has no names."} | said))


def test_every_page_offers_the_form_in_its_help(visitor: Visitor) -> None:
    for path in ("/en/", "/en/accessibility", "/en/no-such-page", "/en/report"):
        page = visitor.get(path, status=404 if "no-such" in path else 200)
        foot = page.all("footer")[0]
        assert FORM in [link.get("href") for link in foot.iter("a")], path


def test_the_page_somebody_comes_from_is_shown_and_can_be_taken_out(visitor: Visitor, city: Database) -> None:
    secret = "aB3" * 11
    answer = visitor.client.get(FORM, headers={"referer": f"{ORIGIN}/en/report/{secret}/place?x=1"})
    assert 'value="/en/report/…/place"' in answer.text, "the secret of a draft is cut out"
    told(visitor, where="")
    told(visitor, where=f"/en/report/{secret}/place")
    assert sorted(rows(city, "SELECT page FROM listen_barrier")) == [("",), ("/en/report/…/place",)]


@pytest.mark.parametrize(
    ("referrer", "page"),
    [
        ("https://localhost/en/issues/VIL-7K3-9QF?q=secret", "/en/issues/VIL-7K3-9QF"),
        ("https://localhost/ar/accessibility/problem", ""),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("https://[", ""),
    ],
)
def test_only_the_path_of_the_page_is_taken(referrer: str, page: str) -> None:
    assert page_from(referrer, own="/en/accessibility/problem") == page


def test_whoever_tells_something_gets_a_reference_and_dates(
    visitor: Visitor, city: Database, settings: Settings, ring: KeyRing
) -> None:
    post = Postbox()
    page = told(visitor, email="rosa@example.org")
    assert re.fullmatch(rf"{FORM}/A-\w{{3}}-\w{{3}}", page.url)
    assert "By Monday, 30 November 2026" in page.text, "5 working days"
    assert "By Monday, 21 December 2026" in page.text, "20 working days"
    assert "The answer goes to your e-mail address." in page.text
    assert "map has no names" not in page.text
    everything = str(rows(city, "SELECT * FROM listen_barrier")) + str(rows(city, "SELECT * FROM ground_job"))
    assert "rosa" not in everything, "the address is sealed"
    work_off(city, registry(settings, ring, post))
    (letter,) = post.letters
    assert (letter.to, letter.language) == ("rosa@example.org", "en")
    assert page.url in letter.text
    assert "map" not in letter.text


def test_without_an_address_the_answer_is_heard_on_the_phone(visitor: Visitor) -> None:
    assert "For the answer, call 010 and give the reference." in told(visitor).text


def test_what_is_sent_twice_is_kept_once(visitor: Visitor, city: Database) -> None:
    page = visitor.get(FORM)
    first, second = (visitor.submit(page, "barrier", words="No names.", email="a@example.org") for _ in range(2))
    assert first.url == second.url
    assert count(city, "listen_barrier") == 1


def test_what_does_not_fit_is_said_and_nothing_typed_is_lost(visitor: Visitor, city: Database) -> None:
    page = visitor.get(FORM)
    wrong = visitor.submit(page, "barrier", status=422, words=" ", email="rosa@", where="/en/issues")
    assert [error.split(",")[0] for error in wrong.errors] == [
        "Say in a few words what did not work.", "Write the e-mail address in full"
    ]  # fmt: skip
    assert wrong.form("barrier").find(".//input[@name='where']").get("value") == "/en/issues"
    visitor.submit(page, "barrier", status=422, words="x" * 4001)
    assert count(city, "listen_barrier") == 0


def test_another_language_takes_what_was_typed_along(visitor: Visitor, city: Database) -> None:
    said = {"words": "No names.", "where": "/en/issues", "go": "ar"}
    answer = visitor.client.post("/ar/accessibility/problem", data=said, headers={"origin": ORIGIN})
    assert 'lang="ar"' in answer.text
    assert "No names." in answer.text
    assert count(city, "listen_barrier") == 0


def test_a_stranger_cannot_tell_without_end(app: FastAPI, settings: Settings, visitor: Visitor) -> None:
    app.state.site.settings  # noqa: B018 - throttles are off in tests
    telling.forget()
    object.__setattr__(app.state.site.settings, "throttles", True)
    for _ in range(6):
        told(visitor)
    page = visitor.get(FORM)
    assert "Too many attempts" in visitor.submit(page, "barrier", status=429, words="Once more.").text
    telling.forget()


def test_another_site_cannot_send_the_form(visitor: Visitor, city: Database) -> None:
    answer = visitor.client.post(FORM, data={"words": "x"}, headers={"origin": "https://elsewhere.example"})
    assert answer.status_code == 403
    assert one(city, "SELECT count(*) FROM listen_barrier") == 0


def test_an_unknown_reference_is_not_there(visitor: Visitor) -> None:
    visitor.get(f"{FORM}/A-222-222", status=404)
