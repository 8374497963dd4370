"""What the city says in which language: editors see what is missing, readers what they read instead."""

from fastapi import FastAPI

from portal.city.texts.rules import State
from portal.doors.staff.texts.city_texts import state_of
from portal.ground.database import Database
from portal.listen.voting import service
from tests.portal.doors.staff.test_city_pages import begun, written
from tests.portal.listen.voting.test_desk import draft_of
from tests.tables import acts
from tests.visitor import Page, Visitor

LIGHT = "/staff/en/texts/service/light"


def row_of(page: Page, title: str) -> list[str]:
    """What the grid says of one text in each language, the city's own first."""
    for row in page.all("tr"):
        if any(title in "".join(each.itertext()) for each in row.iter("th")):
            return ["".join(each.itertext()).split()[0] for each in row.iter("td")]
    return []


def test_a_poll_is_there_in_a_language_as_a_whole_or_not() -> None:
    texts = ({"ca": "a", "fr": "b"}, {"ca": "c", "fr": " "})
    assert [state_of(texts, tag) for tag in ("ca", "fr")] == [State.REVIEWED, State.MISSING]


def test_editors_see_each_language_and_readers_what_they_read_instead(
    app: FastAPI, city: Database, clerk: Visitor
) -> None:
    draft = draft_of(clerk)
    page = clerk.get("/staff/en/texts")
    assert row_of(page, "question ca") == ["Draft"] * 2 + ["Missing"] * 5, "the city's own languages come first"
    assert clerk.get(page.link("question ca")).form("poll") is not None
    reference = draft.url.split("/")[-1]
    with city.writing() as session:
        service.publish(session, 1)
    assert row_of(clerk.get("/staff/en/texts"), "question ca")[0] == "Reviewed"
    said = "Not yet available in this language: English. Shown in: Valencian."
    assert said in Visitor(app).get(f"/en/decide/{reference}").text
    assert "Not yet available" not in Visitor(app, "ca").get(f"/ca/decide/{reference}").text


def test_the_grid_counts_filters_and_leads_to_each_text(clerk: Visitor) -> None:
    begun(clerk)
    written(clerk)
    written(clerk, "fr", reviewed=False)
    grid = clerk.get("/staff/en/texts")
    assert row_of(grid, "Mobles ca") == ["Reviewed", *["Missing"] * 3, "Draft", *["Missing"] * 2]
    assert clerk.get(grid.link("Draft")).url == "/staff/en/texts/page/bulky-waste/fr"
    assert row_of(clerk.get("/staff/en/texts?state=missing&language=es"), "Mobles ca")
    assert not row_of(clerk.get("/staff/en/texts?state=missing&language=ca"), "Mobles ca")
    assert row_of(clerk.get("/staff/en/texts?state=any"), "Mobles ca")
    assert "No text is like that." in clerk.get("/staff/en/texts?state=stale").text
    (totals,) = [each for each in grid.all("table") if each.find("caption").get("id") == "totals"]
    french = next(row for row in totals.iter("tr") if "French" in "".join(row.itertext()))
    assert ["".join(each.itertext()) for each in french.iter("td")][2] == "1"


def test_a_service_is_called_as_the_desk_calls_it_once_that_was_reviewed(
    app: FastAPI, city: Database, clerk: Visitor
) -> None:
    page = clerk.submit(clerk.get(f"{LIGHT}/en"), "text", name="Lamps", hint="a lamp is dark")
    reader = Visitor(app)
    assert "Lamps" not in reader.get("/en/issues").text
    clerk.submit(page, "review")
    assert "Lamps" in reader.get("/en/issues").text
    page = clerk.get(f"{LIGHT}/en")
    assert "Street light" in page.text, "what the file says is still there"
    clerk.submit(page, "file")
    assert "Lamps" not in reader.get("/en/issues").text
    assert acts(city) == ["text.write", "text.review", "text.file"]


def test_the_name_and_the_hours_of_the_city_can_be_written(app: FastAPI, clerk: Visitor) -> None:
    page = clerk.get("/staff/en/texts/city/city/fr")
    clerk.submit(clerk.submit(page, "text", name="Villeneuve", hours="tous les jours"), "review")
    shown = Visitor(app, "fr").get("/fr/").text
    assert "Villeneuve" in shown
    assert "tous les jours" in shown


def test_the_sentences_of_the_desk_are_there_in_every_language(clerk: Visitor) -> None:
    clerk.get(clerk.get("/staff/en/texts").link("Sentences that the desk answers with"))
    for tag in ("ar", "ru", "zh"):
        there = clerk.get(f"/staff/en/sentences?language={tag}")
        assert [each for each in there.all("span") if each.get("lang", "").startswith(tag)]
        assert "Missing" not in there.text
