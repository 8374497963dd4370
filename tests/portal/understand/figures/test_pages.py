"""The pages of figures: each number with its range, what it cost, and nothing that a private act could change."""

import csv
import hashlib
import io
import json
import re

import pytest
from fastapi import FastAPI

from i18n.locales import ENGLISH
from portal.city.places import service as places
from portal.city.places.facts import Boundary
from portal.ground.clock import FrozenClock
from portal.ground.contributions.service import admit
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.understand.figures import queries
from portal.understand.figures.pages.front import newest_figure
from portal.understand.figures.releasing.releases import ledger_of, publish_due
from portal.understand.figures.releasing.service import count_imported
from tests.cast import CENTRE, MARINA, WEEK
from tests.portal.understand.figures.test_pages_are_well_made import NEWEST, PATHS
from tests.portal.understand.figures.town import START, after, begin, publish, reports, speak
from tests.visitor import Page, Visitor


@pytest.fixture
def database(sqlite: Database) -> Database:
    """One database is enough here: what the pages read is the same on both, which other tests say."""
    return sqlite


def table(page: Page, caption_id: str) -> list[list[str]]:
    """The rows of a table, as words."""
    for each in page.all("table"):
        if any(caption.get("id") == caption_id for caption in each.iter("caption")):
            return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in each.iter("tr")]
    raise AssertionError(f"no table {caption_id}")


def as_csv(visitor: Visitor, reference: str = NEWEST, locale: str = "en") -> list[dict[str, str]]:
    """A release as a spreadsheet reads it."""
    answer = visitor.client.get(f"/{locale}/figures/{reference}.csv")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8"), newline="")))


def test_the_newest_period_is_shown_with_its_number_and_range(published: Database, visitor: Visitor) -> None:
    page = visitor.get("/en/figures")
    assert page.h1 == "Voices counted, 20–26 July 2026"
    assert "A period is published seven days after it ends" in page.text
    assert page.text.count("the number of voices counted lies between") == 1, "reports are no voices"
    with published.reading() as session:
        newest = queries.newest_total(session)
    assert newest is not None
    reading = newest.reading
    assert f"About {reading.value:,} voices of residents were counted." in page.text
    assert f"lies between {max(reading.low, 0)} and {reading.high}" in page.text
    assert "Not every voice is counted" in page.text
    assert (page.link("What it is about"), page.link("Reports without an account")) == ("#by-type", "#anonymous")


def test_another_period_is_chosen_by_form_and_by_link(published: Database, visitor: Visitor) -> None:
    page = visitor.get("/en/figures")
    assert visitor.submit(page, "filter", period="2026-W28").h1 == "Voices counted, 6–12 July 2026"
    before = visitor.get(page.link("13–19 July 2026"))
    assert before.h1 == "Voices counted, 13–19 July 2026"
    assert visitor.get(before.link("20–26 July 2026")).h1 == page.h1


def test_what_was_never_released_is_not_found(published: Database, visitor: Visitor) -> None:
    periods = ("figures?period=2026-W27", "figures?period=dragons")
    years = ("figures/releases?year=2020", "figures/ledger?year=x")
    for path in (*periods, *years, "figures/needs-2026-W27", "figures/needs-2026-W27.csv"):
        assert visitor.client.get(f"/en/{path}", headers={"accept": "text/html"}).status_code == 404


def test_two_numbers_are_ranked_only_where_their_ranges_do_not_touch(published: Database, visitor: Visitor) -> None:
    page = visitor.get("/en/figures")
    assert "Pavement or crossing comes first. Street light comes second: the two ranges do not touch." in page.text
    assert "the range is wider than the number itself. Read them as “few”." in page.text


def test_the_first_weeks_are_marked_as_starting_up(published: Database, visitor: Visitor) -> None:
    assert "The city is starting up." in visitor.get("/en/figures").text


