"""Requests of another system become issues and voices, and nothing personal in them is kept."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from portal.city.issues.queries import visible
from portal.city.services.queries import service_by_code
from portal.doors.imports.rules import NoCity, NoDistricts, Reason, WrongMap
from portal.doors.imports.service import import_requests
from portal.ground.database import Database
from privacy.dp.weeks import week_of
from privacy.minimise.location import Point, public_point
from tests.portal.doors.imports.invented import (
    MAP,
    everything,
    issues,
    row,
    take_in,
    task_of,
    voices,
    write_csv,
)  # fmt: skip

MARCH = week_of(date(2026, 3, 2))


def test_a_request_becomes_an_issue_that_everyone_sees(city: Database, tmp_path: Path) -> None:
    counts = take_in(city, tmp_path, row(words="For a week now.\nCall 600 123 456."))
    assert (counts.rows, counts.issues, counts.voices, counts.rejects.total()) == (1, 1, 1, 0)
    point = public_point(Point(38.910, 0.610))
    with city.reading() as session:
        (made,) = issues(session)
        assert session.scalar(sa.select(sa.func.count()).where(visible())) == 1
    expected = {
        "service_code": "light",
        "district_code": "centre",
        "title": "The lamp is dark",
        "title_language": "en",
        "description": "For a week now.\nCall █████.",
        "place_words": "Carrer Nou",
        "public_lat": point.lat,
        "public_lon": point.lon,
        "status": "open",
        "outcome": None,
        "origin": "import",
    }
    assert {name: made[name] for name in expected} == expected
    assert made["reference"].startswith("VIL ")
    assert str(made["reported_on"]) == "2026-03-02"


def test_a_voice_counts_in_its_own_week_and_cell(city: Database, tmp_path: Path) -> None:
    take_in(
        city,
        tmp_path,
        row(1),
        row(2, channel="PHONE"),
        row(3, channel="crew"),
        row(4, lon="0.630"),
        row(5, opened="2026-03-09", kind="Loose tile"),
    )
    with city.reading() as session:
        assert voices(session) == {
            (MARCH, "light/centre"): 2,
            (MARCH, "light/marina"): 1,
            (MARCH + 1, "ground/centre"): 1,
        }
        assert len(issues(session)) == 5  # what is no voice is an issue all the same


def test_nothing_personal_in_a_free_text_is_kept_anywhere(city: Database, tmp_path: Path) -> None:
    secrets = {"subject": "ana@example.org", "words": "+34 600 123 456", "street": "12345678Z"}
    take_in(city, tmp_path, row(1, **{column: f"Ask {secret} now" for column, secret in secrets.items()}))
    with city.reading() as session:
        kept = everything(session)
    assert "Ask █████ now" in kept
    assert not [secret for secret in secrets.values() if secret in kept]


def test_what_the_old_system_said_at_the_end_is_not_kept(city: Database, tmp_path: Path) -> None:
    closed = {"state": "Closed", "closed": "2026-03-05 10:00:00"}
    take_in(city, tmp_path, row(1, **closed, ending="Repaired by Somebody Invented"))
    with city.reading() as session:
        assert "Somebody" not in everything(session)


def test_closed_is_not_fixed_unless_the_file_says_so(city: Database, tmp_path: Path) -> None:
    said = ("REPAIRED  today", "same as 77, repaired", "", "noted")  # of the second, the first rule that fits decides
    closed = {"state": "Closed", "closed": "2026-03-05 10:00:00"}
    take_in(city, tmp_path, *(row(place, **closed, ending=ending) for place, ending in enumerate(said)))
    with city.reading() as session:
        made = issues(session)
    assert [each["outcome"] for each in made] == ["fixed", "duplicate", "will-not-do", "will-not-do"]
    assert {(each["status"], str(each["closed_on"])) for each in made} == {("closed", "2026-03-05")}


def test_an_open_request_stays_open_although_it_has_a_closing_date(city: Database, tmp_path: Path) -> None:
    take_in(city, tmp_path, row(1, closed="2026-03-05 10:00:00"), row(2, state="planned"))
    with city.reading() as session:
        assert [(made["status"], made["closed_on"]) for made in issues(session)] == [
            ("open", None),
            ("scheduled", None),
        ]


def test_what_is_sensitive_is_no_public_issue_but_a_voice(city: Database, tmp_path: Path) -> None:
    with city.reading() as session:
        noise = service_by_code(session, "noise")
    assert noise is not None
    assert noise.sensitive
    counts = take_in(city, tmp_path, row(1, kind="Music"), row(2))
    assert (counts.issues, counts.private, counts.voices) == (1, 1, 2)
    assert take_in(city, tmp_path, row(1, kind="Music"), row(2), row(3)).known == 2


def test_a_point_that_stands_for_nowhere_is_not_on_the_map(city: Database, tmp_path: Path) -> None:
    stand_in = MAP + "[place]\nstand_ins = [[38.910, 0.610]]\n"
    counts = take_in(city, tmp_path, row(1), row(2, lon="0.6102"), text=stand_in)
    assert (counts.issues, counts.stand_ins) == (2, 1)
    with city.reading() as session:
        unknown, known = issues(session)
    assert (unknown["cell"], unknown["place_words"], unknown["district_code"]) == (None, "", "centre")
    assert known["cell"] is not None
    refused = stand_in.replace("oldtown", "other") + "reject_stand_ins = true\n"
    assert take_in(city, tmp_path, row(1), row(2, lon="0.6102"), text=refused).rejects == {Reason.NO_PLACE: 1}


def test_a_title_that_is_not_there_is_the_name_of_the_service(city: Database, tmp_path: Path) -> None:
    take_in(city, tmp_path, row(1, subject=""))
    with city.reading() as session:
        (made,) = issues(session)
    assert (made["title"], made["title_language"]) == ("Street light", "en")


def test_without_a_city_or_districts_nothing_is_taken_in(
    database: Database, frozen_clock: object, tmp_path: Path
) -> None:
    with pytest.raises(NoCity, match="veu import city"):
        take_in(database, tmp_path, row(1))
    text = (
        MAP
        + """[city]
names = { en = "Oldtown" }
prefix = "OLD"
official_languages = ["en"]
help_phone = "311"
help_hours = { en = "day and night" }
"""
    )
    with pytest.raises(NoDistricts, match="veu import districts"):
        take_in(database, tmp_path, row(1), text=text)
    with database.reading() as session:
        assert everything(session).strip() == ""


def test_a_map_for_another_file_writes_nothing(city: Database, tmp_path: Path) -> None:
    with city.reading() as session:
        before = everything(session)
    with pytest.raises(WrongMap, match=r"columns\.opened"):
        take_in(city, tmp_path, text=MAP.replace('"opened"', '"begun"'))
    with city.reading() as session:
        assert everything(session) == before


def test_an_empty_list_is_taken_in(city: Database, tmp_path: Path) -> None:
    assert take_in(city, tmp_path).rows == 0
    assert not (tmp_path / "old.csv.rejects.csv").exists()


def test_the_public_version_moves_once_a_batch(city: Database, tmp_path: Path) -> None:
    from tests.portal.city.issues.invented import public_version

    take_in(city, tmp_path, row(0))  # the services are made, the counting begins
    with city.reading() as session:
        before = public_version(session)
    path = write_csv(tmp_path / "more.csv", [row(number) for number in range(1, 31)])
    import_requests(city, task_of(path, batch_rows=10))
    with city.reading() as session:
        assert public_version(session) - before == 3
