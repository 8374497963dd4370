"""Back, errors, the list of streets and another language lose nothing; an address that has ended stays dead."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import text

from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from portal.ground.media.folder import MediaFolder
from portal.listen.reports.unsent import draft_rows
from tests.portal.listen.reports.test_filing import WORDS, at_check, first_step, photo, photos_on
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
    assert "Another photo" not in first.text
    visitor.submit(first, "problem", files=files, category="ground", words=WORDS)
    back = visitor.get(first.url)
    assert "Another photo (optional) Up to 3" in back.text
    assert typed(back, "words") == WORDS
    assert len(photos_on(back)) == 1


def test_an_error_on_the_first_page_survives_another_language(visitor: Visitor) -> None:
    page = visitor.submit(visitor.get("/en/report"), "problem", status=422, category="", words=WORDS)
    there = visitor.submit(page, "problem", go="fr")
    assert (there.url.split("/")[1], typed(there, "words")) == ("fr", WORDS)
    assert not there.errors


def test_what_was_not_sent_yet_survives_another_language_and_every_way_off_a_step(visitor: Visitor) -> None:
    first = visitor.get("/en/report")
    assert first.button("go", "ar").get("form") == "problem"
    files = {"photo": ("a.jpg", photo(), "image/jpeg")}
    arabic = visitor.submit(first, "problem", files=files, category="ground", words=WORDS, go="ar")
    assert arabic.url == first.url.replace("/en/", "/ar/")
    assert typed(arabic, "words") == WORDS
    assert photos_on(arabic)
    emptied = visitor.submit(arabic, "problem", words="", go="en")
    assert typed(emptied, "words") == "", "words can be taken back"
    place = visitor.submit(emptied, "problem")
    visitor.submit(place, "place-form", place="Carrer Nou 4", landmark="BY THE OAK", press="streets")
    assert typed(visitor.get(place.url), "landmark") == "BY THE OAK"
    assert visitor.submit(place, "place-form", place="HALF A STR", go="problem").url == first.url
    assert typed(visitor.get(place.url), "place") == "HALF A STR"


def test_a_change_on_the_check_page_keeps_the_answer_and_the_address(visitor: Visitor) -> None:
    check = at_check(visitor)
    for way in ("change-words", "change-place"):
        away = visitor.submit(check, "check", press=way, public="no", email="ana@example.org")
        assert away.url.endswith("/place" if way == "change-place" else "/problem")
        back = visitor.get(check.url)
        assert (chosen(back), typed(back, "email")) == (["no"], "ana@example.org")
    there = visitor.submit(check, "check", public="no", email="ana@", go="es")
    assert (chosen(there), typed(there, "email")) == (["no"], "ana@")
    problem = visitor.get(check.url.replace("/check", "/problem"))
    visitor.submit(problem, "problem", category="other")
    assert chosen(visitor.get(check.url)) == ["no"], "another type makes nothing public that was to stay private"


def test_a_step_of_a_report_that_was_sent_shows_what_was_typed(visitor: Visitor) -> None:
    first = visitor.get("/en/report")
    place = visitor.submit(first, "problem", category="ground", words=WORDS)
    check = visitor.submit(place, "place-form", place="Carrer del Molí 12")
    visitor.submit(check, "check", public="yes")
    late = visitor.submit(first, "problem", status=404, category="ground", words="It is 2 tiles\a now.")
    assert "What you wrote It is 2 tiles now." in late.text
    late = visitor.submit(place, "place-form", status=404, place="Carrer Vell 7", landmark="by the oak")
    assert "What you wrote Carrer Vell 7 by the oak" in late.text


def test_a_photo_that_cannot_be_kept_is_not_lost_without_a_word(visitor: Visitor) -> None:
    files = {"photo": ("a.jpg", b"%PDF-1.7", "image/jpeg")}
    page = visitor.submit(visitor.get("/en/report"), "problem", files=files, status=422, category="ground", go="ru")
    assert [each[:14] for each in page.errors] == ["Choose another"]


def test_throwing_away_is_asked_first(visitor: Visitor) -> None:
    place = first_step(visitor)
    sure = visitor.submit(place, "place-form", press="discard-button", place="BY THE OAK")
    assert sure.h1 == "Throw this draft away?"
    kept = visitor.get(sure.link("No, keep it"))
    assert (kept.url, typed(kept, "place")) == (place.url, "BY THE OAK")


def test_an_address_is_dead_once_its_draft_was_sent_or_thrown_away(visitor: Visitor, frozen_clock: FrozenClock) -> None:
    sent = at_check(visitor)
    address = sent.url.removesuffix("/check")
    visitor.submit(sent, "check", public="yes")
    thrown = first_step(visitor)
    visitor.submit(visitor.submit(thrown, "place-form", press="discard-button"), "discard-form")
    settings = visitor.app.state.site.settings
    frozen_clock.advance(timedelta(hours=23))
    with visitor.app.state.site.database.writing() as session:
        draft_rows.expire(session, MediaFolder(settings.var / "media"), before=frozen_clock.now())
    for dead in (f"{address}/problem", f"{address}/check", thrown.url.replace("/place", "/problem")):
        visitor.get(dead, status=404)
        answer = visitor.client.post(dead, data={"category": "ground"}, headers={"origin": "https://localhost"})
        assert answer.status_code == 404


def test_nobody_can_invent_the_address_where_somebody_else_will_write(visitor: Visitor, city: Database) -> None:
    for invented in ("A" * 22, "A" * 32, visitor.get("/en/report").url.split("/")[3][:-1] + "!"):
        address = f"/en/report/{invented}/problem"
        visitor.get(address, status=404)
        said = {"category": "ground", "words": WORDS}
        answer = visitor.client.post(address, data=said, headers={"origin": "https://localhost"})
        assert answer.status_code == 404
    with city.reading() as session:
        assert session.execute(text("SELECT count(*) FROM listen_draft")).scalar_one() == 0


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
        assert "Throw this draft away" in page.text
        assert any(a.get("href") == "tel:010" for a in page.all("a"))
    for address in ("/en/report", "/en/"):
        assert "Danger to life? Call 112." in visitor.get(address).text


def street(page: Page, name: str) -> str:
    """The value of a street on the list."""
    return next(
        str(box.get("value"))
        for box, label in zip(
            [each for each in page.all("input") if each.get("name") == "street"],
            [each for each in page.all("label") if str(each.get("for", "")).startswith("street")],
            strict=True,
        )
        if name in "".join(label.itertext())
    )


def choose(visitor: Visitor, at: Page, words: str, which: str, **said: str) -> Page:
    """Choose a street from the list, from step 2."""
    streets = visitor.submit(at, "place-form", press="streets", **said)
    found = visitor.submit(streets, "find-street", q=words)
    return visitor.submit(found, "choose-street", street=street(found, which))


def test_a_chosen_street_is_words_in_the_field_that_can_be_written_over(visitor: Visitor) -> None:
    place = choose(visitor, first_step(visitor), "nou", "Marina", place="nou", landmark="by the bus stop")
    assert (typed(place, "place"), typed(place, "landmark")) == ("Carrer Nou", "by the bus stop")
    check = visitor.submit(place, "place-form")
    assert re.search(r"Carrer Nou ?\W*district \W*Marina", check.text)
    assert "by the bus stop" in check.text
    place = visitor.submit(check, "check", press="change-place")
    emptied = visitor.submit(place, "place-form", place="", landmark="by the oak", district="centre")
    assert "Carrer Nou" not in emptied.text, "a street goes with its words"
    over = visitor.submit(place, "place-form", place="Carrer del Molí 3")
    assert re.search(r"Carrer del Molí ?\W*district \W*Centre", over.text)


def test_the_district_follows_a_street_that_is_chosen_later_and_own_words_stay(visitor: Visitor) -> None:
    said = {"place": "by the mill, 12", "district": "marina"}
    place = choose(visitor, first_step(visitor), "moli", "Carrer del Molí", **said)
    assert typed(place, "place") == "Carrer del Molí, by the mill, 12"
    check = visitor.submit(place, "place-form")
    assert re.search(r"Carrer del Molí ?\W*district \W*Centre", check.text)
    assert "by the mill, 12" in check.text
    again = choose(visitor, visitor.get(place.url), "nou", "Marina")
    assert typed(again, "place") == "Carrer Nou, by the mill, 12"
    assert re.search(r"district \W*Marina", visitor.submit(again, "place-form").text)


def test_the_district_follows_a_street_that_is_written_over_other_words(visitor: Visitor) -> None:
    first = first_step(visitor)
    check = visitor.submit(first, "place-form", place="an unknown place", district="marina")
    assert re.search(r"district \W*Marina", check.text)
    over = visitor.submit(visitor.get(first.url), "place-form", place="Carrer del Molí 3")
    assert re.search(r"Carrer del Molí ?\W*district \W*Centre", over.text)


def test_choosing_no_street_is_an_error_on_the_list_and_keeps_the_place(visitor: Visitor) -> None:
    check = at_check(visitor)
    draft = check.url.removesuffix("/check")
    streets = visitor.get(f"{draft}/streets?letter=N")
    again = visitor.submit(streets, "choose-street", status=422)
    assert again.errors == ["Choose a street from the list, or use your own words."]
    assert again.h1 == "Choose a street"
    assert "Carrer Nou" in again.text
    place = visitor.get(f"{draft}/place")
    assert typed(place, "place") == "Carrer del Molí 12"
    assert typed(place, "landmark") == "by the bus stop"


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
    inside = set(page.form("problem").iter("button"))
    buttons = [each for each in page.all("button") if each in inside or each.get("form") == "problem"]
    assert buttons[0].get("name") is None, "Enter in a field would take the photo away, or change the language"
    gone = visitor.submit(page, "problem", press="remove-photo-1")
    assert not photos_on(gone)


def chosen(page: Page) -> list[str]:
    """Which answers are marked on the check page."""
    return [box.get("value") for box in page.all("input") if box.get("name") == "public" and "checked" in box.attrib]


def test_an_address_that_nobody_used_for_a_day_begins_nothing(visitor: Visitor, frozen_clock: FrozenClock) -> None:
    page = visitor.get("/en/report")
    frozen_clock.advance(timedelta(hours=26))
    late = visitor.submit(page, "problem", status=404, category="ground", words=WORDS)
    assert WORDS in late.text, "and what was typed is given back"


def test_a_photo_with_its_place_is_never_written_to_the_disk(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a file was made")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    large = photo((64, 64)) + bytes(3_000_000)
    page = visitor.submit(visitor.get("/en/report"), "problem", category="ground", files={"photo": ("p.jpg", large)})
    assert page.h1 == "Where is it?"
