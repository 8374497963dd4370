"""What a phone kept for later is filed once, whatever happens on the way, or comes back to the person whole."""

import secrets
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import text

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.jobs import queue, worker
from portal.listen.reports.answers import sending
from portal.listen.reports.jobs import DRAFTS
from portal.work import registry
from privacy.vault.keys import KeyRing
from tests.portal.listen.reports.test_filing import WORDS, at_check, photo, rows
from tests.visitor import ORIGIN, Page, Visitor, filled_in

SAID = {"category": "ground", "words": WORDS, "place": "Carrer del Molí 12", "public": "yes"}
KEY = "0123456789abcdef" * 2


def send(visitor: Visitor, *, key: str = KEY, files: Any = None, status: int = 200, **said: str) -> Any:
    """Send a report as the script does."""
    answer = visitor.client.post(
        "/en/report/offline",
        data=SAID | said | {"key": key},
        files=files,
        headers={"origin": ORIGIN, "accept": "application/json"},
    )
    assert answer.status_code == status, answer.text
    return answer.json()


def test_sent_again_the_answer_is_the_same_and_nothing_is_filed_twice(visitor: Visitor, city: Database) -> None:
    first = send(visitor, files={"photo": ("p.jpg", photo(), "image/jpeg")})
    assert set(first) == {"reference", "code"}
    assert [send(visitor), send(visitor, words="Other words")] == [first, first]
    assert (rows(city, "listen_report"), rows(city, "listen_attachment"), rows(city, "ground_contribution")) == (
        1,
        1,
        1,
    )
    page = visitor.submit(visitor.get("/en/track"), "track", code=first["code"])
    assert WORDS in page.text


def test_another_key_is_another_report(visitor: Visitor, city: Database) -> None:
    """The control: without the key there would be two."""
    assert send(visitor)["reference"] != send(visitor, key=secrets.token_hex(16))["reference"]
    assert rows(city, "listen_report") == 2


def test_two_at_the_same_moment_get_one_receipt(app: FastAPI, city: Database) -> None:
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: send(Visitor(app)), range(4)))
    assert len({answer["code"] for answer in answers}) == 1
    assert rows(city, "listen_report") == 1


