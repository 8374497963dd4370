"""Which place? Asked only where words name several or none, and own words are always enough."""

import pytest
from fastapi import FastAPI

from portal.city.places import service as places
from portal.city.places.facts import Landmark
from portal.ground.database import Database
from portal.listen.reports.flow.which import corrected
from tests.cast import STREETS
from tests.portal.listen.reports.test_filing import first_step, rows
from tests.visitor import Page, Visitor

MARKET = Landmark("Mercat Central", "ca", "market", "marina", 38.913, 0.633)


@pytest.fixture(autouse=True)
def landmarks(city: Database) -> None:
    with city.writing() as session:
        places.import_landmarks(session, landmarks=[MARKET])


def radios(page: Page) -> dict[str, str]:
    """The choices of the page: the words of each by its value."""
    words = {each.get("for"): " ".join("".join(each.itertext()).split()) for each in page.all("label")}
    return {each.get("value"): words[each.get("id")] for each in page.all("input") if each.get("type") == "radio"}


def test_two_streets_of_one_name_are_told_apart_by_their_districts(visitor: Visitor) -> None:
    asked = visitor.submit(first_step(visitor), "place-form", place="Carrer Nou 3")
    assert asked.h1 == "Which place?"
    assert "You wrote: Carrer Nou 3" in asked.text
    choices = radios(asked)
    assert list(choices.values()) == [
        "Carrer Nou Street, district Centre",
        "Carrer Nou Street, district Marina",
        "None of these, use my words",
    ]
    there = next(value for value, words in choices.items() if "Marina" in words)
    check = visitor.submit(asked, "which", spot=there)
    assert "district Marina" in check.text
    assert "Carrer Nou 3" in check.text


def test_a_slip_of_the_finger_is_asked_about_and_mended(visitor: Visitor) -> None:
    asked = visitor.submit(first_step(visitor), "place-form", place="Carer del Mloi 12")
    (street, own) = radios(asked)
    assert own == "own"
    check = visitor.submit(asked, "which", spot=street)
    assert "Carrer del Molí 12" in check.text
    assert "Carer" not in check.text


def test_a_place_that_people_know_is_enough(visitor: Visitor) -> None:
    check = visitor.submit(first_step(visitor), "place-form", place="mercat central")
    assert check.h1 == "Check and send your report"
    assert "district Marina" in check.text


def test_a_place_in_a_sentence_is_asked_about_and_the_sentence_stays(visitor: Visitor, city: Database) -> None:
    asked = visitor.submit(first_step(visitor), "place-form", place="davant del Mercat Central, prop de la porta 2")
    assert "Market, district Marina" in asked.text
    check = visitor.submit(asked, "which", spot=next(iter(radios(asked))))
    assert "davant del Mercat Central, prop de la porta 2" in check.text
    visitor.submit(check, "check", public="yes")
    assert rows(city, "listen_report") == 1


def test_none_of_these_leads_to_the_districts_and_on(visitor: Visitor) -> None:
    asked = visitor.submit(first_step(visitor), "place-form", place="Carrer Nou, the third lamp")
    own = visitor.submit(asked, "which", spot="own")
    assert own.h1 == "Which place?"
    assert "your words stay" in own.text
    assert list(radios(own).values()) == ["Centre", "Marina Mercat Central"], "a district's own name tells many nothing"
    check = visitor.submit(own, "which", district="centre")
    assert "district Centre" in check.text
    assert "Carrer Nou, the third lamp" in check.text
    place = visitor.submit(check, "check", press="change-place")
    assert "district Centre" in visitor.submit(place, "place-form").text, "it is not asked again"


def test_nothing_chosen_is_asked_again_in_words(visitor: Visitor) -> None:
    asked = visitor.submit(first_step(visitor), "place-form", place="Carrer Nou")
    again = visitor.submit(asked, "which", status=422)
    assert again.errors == ["Choose one of the places, or “None of these, use my words”."]
    own = visitor.submit(first_step(visitor), "place-form", place="by the old oak")
    again = visitor.submit(own, "which", status=422)
    assert again.errors == ["Choose a district from the list."]
    assert visitor.submit(own, "which", status=422, district="nowhere").errors == again.errors


