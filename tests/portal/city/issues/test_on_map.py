"""Issues on a map: the list first, numbers that tie it to the picture, buttons that move it, filters that stay."""

import json
import re

import pytest

from portal.ground.database import Database
from privacy.minimise.location import Point
from tests.portal.city.issues.invented import closed, published
from tests.visitor import Page, Visitor

PLACES = ((38.9021, 0.6021), (38.9061, 0.6121), (38.9121, 0.6321), (38.9171, 0.6371))


@pytest.fixture
def several(city: Database) -> Database:
    """Four open issues apart, two more at the place of the first, and a closed one."""
    with city.writing() as session:
        for lat, lon in (*PLACES, PLACES[0], PLACES[0]):
            published(session, point=Point(lat, lon))
        published(session, service_code="light", district_code="marina", point=Point(38.91, 0.63), **closed())
    return city


def items(page: Page) -> list[str]:
    """The names of the links of the list."""
    (listed,) = [each for each in page.all("ol") if each.get("id") == "list"]
    return [" ".join("".join(each.itertext()).split()) for each in listed.iter("a")]


def pins(page: Page) -> list[tuple[str, str]]:
    """The links in the picture: where each leads, and its numbers. None takes the focus."""
    return re.findall(r'<a href="#([^"]*)" tabindex="-1">.*?<text[^>]*>([^<]*)</text>', page.html)


def before(page: Page, first: str, then: str) -> bool:
    """Whether one part of the page comes before another."""
    return page.html.index(first) < page.html.index(then)


@pytest.mark.usefixtures("several")
def test_each_pin_is_first_a_line_of_the_list_with_its_number(visitor: Visitor) -> None:
    """AC-LOC-5: Every pin exists as a list item before the map, named "Report, 2 of 7"; no pin takes the focus."""
    page = visitor.get("/en/issues/map")
    names = items(page)
    assert [name.split(".")[0] for name in names] == [f"Report, {at} of 6" for at in range(1, 7)]
    assert before(page, 'id="list"', 'class="close-up"')
    assert before(page, 'href="#map-form"', 'id="list"'), "whoever wants the map need not pass the list"
    numbers = " ".join(written for _, written in pins(page)).split()
    assert sorted(numbers) == ["1", "2", "3", "4", "5", "6"]
    lines = {each.get("id") for each in page.all("a")}
    assert page.html.partition('class="close-up"')[2].partition("</svg>")[0].count("<a ") == len(pins(page))
    for line, _ in pins(page):
        assert line in lines, "a press on a pin leads to its line, which has the focus"


@pytest.mark.usefixtures("several")
def test_buttons_move_the_map_and_the_list_with_it(visitor: Visitor) -> None:
    page = visitor.get("/en/issues/map?status=all")
    buttons = {each.get("id"): each for each in page.all("button") if each.get("name") == "bbox"}
    for name in ("north", "south", "west", "east", "nearer", "farther"):
        button = buttons[f"map-{name}"]
        assert button.get("formaction").endswith(f"#map-{name}"), "the focus stays on the button"
    near = visitor.get(f"/en/issues/map?status=all&bbox={box_of(page, 'nearer')}")
    assert 0 < len(items(near)) < len(items(page))
    south, north = (float(part) for part in box_of(near, "north").split(",")[1::2])
    assert (south + north) / 2 > 38.91
    east = visitor.get(f"/en/issues/map?bbox={box_of(page, 'east')}")
    assert ("bbox", box_of(page, "east")) in {(each.get("name"), each.get("value")) for each in east.all("input")}


def box_of(page: Page, button: str) -> str:
    """Where a button leads."""
    (found,) = [each for each in page.all("button") if each.get("id") == f"map-{button}"]
    return str(found.get("value"))


@pytest.mark.usefixtures("several")
def test_a_filter_of_the_list_is_kept_and_the_way_leads_back(visitor: Visitor) -> None:
    closed_ones = visitor.get("/en/issues?status=closed&category=light")
    page = visitor.get(closed_ones.link("Show them on a map"))
    assert len(items(page)) == 1
    kept = {each.get("name"): each.get("value") for each in page.form("map-form").iter("input")}
    assert kept == {"status": "closed", "category": "light"}
    assert visitor.get(page.link("The same issues as a list alone")).address == closed_ones.address


@pytest.mark.usefixtures("several")
def test_an_empty_part_says_so_and_leads_to_the_whole(visitor: Visitor) -> None:
    page = visitor.get("/ar/issues/map?bbox=0.70,38.95,0.71,38.96")
    assert not pins(page)
    (way,) = [each for each in page.all("a") if each.get("id") == "all-issues"]
    assert len(items(visitor.get(way.get("href")))) == 7
    assert visitor.get("/en/issues/map?bbox=nonsense", status=400).h1 == "This is no map box"


def test_more_than_a_page_goes_on_from_its_last_line(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        for at in range(23):
            published(session, point=Point(38.90 + at * 0.0008, 0.61))
    first = visitor.get("/en/issues/map")
    assert "20 issues shown, more follow" in first.text
    second = visitor.get(first.link("Next"))
    assert items(second)[0].startswith("Report, 1 of 3.")
    assert visitor.get(second.link("Back to the first")).text.count("Report, 20 of 20")
    small = visitor.get("/en/issues/map?bbox=0.609,38.9,0.611,38.9025")
    assert 0 < len(items(small)) < 20


@pytest.mark.usefixtures("several")
def test_a_script_is_told_public_points_alone(visitor: Visitor) -> None:
    page = visitor.get("/en/issues/map")
    (box,) = [each for each in page.all("div") if each.get("data-map")]
    facts = json.loads(box.get("data-facts"))
    public = visitor.client.get("/en/issues.geojson?bbox=0.5,38.8,0.7,39").json()["features"]
    points = {each["id"].replace(" ", "-"): each["geometry"]["coordinates"] for each in public}
    assert len(facts["pins"]) == 6
    assert all(points[name] == [lon, lat] for name, lat, lon in facts["pins"])
    assert page.headers["cache-control"] == "public, no-cache"
    assert "trusted-types default" in page.headers["content-security-policy"]