def test_a_failure_leaves_the_key_free(visitor: Visitor, city: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    visitor.client = type(visitor.client)(visitor.app, base_url=ORIGIN, raise_server_exceptions=False)
    with monkeypatch.context() as broken:
        broken.setattr(sending, "receipt", lambda *_: 1 / 0)
        send(visitor, status=500)
    assert (rows(city, "listen_report"), rows(city, "listen_phone_receipt")) == (0, 0)
    assert send(visitor)["code"]


@pytest.mark.parametrize(
    "said", [{"category": ""}, {"place": ""}, {"public": ""}, {"place": "nowhere"}, {"words": "a" * 5_000}], ids=str
)
def test_what_does_not_fit_is_refused_and_takes_no_key(visitor: Visitor, city: Database, said: dict[str, str]) -> None:
    assert send(visitor, status=422, **said) == {"refused": True}
    assert rows(city, "listen_phone_receipt") == 0
    assert send(visitor)["code"]


def test_a_key_that_no_phone_has_drawn_keeps_nothing(visitor: Visitor, city: Database) -> None:
    assert send(visitor, key="mine")["code"]
    assert rows(city, "listen_phone_receipt") == 0


def mended(visitor: Visitor, **said: str) -> Page:
    """Send a report as a form of the page, which a person does to see what is wrong with it."""
    data = SAID | {"key": KEY} | said
    files = {"photo": ("p.jpg", photo(), "image/jpeg")}
    headers = {"origin": ORIGIN, "accept": "text/html"}
    answer = visitor.client.post("/en/report/offline", data=data, files=files, headers=headers)
    return visitor._arrive(answer, 422 if said else 200)


def test_a_person_gets_the_step_that_lacks_something_with_all_that_was_typed(visitor: Visitor, city: Database) -> None:
    page = mended(visitor, category="", place="nowhere")
    assert (page.h1, page.title[:6]) == ("What is the problem?", "Error:")
    page = visitor.submit(page, "problem", category="ground")
    page = visitor.submit(page, "place-form")
    assert page.h1 == "Which place?"
    page = visitor.submit(page, "which", go="place")
    assert filled_in(page.form("place-form"))["place"] == "nowhere"
    page = visitor.submit(page, "place-form", place="Carrer del Molí 12")
    assert WORDS in page.text
    assert page.all("img"), "the photo is kept, too"
    sent = visitor.submit(page, "check")
    assert sent.h1 == "Report sent"
    assert send(visitor)["code"] in sent.text, "the phone gets the receipt of what was mended"
    assert rows(city, "listen_report") == 1


def test_a_report_that_was_filed_shows_its_receipt_to_whoever_mends_it(visitor: Visitor, city: Database) -> None:
    code = send(visitor)["code"]
    assert code in mended(visitor).text
    assert rows(city, "listen_report") == 1


def test_a_step_that_did_not_arrive_is_joined_to_its_draft(visitor: Visitor, city: Database) -> None:
    page = at_check(visitor)
    draft = page.url.split("/")[3]
    answer = send(visitor, draft=draft, category="", words="", place="", public="no", status=422)
    assert answer == {"refused": True}, "what was taken back by hand is not in the draft any more"
    headers = {"origin": ORIGIN, "accept": "application/json"}
    only = {"draft": draft, "key": KEY, "public": "no"}
    filed = visitor.client.post("/en/report/offline", data=only, headers=headers).json()
    assert visitor.client.post("/en/report/offline", data=only, headers=headers).json() == filed
    other = only | {"key": secrets.token_hex(16)}
    assert visitor.client.post("/en/report/offline", data=other, headers=headers).status_code == 422, "it has ended"
    with city.reading() as session:
        assert session.execute(text("SELECT description, may_publish FROM listen_report")).one() == (WORDS, False)


def test_the_check_page_and_the_phone_file_one_report(visitor: Visitor, city: Database) -> None:
    page = at_check(visitor)
    sent = visitor.submit(page, "check", public="yes", key=KEY)
    assert send(visitor, draft=page.url.split("/")[3])["code"] in sent.text
    assert rows(city, "listen_report") == 1


def test_the_receipt_outlives_the_phones_patience_by_a_day_and_then_goes(
    visitor: Visitor, city: Database, frozen_clock: FrozenClock, settings: Any, ring: KeyRing
) -> None:
    code = send(visitor)["code"]
    frozen_clock.advance(timedelta(hours=95))
    forget(city, settings, ring)
    assert send(visitor)["code"] == code
    frozen_clock.advance(timedelta(hours=2))
    forget(city, settings, ring)
    assert rows(city, "listen_phone_receipt") == 0


def forget(city: Database, settings: Any, ring: KeyRing) -> None:
    """Do what the worker does about drafts."""
    with city.writing() as session:
        queue.enqueue(session, DRAFTS, {})
    worker.work_off(city, registry(settings, ring))


def test_neither_page_tells_who_reads_it_and_both_may_be_kept(visitor: Visitor) -> None:
    for path in ("/en/report/offline", "/en/report/waiting"):
        assert visitor.get(path).headers["cache-control"] == "public, no-cache"


def test_without_a_script_the_form_leads_to_the_check(visitor: Visitor) -> None:
    page = visitor.submit(visitor.get("/en/report/offline"), "offline", **SAID)
    assert page.h1 == "Check and send your report"


def test_the_worker_sees_every_page_and_is_asked_for_anew(visitor: Visitor) -> None:
    answer = visitor.client.get("/sw.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert "worker-src 'self'" in answer.headers["content-security-policy"]
    again = visitor.client.get("/sw.js", headers={"if-none-match": answer.headers["etag"]})
    assert again.status_code == 304


def begun(visitor: Visitor, **said: str) -> tuple[Page, str]:
    """Answer the first question of step 1 by itself; give the next, and the address of the draft."""
    page = visitor.submit(visitor.get("/en/report"), "problem", go="one")
    page = visitor.submit(page, "problem", category="ground", **said)
    return page, page.url.split("/")[3]


def rest(visitor: Visitor, draft: str, *, html: bool = False, files: Any = None, **said: str) -> Any:
    """Send only what was answered on the phone, as the script does, or as a person who mends it."""
    headers = {"origin": ORIGIN, "accept": "text/html" if html else "application/json"}
    return visitor.client.post(
        "/en/report/offline", data={"draft": draft, "key": KEY} | said, files=files, headers=headers
    )


def test_the_answers_to_single_questions_are_joined_and_a_photo_that_arrived_is_not_doubled(
    visitor: Visitor, city: Database
) -> None:
    page, draft = begun(visitor)
    files = {"photo": ("p.jpg", photo(), "image/jpeg")}
    page = visitor.submit(visitor.submit(page, "problem", words=WORDS), "problem", files=files, go="add")
    (named,) = [each for each in filled_in(page.form("problem")) if each.startswith("photo_words_")]
    last = {"place": "Carrer del Molí 12", "public": "yes", named: "Loose tiles"}
    assert rest(visitor, draft, files=files, **last).status_code == 200
    with city.reading() as session:
        assert session.execute(text("SELECT description FROM listen_attachment")).all() == [("Loose tiles",)]
        assert session.execute(text("SELECT description FROM listen_report")).scalar_one() == WORDS


def test_what_is_refused_goes_on_in_the_draft_that_has_the_rest(visitor: Visitor, city: Database) -> None:
    page, draft = begun(visitor)
    visitor.submit(page, "problem", words=WORDS)
    said = {"place": "nowhere", "public": "yes"}
    assert rest(visitor, draft, **said).status_code == 422
    page = visitor._arrive(rest(visitor, draft, html=True, **said), 200)
    assert (page.h1, page.url.split("/")[3]) == ("Which place?", draft)
    check = visitor.submit(page, "which", district="centre")
    assert WORDS in check.text
    assert "nowhere" in check.text
    assert visitor.submit(check, "check").h1 == "Report sent"
    assert rows(city, "listen_report") == 1


def test_a_place_that_was_chosen_and_what_was_to_be_taken_out_wait_with_the_report(
    visitor: Visitor, city: Database
) -> None:
    page, draft = begun(visitor)
    visitor.submit(page, "problem", words=f"{WORDS} Call 612 345 678.")
    answer = rest(visitor, draft, place="Molí", spot="own", district="centre", all="take", public="yes")
    assert answer.status_code == 200, answer.text
    with city.reading() as session:
        words, district = session.execute(text("SELECT description, district_code FROM listen_report")).one()
    assert "612" not in words
    assert district == "centre"


def test_words_that_say_too_little_come_back_in_their_own_draft(visitor: Visitor) -> None:
    page = visitor.submit(visitor.get("/en/report"), "problem", go="one")
    page = visitor.submit(page, "problem", category="other")
    draft = page.url.split("/")[3]
    said = {"words": "", "place": "Carrer del Molí 12", "public": "yes"}
    page = visitor._arrive(rest(visitor, draft, html=True, **said), 422)
    assert page.errors == ["Describe the problem in a few words."]
    check = visitor.submit(visitor.submit(page, "problem", words=WORDS), "place-form")
    assert "Carrer del Molí 12" in check.text


@pytest.mark.parametrize("pressed", [{"take": "600 123 456"}, {"all": "take"}], ids=str)
def test_what_was_to_be_taken_out_is_taken_out_before_a_phone_files_it(
    visitor: Visitor, city: Database, pressed: dict[str, str]
) -> None:
    draft = at_check(visitor).url.split("/")[3]
    send(visitor, draft=draft, words="Call me on 600 123 456, please", **pressed)
    with city.reading() as session:
        kept = str(session.execute(text("SELECT description FROM listen_report")).scalar_one())
    assert kept.startswith("Call me on")
    assert "600" not in kept


def test_a_draft_that_came_from_a_phone_names_its_copy_when_it_is_thrown_away(visitor: Visitor) -> None:
    draft = mended(visitor, category="").form("problem").get("action").split("/")[3]
    assert filled_in(visitor.get(f"/en/report/{draft}/discard").form("discard-form"))["key"] == KEY
