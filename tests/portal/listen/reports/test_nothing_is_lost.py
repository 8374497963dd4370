"""Back, errors, the list of streets and another language lose nothing; an address that has ended stays dead."""

import re
from datetime import timedelta

from sqlalchemy import text

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.media.folder import MediaFolder
from portal.listen.reports import drafts
from tests.portal.listen.reports.test_filing import WORDS, at_check, first_step, photo
from tests.visitor import Page, Visitor


def typed(page: Page, name: str) -> str:
    """What stands in a field of the page."""
    for control in (*page.all("textarea"), *page.all("input")):
        if control.get("name") == name:
            return ("".join(control.itertext()) or control.get("value", "")).strip()
    raise AssertionError(f"no field {name} on {page.url}")


def test_going_back_to_the_first_page_finds_the_words_and_the_photo(visitor: Visitor, city: Database) -> None:
    first = visitor.get("/en/report")
    assert first.url.endswith("/problem"), "the first page has an address of its own before anything is sent"
    with city.reading() as session:
        assert session.execute(text("SELECT count(*) FROM listen_draft")).scalar_one() == 0
    files = {"photo": ("a.jpg", photo(), "image/jpeg")}
    visitor.submit(first, "problem", files=files, category="ground", words=WORDS)
    back = visitor.get(first.url)
    assert typed(back, "words") == WORDS
    assert any(image.get("src", "").endswith("/photo") for image in back.all("img"))


def test_an_error_on_the_first_page_survives_another_language(visitor: Visitor) -> None:
    page = visitor.submit(visitor.get("/en/report"), "problem", status=422, category="", words=WORDS)
    for link in {a.get("href") for a in page.all("a") if a.get("hreflang")}:
        assert typed(visitor.get(link), "words") == WORDS


def test_an_address_is_dead_once_its_draft_was_sent_or_thrown_away(visitor: Visitor, frozen_clock: FrozenClock) -> None:
    sent = at_check(visitor)
    address = sent.url.removesuffix("/check")
    visitor.submit(sent, "check", public="yes")
    thrown = first_step(visitor)
    visitor.submit(thrown, "discard-form")
    settings = visitor.app.state.site.settings
    frozen_clock.advance(timedelta(hours=23))
    with visitor.app.state.site.database.writing() as session:
        drafts.expire(session, MediaFolder(settings.var / "media"), before=frozen_clock.now())
    for dead in (f"{address}/problem", f"{address}/check", thrown.url.replace("/place", "/problem")):
        visitor.get(dead, status=404)
        answer = visitor.client.post(dead, data={"category": "ground"}, headers={"origin": "https://localhost"})
        assert answer.status_code == 404


def test_no_page_of_a_draft_may_be_stored_by_a_browser(visitor: Visitor) -> None:
    check = at_check(visitor)
    draft = check.url.removesuffix("/check")
    for page in ("problem", "place", "streets", "check"):
        assert visitor.get(f"{draft}/{page}").headers["cache-control"] == "no-store"
    assert visitor.client.get("/en/report").headers["cache-control"] == "no-store"


def test_every_step_can_throw_the_draft_away_and_says_whom_to_call(visitor: Visitor) -> None:
    check = at_check(visitor)
    draft = check.url.removesuffix("/check")
    for address in ("/en/report", *(f"{draft}/{page}" for page in ("problem", "place", "streets", "check"))):
        page = visitor.get(address)
        page.form("discard-form")
        assert any(a.get("href") == "tel:010" for a in page.all("a"))
    for address in ("/en/report", "/en/"):
        assert "Danger to life? Call 112." in visitor.get(address).text


def test_a_chosen_street_is_words_in_the_field_that_can_be_written_over(visitor: Visitor) -> None:
    page = visitor.submit(first_step(visitor), "place-form", status=422, place="", landmark="by the bus stop")
    streets = visitor.submit(visitor.get(page.link("Choose from the list of streets")), "find-street", q="nou")
    assert typed(streets, "landmark") == "by the bus stop"
    other = next(box.get("value") for box in streets.all("input") if box.get("name") == "street")
    check = visitor.submit(streets, "choose-street", street=other)
    assert re.search(r"Carrer Nou ?\W*district", check.text)
    assert "by the bus stop" in check.text
    place = visitor.get(check.link("Change the exact place"))
    assert typed(place, "place") == "Carrer Nou"
    assert re.search(r"Carrer Nou ?\W*district", visitor.submit(place, "place-form").text)
    over = visitor.submit(visitor.get(place.url), "place-form", place="Carrer del Molí 3", district="")
    assert re.search(r"Carrer del Molí ?\W*district \W*Centre", over.text)


def test_choosing_no_street_is_an_error_on_the_list_and_keeps_the_place(visitor: Visitor) -> None:
    check = at_check(visitor)
    draft = check.url.removesuffix("/check")
    streets = visitor.get(f"{draft}/streets?letter=N")
    again = visitor.submit(streets, "choose-street", status=422, landmark="on the corner")
    assert again.errors == ["Choose a street from the list, or use your own words."]
    assert again.h1 == "Choose a street"
    assert "Carrer Nou" in again.text
    place = visitor.get(f"{draft}/place")
    assert typed(place, "place") == "Carrer del Molí 12"
    assert typed(place, "landmark") == "on the corner"


def test_another_type_asks_again_if_the_report_may_be_public(visitor: Visitor) -> None:
    check = visitor.submit(at_check(visitor), "check", status=422, public="yes", email="no address")
    problem = visitor.get(check.url.replace("/check", "/problem"))
    place = visitor.submit(problem, "problem", category="noise")
    assert chosen(visitor.submit(place, "place-form", place="Carrer del Molí")) == ["no"], "noise is sensitive"


def test_the_receipt_of_a_report_for_the_staff_promises_no_public_page(visitor: Visitor) -> None:
    private = visitor.submit(at_check(visitor), "check", public="no")
    assert "only the city's staff see it" in private.text
    assert "public list" not in private.text
    assert "the only way back" in private.text
    public = visitor.submit(at_check(visitor), "check", public="yes", email="ana@example.org")
    assert "public list" in public.text
    assert "we can send a new one" in public.text


def test_the_first_button_of_a_form_is_the_one_that_enter_should_press(visitor: Visitor) -> None:
    files = {"photo": ("a.jpg", photo(), "image/jpeg")}
    page = visitor.submit(visitor.get("/en/report"), "problem", status=422, files=files, category="")
    buttons = list(page.form("problem").iter("button"))
    assert buttons[0].get("name") is None, "Enter in a field would take the photo away"
    gone = visitor.submit(page, "problem", press="remove-photo")
    assert not [image for image in gone.all("img") if image.get("src", "").endswith("/photo")]


def chosen(page: Page) -> list[str]:
    """Which answers are marked on the check page."""
    return [box.get("value") for box in page.all("input") if box.get("name") == "public" and "checked" in box.attrib]
