"""The place can be chosen on a map: with buttons alone, without a script, and never with the place in an address."""

from typing import Any

import pytest
from sqlalchemy import select, text
from sqlmodel import Session

from portal.ground.database import Database
from portal.ground.vault import service as vault
from portal.listen.reports.models import Report
from portal.listen.reports.place.map_state import PIN, VIEW
from privacy.vault.keys import KeyRing
from tests.portal.listen.reports.test_filing import first_step
from tests.portal.listen.reports.test_nothing_is_lost import typed
from tests.visitor import ORIGIN, Page, Visitor

NOTHING = "There is no pin yet."


def at_map(visitor: Visitor, **said: str) -> Page:
    """Leave step 2 by its last way."""
    return visitor.submit(first_step(visitor), "place-form", press="map", **said)


def press(visitor: Visitor, page: Page, button: str, **more: str) -> Page:
    """Press a button of the map."""
    return visitor.submit(page, "map-form", press=f"map-{button}", **more)


def line(page: Page, name: str) -> str:
    """What the page says of the middle or of the pin."""
    (found,) = [each for each in page.all("p") if each.get("id") == f"map-{name}"]
    return " ".join("".join(found.itertext()).split())


def test_who_knows_no_street_and_refuses_to_be_located_chooses_on_the_map_or_writes_words(visitor: Visitor) -> None:
    """AC-LOC-3: Without a street, a postcode or a located device, the map answers by buttons, and so do own words."""
    page = at_map(visitor)
    assert (line(page, "middle"), line(page, "pinned")) == (
        "The middle of the map is near Carrer Nou, in Centre.",
        NOTHING,
    )
    page = press(visitor, press(visitor, page, "nearer"), "west")
    page = press(visitor, page, "pin")
    assert line(page, "pinned") == "The pin is near Carrer del Molí, in Centre."
    place = press(visitor, page, "use")
    assert place.url.endswith("/place")
    assert typed(place, "place") == "Carrer del Molí"
    assert visitor.submit(place, "place-form").h1 == "Check and send your report"
    words = visitor.submit(first_step(visitor), "place-form", place="by the old fountain", district="marina")
    assert words.h1 == "Check and send your report"


def test_the_map_is_the_last_way_and_loses_nothing_that_was_typed(visitor: Visitor) -> None:
    step = first_step(visitor)
    ways = [each.get("value") for each in step.all("button") if each.get("class") == "go"]
    assert ways.index("map") > ways.index("streets")
    page = at_map(visitor, place="by the oak", landmark="blue door")
    back = visitor.get(page.link("Write the place in words"))
    assert (typed(back, "place"), typed(back, "landmark")) == ("by the oak", "blue door")
    used = press(visitor, press(visitor, page, "pin"), "use")
    assert typed(used, "place") == "Carrer Nou, by the oak", "own words stay behind the street"
    assert typed(used, "landmark") == "blue door"


def test_the_pin_replaces_a_place_found_by_words_and_the_public_street_is_kept(visitor: Visitor) -> None:
    page = at_map(visitor, place="Carrer del Molí 12, by the oak")
    send(visitor, page, press="pin", tapped="38.912,0.612")
    used = press(visitor, visitor.get(page.url), "use")
    assert "The exact point is kept with this place" in used.text
    named = typed(used, "place")
    assert named == "Carrer Nou, by the oak", "two streets would contradict each other"
    check = visitor.submit(used, "place-form")
    assert "Carrer Nou</bdi><br>" in check.html, "the street is on the public side"


def test_each_button_keeps_the_focus_and_says_what_it_changed(visitor: Visitor) -> None:
    page = at_map(visitor)
    for name in ("north", "south", "west", "east", "nearer", "farther"):
        (button,) = [each for each in page.all("button") if each.get("id") == f"map-{name}"]
        assert button.get("aria-describedby") == "map-middle"
        answer = send(visitor, page, press=name)
        assert answer.headers["location"].endswith(f"/map#map-{name}"), "a place in the page that is the button itself"


def send(visitor: Visitor, page: Page, accept: str = "text/html", **said: str) -> Any:
    """Send the form of the map, without following."""
    headers = {"origin": ORIGIN, "accept": accept}
    return visitor.client.post(page.url, data={VIEW: typed(page, VIEW)} | said, headers=headers)


