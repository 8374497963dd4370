"""The map box: the issues inside it and no others, as GeoJSON, and a sentence for whoever asks for no box."""

import json
import random

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues import map_box
from portal.city.issues.map_box import NotABox, collection, read_box
from portal.city.issues.service import Words, publish_many
from portal.ground.clock import FrozenClock
from portal.ground.database import Database
from privacy.minimise.location import Point
from tests.portal.city.issues.invented import MOST_OF_THE_WORLD, new_issue, published
from tests.visitor import Visitor


def ids(session: Session, text: str) -> set[str]:
    return {each["id"] for each in json.loads(collection(session, read_box(text)))["features"]}


@pytest.mark.parametrize(
    "text",
    ["", "1,2,3", "1,2,3,4,5", "a,b,c,d", "-0.4,39.5,-0.3,39.4", "0,0,0,91", "181,0,182,1", "nan,0,1,1", "0,inf,1,inf"],
)
def test_what_is_no_box_is_refused(text: str) -> None:
    with pytest.raises(NotABox):
        read_box(text)


def test_the_refusal_says_how_a_box_is_written(visitor: Visitor) -> None:
    answer = visitor.client.get("/en/issues.geojson?bbox=here")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert "bbox=west,south,east,north" in answer.json()["detail"]


def test_a_feature_holds_the_public_facts_and_the_public_point(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        issue = published(session, title=Words('Tiles "loose" </script>', "en"))
        (feature,) = json.loads(collection(session, read_box("0.5,38.8,0.7,39.0")))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [0.61, 38.91]}
    assert feature["id"] == issue.reference
    assert feature["properties"] == {
        "title": 'Tiles "loose" </script>',
        "language": "en",
        "status": "open",
        "outcome": None,
        "category": "ground",
        "district": "centre",
        "place": "Carrer del Molí, Centre",
        "reported": "2026-11-23",
        "updated": "2026-11-23",
    }


def test_the_box_holds_exactly_the_issues_whose_point_is_inside(database: Database, frozen_clock: FrozenClock) -> None:
    dice = random.Random(3)
    points = [Point(round(38.9 + dice.random() / 50, 6), round(0.6 + dice.random() / 25, 6)) for _ in range(120)]
    with database.writing() as session:
        references = publish_many(session, [new_issue(point=point) for point in points], prefix="VIL")
        for side in (0.0005, 0.004, 0.03, 3.0):
            south, west = points[0].lat - side / 3, points[0].lon - side / 3
            inside = {
                reference
                for reference, point in zip(references, points, strict=True)
                if south <= point.lat <= south + side and west <= point.lon <= west + side
            }
            assert ids(session, f"{west},{south},{west + side},{south + side}") == inside


def test_a_box_may_cross_the_date_line(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        west = published(session, point=Point(-17.0, 179.9)).reference
        east = published(session, point=Point(-17.0, -179.9)).reference
        published(session, point=Point(-17.0, 100.0))
        assert ids(session, "179.5,-18,-179.5,-16") == {west, east}


@pytest.mark.parametrize("sign", ["a", "é", "路", "🕳", '"'])
def test_long_words_in_any_script_can_be_stored_and_stay_one_feature(
    database: Database, frozen_clock: FrozenClock, sign: str
) -> None:
    with database.writing() as session:
        issue = published(session, title=Words(sign * 200, "x" * 35), place=Words(sign * 300))
        assert ids(session, "0.5,38.8,0.7,39.0") == {issue.reference}
        assert len(str(issue.feature).encode()) <= map_box.LONGEST_FEATURE


def test_an_issue_without_a_point_is_on_no_map(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        assert published(session, point=None).feature is None
        assert ids(session, MOST_OF_THE_WORLD) == set()


def test_too_many_issues_are_cut_off_and_the_answer_says_so(database: Database, frozen_clock: FrozenClock) -> None:
    with database.writing() as session:
        new = (new_issue(description=Words()) for _ in range(map_box.MOST_FEATURES + 1))
        publish_many(session, new, prefix="VIL")
        answer = json.loads(collection(session, read_box("0.5,38.8,0.7,39.0")))
        assert answer["more"] is True
        assert len(answer["features"]) == map_box.MOST_FEATURES
        publish_many(session, [new_issue(point=Point(39.5, 0.61))], prefix="VIL")
        assert json.loads(collection(session, read_box("0.5,39.4,0.7,39.6")))["more"] is False


def test_the_map_reads_its_index_and_no_row(database: Database, frozen_clock: FrozenClock) -> None:
    if not database.is_sqlite:
        pytest.skip("PostgreSQL decides by what it has vacuumed")
    names = ("south", "north", "west", "east", "first0", "last0", "first1", "last1")
    asked = map_box.statement(2, crosses_date_line=False).params(dict.fromkeys(names, 1))
    with database.writing() as session:
        compiled = asked.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
        plan = [str(row[-1]) for row in session.execute(sa.text(f"EXPLAIN QUERY PLAN {compiled}"))]
    assert sum("USING COVERING INDEX ix_city_issue_map (cell>? AND cell<?)" in step for step in plan) == 2


def test_the_answer_is_geojson_and_may_be_kept(city: Database, visitor: Visitor) -> None:
    with city.writing() as session:
        published(session)
    answer = visitor.client.get("/en/issues.geojson?bbox=0.5,38.8,0.7,39.0")
    assert answer.headers["content-type"] == "application/geo+json"
    assert answer.headers["cache-control"] == "public, no-cache"
    assert answer.json()["type"] == "FeatureCollection"
