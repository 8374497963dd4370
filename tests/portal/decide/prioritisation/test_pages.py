"""What everyone reads of a ranking: groups, places, ranges, what it rests on, its files and its address."""

import csv
import io
from typing import Any

import orjson
import pytest

from portal.decide.prioritisation import inputs as made_of
from portal.decide.prioritisation import queries
from portal.decide.prioritisation import ranking as results
from portal.decide.prioritisation.ranking import rank
from portal.decide.prioritisation.weights import Weights
from portal.decide.solutions import service as solutions
from portal.decide.solutions.rules import Measure, Relief
from portal.ground.database import Database
from portal.web.spreadsheets import CSV
from tests.portal.decide.evidence import measure
from tests.portal.decide.making import LATER, make_ranking, propose
from tests.visitor import Visitor

CLEAR = {("light", "centre"): 900, ("waste", "centre"): 400, ("noise", "marina"): 398, ("water", "marina"): 60}


def measures() -> list[Measure]:
    cost = 10_000_000
    return [
        measure(1, services=("light",), cost_cents=cost, relief=Relief(50, 45, 55)),
        measure(2, services=("waste",), cost_cents=cost),
        measure(3, services=("noise",), cost_cents=cost),
        measure(4, services=("water",), districts=("marina",), cost_cents=cost),
    ]


def rows(visitor: Visitor, address: str) -> list[dict[str, str]]:
    answer = visitor.client.get(address)
    assert (answer.status_code, answer.headers["content-type"]) == (200, CSV)
    return list(csv.DictReader(io.StringIO(answer.text)))


@pytest.fixture
def ranking(city: Database) -> str:
    """Four measures: one clearly first, two that cannot be told apart, one clearly last."""
    propose(city, *measures())
    return make_ranking(city, CLEAR, {("light", "centre"): 40, ("waste", "centre"): 4})


def test_measures_stand_in_groups_that_say_what_is_certain(visitor: Visitor, ranking: str) -> None:
    page = visitor.get("/en/priorities")
    assert page.h1 == "What the city should do first"
    headings = [" ".join("".join(each.itertext()).split()) for each in page.all("h2")]
    assert headings[:4] == ["On this page", "Clearly first", "2nd to 3rd", "Clearly last"]
    assert (page.link("Clearly last"), page.link("What this ranking rests on")) == ("#m3", "#basis")
    assert "We cannot tell these 2 apart." in page.text
    assert "between 2nd and 3rd" in page.text
    assert "4 measures, ranked by how much need they answer for their cost." in page.text


def test_each_number_has_its_range_and_each_ranking_what_it_rests_on(visitor: Visitor, ranking: str) -> None:
    page = visitor.get("/en/priorities")
    assert "It takes away about 460 points of need" in page.text
    assert "needs-2026-W27..W39" in page.text
    assert "These weights come with the portal." in page.text
    assert "one report without an account 0.5" in page.text
    assert f"/en/priorities/{ranking}" in page.text
    assert "2,000 draws of the known noise" in page.text


def test_a_ranking_keeps_its_address_when_a_newer_one_is_made(visitor: Visitor, city: Database, ranking: str) -> None:
    before = visitor.get(f"/en/priorities/{ranking}")
    assert "earlier ranking" not in before.text
    newer = make_ranking(city, {("light", "centre"): 5}, {}, period=LATER)
    assert newer != ranking
    assert newer in visitor.get("/en/priorities").text
    after = visitor.get(f"/en/priorities/{ranking}")
    assert "This is an earlier ranking" in after.text
    assert "It takes away about 460 points of need" in after.text


def test_the_order_without_reports_that_have_no_account_is_one_link_away(visitor: Visitor, ranking: str) -> None:
    page = visitor.get("/en/priorities")
    assert "Reports without an account count for 50% of a resident's voice." in page.text
    other = visitor.get(page.link("The order without them"))
    assert "Reports without an account do not count in this order." in other.text
    assert "It takes away about 450 points of need" in other.text
    assert "one report without an account 0." in other.text
    assert other.link("The order with them") == "/en/priorities"


def test_before_the_first_figure_the_measures_are_listed_and_not_ranked(visitor: Visitor, city: Database) -> None:
    assert "The city has not proposed a measure yet." in visitor.get("/en/priorities").text
    propose(city, measure(1))
    page = visitor.get("/en/priorities")
    assert "Nothing is ranked yet." in page.text
    assert "Measure 1" in page.text