def test_the_place_is_in_no_address_and_the_draft_keeps_the_map(visitor: Visitor, city: Database) -> None:
    page = at_map(visitor)
    answers = [send(visitor, page, press=each) for each in ("nearer", "north", "pin", "use")]
    assert not [each for each in answers if "38." in each.headers["location"] or "0.6" in each.headers["location"]]
    again = visitor.get(page.url)
    assert line(again, "pinned") != NOTHING
    with city.reading() as session:
        rows = session.execute(text("SELECT sealed FROM listen_draft")).scalars().all()
    assert rows
    assert not [row for row in rows if b"38." in row or PIN.encode() in row]


def test_the_picture_itself_can_be_pressed_and_a_key_on_it_means_the_middle(visitor: Visitor, city: Database) -> None:
    page = at_map(visitor)
    corner = visitor.submit(page, "map-form", **{"spot.x": "4", "spot.y": "140"})
    assert line(corner, "pinned") == "The pin is outside the city. Move it into the city."
    assert not usable(corner)
    middle = visitor.submit(corner, "map-form", **{"spot.x": "0", "spot.y": "0"})
    assert line(middle, "pinned") == "The pin is near Carrer Nou, in Centre."
    assert usable(middle)


def usable(page: Page) -> bool:
    """Whether the place can be used."""
    (button,) = [each for each in page.all("button") if each.get("id") == "map-use"]
    return button.get("hidden") is None


def test_without_a_pin_in_the_city_the_place_cannot_be_used(visitor: Visitor) -> None:
    page = at_map(visitor)
    assert not usable(page)
    assert send(visitor, page, press="use").headers["location"].endswith("/map#map-use")


def test_the_exact_point_reaches_the_crew_and_goes_with_the_words(visitor: Visitor, city: Database) -> None:
    place = press(visitor, press(visitor, at_map(visitor), "pin"), "use")
    numbered = visitor.submit(place, "place-form", place="Carrer Nou 12")
    visitor.submit(numbered, "check", public="yes")
    ring = visitor.app.state.site.ring
    with city.reading() as session:
        assert points(session, ring) == ["38.910001,0.62"]
    other = press(visitor, press(visitor, at_map(visitor), "pin"), "use")
    check = visitor.submit(other, "place-form", place="Carrer del Molí 4")
    visitor.submit(check, "check", public="yes")
    with city.reading() as session:
        assert sorted(points(session, ring)) == ["38.91,0.61", "38.910001,0.62"], "a street written over it has its own"


def points(session: Session, ring: KeyRing) -> list[str]:
    """The exact points that are sealed for the crew."""
    reports = session.scalars(select(Report.id)).all()  # type: ignore[call-overload]
    sealed = [field for each in reports for field in vault.export(session, ring, subject=each)]
    return [field.value for field in sealed if field.column == "point"]


@pytest.mark.parametrize("locale", ["ar", "zh"])
def test_a_script_gets_the_same_words_as_the_page(visitor: Visitor, locale: str) -> None:
    visitor.locale = locale
    page = at_map(visitor)
    facts = send(visitor, page, accept="application/json", press="pin", map_size="640x400").json()
    assert facts["usable"]
    assert ["Carrer Nou", "ca"] in facts["pinned"]
    assert "".join(part[0] for part in facts["middle"]) == line(visitor.get(page.url), "middle")
    tapped = send(visitor, page, accept="application/json", press="pin", tapped="38.905,0.6301").json()
    assert tapped["pin"] == [38.905, 0.6301]
    assert ["Marina", "ca"] in tapped["pinned"]


ODD = (
    {VIEW: "1,2"},
    {VIEW: "nan,inf,15"},
    {VIEW: "38.9,0.6,999999999999999999"},
    {VIEW: "38.9,0.6,٣"},
    {"tapped": "91,0"},
    {"tapped": "x"},
    {"spot.x": "-4", "spot.y": "9" * 40},
    {"map_size": "9999999999x1"},
    {"press": "north" * 900},
)


def test_odd_answers_move_nothing(visitor: Visitor) -> None:
    page = at_map(visitor)
    for odd in ODD:
        assert send(visitor, page, **({"press": "pin"} | odd)).status_code == 303
    assert line(visitor.get(page.url), "middle") == line(page, "middle")


def test_the_map_of_a_draft_that_is_gone_is_gone(visitor: Visitor) -> None:
    page = at_map(visitor)
    visitor.get(page.url[:-6] + "A/map", status=404)


def test_the_map_is_never_mirrored(visitor: Visitor) -> None:
    pictures = []
    for visitor.locale in ("ar", "en"):
        page = press(visitor, at_map(visitor), "pin")
        pictures.append(page.html[page.html.index('<svg class="close-up"') :].partition("</svg>")[0])
    assert pictures[0] == pictures[1]
