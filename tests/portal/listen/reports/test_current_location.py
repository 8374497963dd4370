"""The current location: a point comes in, a name goes out; the point is sealed and goes with its words."""

from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from portal.ground.database import Database
from portal.ground.vault import service as vault
from portal.listen.reports.filing import CREW
from tests.portal.listen.reports.test_filing import first_step
from tests.visitor import ORIGIN, Page, Visitor

HERE = {"lat": "38.9103", "lon": "0.6104"}  # beside the Carrer del Molí


def pressed(visitor: Visitor, page: Page, **at: str) -> dict[str, Any]:
    """What the script of the button gets from the city."""
    answer = visitor.client.post(page.url, data={"go": "here"} | at, headers={"origin": ORIGIN})
    assert answer.status_code == 200
    return dict(answer.json())


def crew_sees(visitor: Visitor, city: Database) -> dict[str, str]:
    """The exact place of the one report, as the crew may open it."""
    with city.writing() as session:
        report = session.execute(text("SELECT id FROM listen_report")).scalar_one()
        ring = visitor.app.state.site.ring
        found = vault.reveal(session, ring, subject=UUID(str(report)), purpose=CREW, actor="staff:S-1")
        return {each.column: each.value for each in found}


def test_the_nearest_street_is_said_and_one_press_answers_the_step(visitor: Visitor, city: Database) -> None:
    page = first_step(visitor)
    assert pressed(visitor, page, **HERE, within="200") == {
        "place": "Carrer del Molí",
        "said": "Location found: \u2068Carrer del Molí\u2069. Check it.",
    }
    again = visitor.get(page.url)
    assert 'value="Carrer del Molí"' in again.html
    assert "38.91" not in again.html, "coordinates are never shown"
    check = visitor.submit(page, "place-form", place="Carrer del Molí")
    assert "district Centre" in check.text
    assert "Carrer del Molí" in check.text
    assert "38.91" not in check.html
    visitor.submit(check, "check", public="yes")
    assert crew_sees(visitor, city)["point"] == "38.9103,0.6104"


@pytest.mark.parametrize(
    ("written", "point"),
    [("Carrer del Molí 12, by the gate", "38.9103,0.6104"), ("carrer del molí", "38.9103,0.6104")],
)
def test_the_point_holds_while_the_words_name_the_street(
    visitor: Visitor, city: Database, written: str, point: str
) -> None:
    page = first_step(visitor)
    pressed(visitor, page, **HERE)
    visitor.submit(visitor.submit(page, "place-form", place=written), "check", public="yes")
    assert crew_sees(visitor, city)["point"] == point


def test_the_point_goes_with_other_words(visitor: Visitor, city: Database) -> None:
    page = first_step(visitor)
    pressed(visitor, page, **HERE)
    check = visitor.submit(page, "place-form", place="Carrer Nou 4, Marina")
    assert "district Marina" in check.text
    visitor.submit(check, "check", public="yes")
    assert crew_sees(visitor, city)["point"] == "38.912,0.632", "the street's own point"


@pytest.mark.parametrize(
    ("at", "sentence"),
    [
        ({"lat": "48.85", "lon": "2.35"}, "You seem to be outside the city. Write the street or a place nearby."),
        ({"lat": "nan", "lon": "0"}, "Your location was not found. Write the street or a place nearby."),
        ({"lat": "x"}, "Your location was not found. Write the street or a place nearby."),
        (HERE | {"within": "201"}, "Your device knows only roughly where you are. Write the street or a place nearby."),
        (HERE | {"within": "nan"}, "Your device knows only roughly where you are. Write the street or a place nearby."),
        ({"lat": "91", "lon": "0"}, "Your location was not found. Write the street or a place nearby."),
    ],
)
def test_a_place_elsewhere_or_none_is_said_and_changes_nothing(
    visitor: Visitor, at: dict[str, str], sentence: str
) -> None:
    page = first_step(visitor)
    visitor.submit(page, "place-form", place="MINE", press="streets")
    assert pressed(visitor, page, **at) == {"place": "", "said": sentence}
    assert 'value="MINE"' in visitor.get(page.url).html


def test_ac_loc_4_the_button_stands_after_the_heading_and_answers_as_text(visitor: Visitor) -> None:
    """AC-LOC-4: a button after the heading, revealed by a script; its result is text in the field and one message."""
    page = first_step(visitor)
    order = [each for each in page.tree.iter() if each.tag == "h1" or each.get("id") in {"here", "place"}]
    assert [each.get("id") or each.tag for each in order] == ["h1", "here", "place"]
    button = order[1]
    assert (button.tag, button.get("type"), button.get("hidden") is not None) == ("button", "button", True)
    (told,) = [each for each in page.tree.iter() if each.get("id") == "here-said"]
    assert told.get("data-refused") == ("Your browser does not tell your location. Write the street or a place nearby.")
    answer = pressed(visitor, page, **HERE)
    assert answer["place"] in answer["said"]
    assert f'value="{answer["place"]}"' in visitor.get(page.url).html


def test_only_this_page_may_ask_where_a_device_is(visitor: Visitor) -> None:
    page = first_step(visitor)
    assert page.headers["permissions-policy"].startswith("geolocation=(self), camera=()")
    assert visitor.get("/en/").headers["permissions-policy"].startswith("geolocation=(), camera=()")
    refused = visitor.submit(page, "place-form", status=422)
    assert refused.headers["permissions-policy"].startswith("geolocation=(self)")