def test_without_a_measure_the_needs_are_ranked_all_the_same(visitor: Visitor, city: Database) -> None:
    make_ranking(city, CLEAR)
    page = visitor.get("/en/priorities")
    assert "The needs are ranked already." in page.text
    assert "Street light" in page.text


def test_a_ranking_that_never_was_is_not_found(visitor: Visitor, ranking: str) -> None:
    visitor.get("/en/priorities/0123456789abcdef0123", status=404)
    assert visitor.client.get("/en/priorities/0123456789abcdef0123/measures.csv").status_code == 404


def test_a_withdrawn_measure_keeps_its_name_in_old_rankings_and_has_no_page(
    visitor: Visitor, city: Database, ranking: str
) -> None:
    with city.reading() as session:
        stored = queries.newest(session)
    first = stored.ranking.full.measures.places[0].key
    visitor.get(f"/en/solutions/{first}")
    with city.writing() as session:
        solutions.withdraw(session, first, version=2)
    visitor.get(f"/en/solutions/{first}", status=404)
    page = visitor.get(f"/en/priorities/{ranking}")
    assert "Measure 1" in page.text
    assert "The city has taken this measure back since." in page.text


def test_tables_for_a_spreadsheet_say_the_same_as_the_page(visitor: Visitor, ranking: str) -> None:
    found = rows(visitor, f"/en/priorities/{ranking}/measures.csv")
    assert [(row["place_first"], row["place_last"]) for row in found] == [
        ("1", "1"),
        ("2", "3"),
        ("2", "3"),
        ("4", "4"),
    ]
    assert found[0]["title"] == "Measure 1"
    assert found[0]["cost_eur"] == "100000.00"
    assert float(found[0]["points_low"]) < float(found[0]["points"]) == 460
    needs = rows(visitor, f"/en/priorities/{ranking}/needs.csv")
    assert len(needs) == 12 + 24
    assert (needs[0]["category"], needs[0]["district"], needs[0]["residents"]) == ("light", "", "900")
    meanings = [(row["table"], row["column"]) for row in rows(visitor, f"/en/priorities/{ranking}/columns.csv")]
    assert meanings == [*(("measures", name) for name in found[0]), *(("needs", name) for name in needs[0])]


def test_a_title_that_begins_like_a_formula_stays_text(visitor: Visitor, city: Database) -> None:
    texts = {"ca": "=1+1", "es": "@SUM(A1)", "en": "-2+3"}
    propose(city, measure(1, titles=texts))
    name = make_ranking(city, {("light", "centre"): -7})
    (row,) = rows(visitor, f"/en/priorities/{name}/measures.csv")
    assert row["title"] == "'-2+3"
    assert float(row["points"]) < 0, "a number keeps its sign"


def test_anybody_can_make_the_ranking_again_from_its_file(visitor: Visitor, ranking: str) -> None:
    answer = visitor.client.get(f"/en/priorities/{ranking}/ranking.json")
    assert (answer.headers["content-type"], answer.headers["content-language"]) == ("application/json", "en")
    whole: dict[str, Any] = orjson.loads(answer.content)
    inputs = made_of.read(whole["inputs"])
    assert (inputs.digest, inputs.seed) == (ranking, whole["seed"]) == (whole["digest"], inputs.seed)
    assert results.written(rank(inputs)) == whole["ranking"]
    assert whole["address"] == f"https://localhost/en/priorities/{ranking}"
    assert whole["time_zone"] == "Europe/Madrid", "the day is one of the city's"
    for name, table in whole["tables"].items():
        assert table["csv"] == f"https://localhost/en/priorities/{ranking}/{name}.csv"
        assert "place_first" in table["columns"]
    assert whole["tables"]["measures"]["columns"]["points"] != whole["tables"]["needs"]["columns"]["points"]


def test_weights_that_the_city_sets_are_named_with_who_set_them(visitor: Visitor, city: Database) -> None:
    from portal.decide.prioritisation import service

    propose(city, *measures())
    with city.writing() as session:
        service.set_weights(session, Weights(anonymous=20, cost=0, set_by="Ple municipal", since="2026-11-01"))
    make_ranking(city, CLEAR, {("light", "centre"): 40})
    page = visitor.get("/en/priorities")
    assert "Set by Ple municipal, in force since 1 November 2026" in page.text
    assert "count for 20% of a resident's voice" in page.text
    assert "The cost of a measure does not count." in page.text