def test_reports_without_an_account_stand_apart(published: Database, visitor: Visitor) -> None:
    page = visitor.get("/en/figures")
    apart = page.text.partition("Reports without an account They are counted apart")[2]
    assert "Each report is protected on its own, at ε = 1." in apart
    assert "reports without an account were counted." in apart


def test_what_was_imported_leads_where_residents_have_no_figure_yet(
    city: Database, settings: Settings, visitor: Visitor
) -> None:
    with city.writing() as session:
        count_imported(session, name="old 1", weeks=range(START, START + 2))
    speak(city, reports("light/centre", START + 1, 400))
    outcome = publish_due(city, settings, now=after(START + 1))
    assert [each.statistic.name for each in outcome.published] == ["anonymous", "anonymous"]
    page = visitor.get("/en/figures")
    assert page.h1 == "Voices counted, 13–19 July 2026"
    assert "reports without an account were counted." in page.text
    assert "voices of residents" not in page.text
    assert "starting up" not in page.text
    assert visitor.get(page.link("6–12 July 2026")).h1 == "Voices counted, 6–12 July 2026"
    with city.reading() as session:
        front = newest_figure(session, ENGLISH)
    assert front is not None
    assert front.reference == "anonymous-2026-W29"


def test_every_cell_stands_in_a_table_with_its_range(published: Database, visitor: Visitor) -> None:
    head, *rows = table(visitor.get("/en/figures"), "needs-cells")
    assert [row[0] for row in rows] == ["Centre", "Marina"]
    for line in as_csv(visitor):
        shown = rows[["centre", "marina"].index(line["district"])][head.index(line["category_name_en"])]
        low, high = (max(int(line[end]), 0) for end in ("low", "high"))
        few = f"few, up to {high}" if high else "hardly any"
        assert shown == (few if line["read_as_few"] == "1" else f"{line['number']} ({low} to {high})")


def test_the_csv_has_the_numbers_of_the_page_of_its_release(published: Database, visitor: Visitor) -> None:
    _, *rows = table(visitor.get(f"/en/figures/{NEWEST}"), "cells")
    lines = as_csv(visitor)
    assert len(rows) == len(lines) == 24
    for row, line in zip(rows, lines, strict=True):
        about = "few" if line["read_as_few"] == "1" else str(max(int(line["number"]), 0))
        between = f"{max(int(line['low']), 0)} to {max(int(line['high']), 0)}"
        assert row == [line["category_name_en"], line["district_name_ca"], about, between]
    with published.reading() as session:
        figure = queries.by_reference(session, NEWEST)
    assert figure is not None
    assert [int(line["number"]) for line in lines] == list(figure.cells.values()), "signed, as they were stored"


def test_headers_say_the_language_of_their_column(published: Database, visitor: Visitor) -> None:
    assert {"category_name_fr", "district_name_ca"} <= as_csv(visitor, locale="fr")[0].keys()
    answer = visitor.client.get(f"/ar/figures/{NEWEST}.csv")
    assert answer.headers["content-language"] == "ar"
    assert answer.headers["content-type"] == "text/csv; charset=utf-8; header=present"


def test_a_name_that_a_spreadsheet_would_run_is_made_harmless(city: Database, settings: Settings, app: FastAPI) -> None:
    with city.writing() as session:
        named = (Boundary("centre", '=cmd|" /C calc"!A0', "ca", CENTRE), Boundary("marina", "@SUM(1)", "ca", MARINA))
        places.import_districts(session, boundaries=named)
    begin(city)
    publish(city, settings, START)
    lines = as_csv(Visitor(app), "needs-2026-W28")
    assert {line["district_name_ca"] for line in lines} == {'\'=cmd|" /C calc"!A0', "'@SUM(1)"}
    assert all(re.fullmatch(r"-?\d+", line["number"]) for line in lines), "numbers stay numbers"