def test_back_and_another_language_keep_everything(visitor: Visitor) -> None:
    asked = visitor.submit(first_step(visitor), "place-form", place="by the old oak", landmark="BEHIND THE KIOSK")
    back = visitor.submit(asked, "which", go="place")
    assert "by the old oak" in back.html
    assert "BEHIND THE KIOSK" in back.html
    arabic = visitor.submit(asked, "which", go="ar", district="marina")
    assert arabic.url.startswith("/ar/")
    assert arabic.url.endswith("/which")
    (chosen,) = [each.get("value") for each in arabic.all("input") if each.get("checked") is not None]
    assert chosen == "marina"


@pytest.mark.parametrize(
    ("said", "district"),
    [({"place": "Carrer Nou 3, Marina"}, "Marina"), ({"place": "by the oak (Centre)"}, "Centre"),
     ({"landmark": "Mercat Central"}, "Marina")],
)  # fmt: skip
def test_a_district_behind_a_comma_or_a_known_landmark_is_enough(
    visitor: Visitor, said: dict[str, str], district: str
) -> None:
    check = visitor.submit(first_step(visitor), "place-form", **said)
    assert check.h1 == "Check and send your report"
    assert f"district {district}" in check.text


@pytest.mark.parametrize("locale", ["ar", "ru", "zh"])
def test_words_in_another_script_are_accepted(app: FastAPI, city: Database, locale: str) -> None:
    visitor = Visitor(app, locale=locale)
    words = {"ar": "خلف السوق القديم", "ru": "за старым рынком", "zh": "旧市场后面"}[locale]
    asked = visitor.submit(first_step(visitor), "place-form", place=words)
    check = visitor.submit(asked, "which", district="marina")
    assert words in check.text
    visitor.submit(check, "check", public="yes")
    assert rows(city, "listen_report") == 1


def test_a_corrected_name_keeps_the_number_or_the_sentence() -> None:
    moli = STREETS[0]
    assert corrected(moli, "Carer del Mloi 12 bis") == "Carrer del Molí 12 bis"
    assert corrected(moli, "carrer del molí 3") == "carrer del molí 3"
    assert corrected(moli, "davant del moli vell") == "Carrer del Molí, davant del moli vell"


def test_ac_loc_1_a_report_with_a_place_is_sent_without_the_map(visitor: Visitor, city: Database) -> None:
    """AC-LOC-1: from home, with links, fields and buttons alone, a report with a place is sent; no map is opened."""
    seen: list[str] = []
    page = visitor.get(visitor.get("/en/").link("Report a problem"))
    for form, said in (
        ("problem", {"category": "ground", "words": "A hole in the pavement"}),
        ("place-form", {"place": "Carrer del Molí 12"}),
        ("check", {"public": "yes"}),
    ):
        page = visitor.submit(page, form, **said)
        seen.append(page.url)
    assert page.h1 == "Report sent"
    assert not any("map" in each for each in seen)
    assert rows(city, "listen_report") == 1


def test_ac_loc_2_the_way_without_a_map_stands_before_the_map(visitor: Visitor) -> None:
    """AC-LOC-2: text, landmark and list of streets are visible without focus, hover or script, before the map."""
    page = first_step(visitor)
    form = page.form("place-form")
    ways = ["here", "place", "landmark", "streets", "map"]
    assert [each.get("id") for each in form.iter() if each.get("id") in ways] == ways
    for each in form.iter():
        hidden = each.get("hidden") is not None or each.tag == "details"
        assert not hidden or each.get("id") == "here", "only the button that needs a script waits for one"


def test_ac_loc_3_who_knows_no_street_and_gives_no_location_goes_on_with_words(
    visitor: Visitor, city: Database
) -> None:
    """AC-LOC-3: neither street nor location: own words and a choice of districts are enough, in one page more."""
    steps = [first_step(visitor)]
    steps.append(visitor.submit(steps[-1], "place-form", place="where the children play, by the big tree"))
    assert steps[-1].h1 == "Which place?"
    assert "Not sure? Choose what seems nearest: the crew reads your own words." in steps[-1].text
    steps.append(visitor.submit(steps[-1], "which", district="marina"))
    assert visitor.submit(steps[-1], "check", public="yes").h1 == "Report sent"
    assert rows(city, "listen_report") == 1
