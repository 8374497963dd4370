"""Personal data in a draft is marked before it is sent, taken out by one press, or kept; nothing else is lost."""

from sqlalchemy import text

from portal.ground.database import Database
from tests.portal.listen.reports.test_filing import at_check, first_step, photo
from tests.portal.listen.reports.test_nothing_is_lost import chosen, typed
from tests.visitor import Page, Visitor

WORDS = "Five tiles are loose. Ring 612 345 678 or ana (at) example (dot) org, not 612 345 678 at night."


def marks(page: Page) -> list[str]:
    """The words that are marked, with what is said before them."""
    return [" ".join("".join(each.itertext()).split()) for each in page.all("mark")]


def test_it_is_marked_and_one_press_takes_all_out_and_goes_on(visitor: Visitor) -> None:
    page = first_step(visitor, words=WORDS)
    assert (page.h1, page.url.split("/")[-2:]) == ("This looks like personal data", ["personal", "problem"])
    assert marks(page)[:2] == ["Phone number 612 345 678", "E-mail address ana (at) example (dot) org"]
    assert "You can keep it. Then the crew reads it, and the public page covers it." in page.text
    assert "612 345 678" in visitor.get(page.url.replace("/en/", "/ar/")).text
    place = visitor.submit(page, "personal", press="take-all")
    assert place.h1 == "Where is it?"
    first = visitor.get(place.url.replace("/place", "/problem"))
    assert typed(first, "words") == "Five tiles are loose. Ring … or …, not … at night."
    visitor.get(page.url.replace("personal/problem", "personal/other"), status=404)


def test_one_find_is_taken_out_wherever_it_stands_and_a_text_of_nothing_else_is_asked_for(visitor: Visitor) -> None:
    files = {"photo": ("a.jpg", photo(), "image/jpeg")}
    place = visitor.submit(visitor.get("/en/report"), "problem", files=files, category="ground")
    first = visitor.get(place.url.replace("/place", "/problem"))
    (name,) = [str(each.get("name")) for each in first.all("input") if str(each.get("name")).startswith("photo_words_")]
    said = {"category": "other", "words": "612345678 ana@example.org 612345678", name: "612345678"}
    page = visitor.submit(first, "problem", **said)
    assert "What does photo 1 show?" in page.text
    left = visitor.submit(page, "personal", take="612345678")
    assert left.url == page.url
    assert "It was taken out." in left.text
    assert "612345678" not in left.html
    again = visitor.submit(left, "personal", take="ana@example.org", status=422)
    assert again.errors == ["Describe the problem in a few words."]


def test_what_is_kept_is_not_asked_about_again_until_something_new_is_written(visitor: Visitor) -> None:
    page = first_step(visitor, words=WORDS)
    place = visitor.submit(page, "personal", press="keep-all")
    first = visitor.get(place.url.replace("/place", "/problem"))
    assert typed(first, "words") == WORDS
    assert visitor.submit(first, "problem").h1 == "Where is it?"
    assert visitor.submit(first, "problem", words=f"{WORDS} My car is 1234 BCD.").h1 == page.h1


def test_place_and_landmark_are_looked_at_and_an_address_is_none(visitor: Visitor) -> None:
    place = first_step(visitor)
    asked = visitor.submit(place, "place-form", place="Carrer del Molí 12", landmark="ring 612345678")
    assert asked.url.endswith("/personal/place")
    assert "Then only the crew reads it." in asked.text
    assert visitor.submit(asked, "personal", press="take-all").h1 == "Check and send your report"
    home = visitor.submit(place, "place-form", place="Vivo en calle Molí 12", landmark="x", district="centre")
    assert home.h1 == "Check and send your report"


def test_the_check_page_marks_it_beside_what_everyone_will_see_and_nothing_is_blocked(
    visitor: Visitor, city: Database
) -> None:
    page = visitor.submit(first_step(visitor, words=WORDS), "personal", press="keep-all")
    check = visitor.submit(page, "place-form", place="Carrer del Molí 12")
    assert "Ring █████ or █████" in check.text
    assert "Phone number 612 345 678" in marks(check)
    less = visitor.submit(check, "check", take="612 345 678", public="no", email="ana@example.org")
    assert (chosen(less), typed(less, "email")) == (["no"], "ana@example.org")
    assert "612 345 678" not in less.text
    assert visitor.submit(less, "check", email="").h1 == "Report sent"
    with city.reading() as session:
        kept = session.scalar(text("SELECT description FROM listen_report"))
    assert kept == "Five tiles are loose. Ring … or ana (at) example (dot) org, not … at night."


def test_a_note_to_the_city_is_looked_at_too(visitor: Visitor) -> None:
    filed = visitor.submit(at_check(visitor), "check", public="yes")
    case = visitor.submit(filed, "follow")
    asked = visitor.submit(case, "say", text="Ring 612 345 678 or write to ana@example.org.")
    assert "You can keep it. Then only the city’s staff read it." in asked.text
    less = visitor.submit(asked, "note", take="ana@example.org")
    assert marks(less)[0] == "Phone number 612 345 678"
    assert "ana@example.org" not in less.html
    assert typed(visitor.submit(less, "note", go="back"), "text") == "Ring 612 345 678 or write to …."
    sent = visitor.submit(less, "note", press="take-all")
    assert "Your message was added." in sent.text
    assert "Ring … or write to …." in sent.text
    kept = visitor.submit(visitor.submit(sent, "say", text="It is 1234 BCD"), "note", press="keep-all")
    assert "It is 1234 BCD" in kept.text
    assert visitor.submit(kept, "say", text="612345678", all="take", status=422).errors == [
        "Write something before you send it."
    ]