def test_the_json_says_what_every_column_means_and_carries_the_checksum_of_the_csv(
    published: Database, visitor: Visitor
) -> None:
    whole = visitor.client.get(f"/en/figures/{NEWEST}.json").json()
    lines = as_csv(visitor)
    assert [column["name"] for column in whole["columns"]] == list(lines[0])
    assert all(column["meaning"] and column["type"] for column in whole["columns"])
    assert [{name: str(value) for name, value in row.items()} for row in whole["rows"]] == lines
    body = visitor.client.get(f"/en/figures/{NEWEST}.csv").content
    assert whole["checksum"]["value"] == hashlib.sha256(body).hexdigest()
    assert (whole["method"]["scale"], whole["method"]["voices_a_unit_and_year"]) == (5.0, 5)
    assert whole["licence"].startswith("https://")
    assert whole["address"] == f"https://localhost/en/figures/{NEWEST}"
    assert whole["period"]["time_zone"] == "Europe/Madrid", "where its days begin and end"


def test_what_was_spent_is_said_exactly(published: Database, visitor: Visitor) -> None:
    page = visitor.get("/en/figures")
    assert "1.00 of 2.00" in page.text
    assert "1.00 is left in 2026." in page.text
    assert page.html.count('class="bar exact"') == 1 + 5
    _, *rows = table(page, "plans")
    assert rows == [
        ["Voices of residents", "every week", "ε 1.00", "± 15"],
        ["Reports without an account", "every week", "ε 1.00", "± 3"],
    ]


def test_every_release_is_listed_and_leads_to_its_page(published: Database, visitor: Visitor) -> None:
    page = visitor.get("/en/figures/releases")
    _, *rows = table(page, "listed")
    assert len(rows) == 6
    assert visitor.get(page.link("Voices of residents 20–26 July 2026")).h1 == "Voices of residents, 20–26 July 2026"


def test_the_ledger_is_shown_in_words_and_given_as_a_file(
    published: Database, visitor: Visitor, settings: Settings
) -> None:
    page = visitor.get("/en/figures/ledger")
    rows = list(ledger_of(published, settings).rows())
    assert rows[-1].hash in page.text
    said = [row[1] for row in table(page, "rows")[1:]]
    assert said[-1] == "The year 2026 begins: ε 2 may be spent."
    assert "A year of “Voices of residents” is paid: ε 1." in said
    assert "“Voices of residents”, 20–26 July 2026: published." in said
    lines = visitor.client.get(page.link("Download the whole ledger")).text.splitlines()
    assert [json.loads(line)["hash"] for line in lines] == [row.hash for row in rows]


def test_before_the_first_release_the_page_says_when_it_comes(city: Database, visitor: Visitor) -> None:
    begin(city, WEEK)
    page = visitor.get("/en/figures")
    assert "No figure is published yet. The first one appears on 30 November 2026." in page.text
    assert "0.00 of 2.00" in page.text
    for path in ("figures/releases", "figures/ledger"):
        visitor.get(f"/en/{path}")
    assert visitor.client.get("/en/figures/ledger.jsonl").status_code == 404


def test_a_city_that_has_not_begun_to_count_says_that_too(city: Database, visitor: Visitor) -> None:
    assert "The first one appears when a period has ended." in visitor.get("/en/figures").text


def test_private_acts_change_no_page_and_a_release_changes_them(
    published: Database, visitor: Visitor, settings: Settings, frozen_clock: FrozenClock
) -> None:
    def tags() -> list[str]:
        return [visitor.client.get(f"/en/{path}").headers["etag"] for path in PATHS]

    before = tags()
    speak(published, reports("ground/centre", WEEK, 50))
    with published.writing() as session:
        admit(session, family="needs", unit=77, week=WEEK, cell="ground/centre")
    assert tags() == before
    publish(published, settings, START + 3)
    assert all(one != other for one, other in zip(tags(), before, strict=True))


def test_the_page_of_figures_is_light(published: Database, visitor: Visitor) -> None:
    answer = visitor.client.get("/en/figures", headers={"accept-encoding": "gzip"})
    assert int(answer.headers["content-length"]) < 20_000
