"""Who wants one question at a time answers the same draft in three pages, forth and back."""

from portal.ground.database import Database
from tests.portal.listen.reports.test_filing import WORDS, photo, rows
from tests.portal.listen.reports.test_nothing_is_lost import typed
from tests.visitor import Visitor


def test_one_question_at_a_time_leads_to_the_same_report(visitor: Visitor, city: Database) -> None:
    kind = visitor.submit(visitor.get("/en/report"), "problem", go="one")
    assert kind.url.endswith("/problem/type")
    assert not kind.all("textarea")
    wrong = visitor.submit(kind, "problem", status=422)
    assert wrong.errors[0].startswith("Say what kind of problem it is.")
    words = visitor.submit(wrong, "problem", category="other")
    assert (words.h1, words.url.split("/")[-1]) == ("In your words", "words")
    assert visitor.submit(words, "problem", status=422, words="").errors == ["Describe the problem in a few words."]
    french = visitor.submit(words, "problem", words=WORDS, go="fr")
    assert (french.url, typed(french, "words")) == (words.url.replace("/en/", "/fr/"), WORDS)
    assert visitor.submit(french, "problem", go="before").url.endswith("/problem/type")
    photos = visitor.submit(words, "problem", words=WORDS)
    assert (photos.h1, photos.url.split("/")[-1]) == ("Photos", "photos")
    refused = visitor.submit(photos, "problem", status=422, files={"photo": ("a.jpg", b"%PDF-1.7", "image/jpeg")})
    assert refused.h1 == "Photos"
    kept = visitor.submit(photos, "problem", files={"photo": ("a.jpg", photo(), "image/jpeg")}, go="add")
    assert kept.url == photos.url
    whole = visitor.submit(kept, "problem", go="problem")
    assert (whole.h1, typed(whole, "words")) == ("What is the problem?", WORDS)
    place = visitor.submit(kept, "problem")
    assert place.h1 == "Where is it?"
    check = visitor.submit(place, "place-form", place="Carrer del Molí 12")
    assert visitor.submit(check, "check", public="yes").h1 == "Report sent"
    assert (rows(city, "listen_report"), rows(city, "listen_attachment")) == (1, 1)
    visitor.get(kind.url.replace("/type", "/nothing"), status=404)


def test_the_easy_version_is_a_press_away_and_keeps_what_was_typed(visitor: Visitor) -> None:
    first = visitor.get("/en/report")
    easy = visitor.submit(first, "problem", go="easy", words=WORDS)
    assert easy.h1 == "Report a problem, easy to read"
    assert typed(visitor.get(first.url), "words") == WORDS
