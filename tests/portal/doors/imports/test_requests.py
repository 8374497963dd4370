"""Requests of another system become issues and voices, each once; what is wrong with a row is said of that row."""

from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from portal.city.issues.queries import visible
from portal.city.services.queries import service_by_code, services
from portal.doors.imports.rules import NoCity, NoDistricts, Reason, WrongMap
from portal.doors.imports.service import import_requests
from portal.ground.database import Database
from portal.understand.figures import timetable
from portal.understand.figures.catalogue import ANONYMOUS, NEEDS
from portal.understand.figures.service import begin_counting
from privacy.dp.weeks import week_of
from privacy.minimise.location import Point, public_point
from tests.portal.doors.imports.invented import (
    MAP,
    everything,
    issues,
    rejected,
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


BAD = (
    ({"number": ""}, Reason.NO_ID, "number"),
    ({"number": "x" * 101}, Reason.BAD_ID, "number"),
    ({"opened": ""}, Reason.NO_DATE, "opened"),
    ({"opened": "soon"}, Reason.BAD_DATE, "opened"),
    ({"opened": "1900-01-01"}, Reason.DATE_TOO_EARLY, "opened"),
    ({"opened": "2026-11-24"}, Reason.DATE_IN_FUTURE, "opened"),
    ({"state": "Closed"}, Reason.NO_DATE, "closed"),
    ({"state": "Closed", "closed": "later"}, Reason.BAD_DATE, "closed"),
    ({"state": "Closed", "closed": "2026-03-01"}, Reason.CLOSED_BEFORE_OPENED, "closed"),
    ({"state": "Closed", "closed": "2027-03-01"}, Reason.DATE_IN_FUTURE, "closed"),
    ({"kind": "Meteor"}, Reason.UNKNOWN_CATEGORY, "kind"),
    ({"kind": ""}, Reason.UNKNOWN_CATEGORY, "kind"),
    ({"state": "Lost"}, Reason.UNKNOWN_STATUS, "state"),
    ({"subject": "l\udce1mp"}, Reason.BAD_ENCODING, "subject"),
    ({"lat": ""}, Reason.NO_PLACE, "lat"),
    ({"lat": "0", "lon": "0.0"}, Reason.NO_PLACE, "lat"),
    ({"lat": "north"}, Reason.BAD_PLACE, "lat"),
    ({"lat": "95"}, Reason.BAD_PLACE, "lat"),
    ({"lat": "nan"}, Reason.BAD_PLACE, "lat"),
    ({"lat": "48.85", "lon": "2.35"}, Reason.OUTSIDE, "lat"),
)


def test_each_row_that_cannot_be_taken_in_is_named_with_its_reason(city: Database, tmp_path: Path) -> None:
    rows = [row(**({"number": f"a-{place}"} | facts)) for place, (facts, _, _) in enumerate(BAD)]
    counts = take_in(city, tmp_path, *rows, row("good"))
    assert (counts.issues, counts.voices, counts.rejects.total()) == (1, 1, len(BAD))
    ids = [each["number"] if len(each["number"]) <= 100 else "" for each in rows]
    lines = range(2, len(BAD) + 2)
    named = [(str(line), said, reason, column) for line, said, (_, reason, column) in zip(lines, ids, BAD, strict=True)]
    assert rejected(tmp_path) == named
    assert {reason for _, reason, _ in BAD} | {Reason.MALFORMED_ROW, Reason.DUPLICATE_ID} == set(Reason)


def test_an_id_that_stands_twice_is_taken_in_once(city: Database, tmp_path: Path) -> None:
    counts = take_in(city, tmp_path, row(1), row(1, subject="Another"), row(2), row(1))
    assert (counts.issues, counts.voices) == (2, 2)
    assert rejected(tmp_path) == [("3", "1", "duplicate-id", "number"), ("5", "1", "duplicate-id", "number")]


def test_the_list_of_rejects_repeats_no_word_of_a_row(city: Database, tmp_path: Path) -> None:
    take_in(
        city, tmp_path, row("Ana Invented <ana@example.org>", kind="?"), row("=1+1", kind="?"), row("z", kind="Ana")
    )
    assert rejected(tmp_path) == [
        ("2", "", "unknown-category", "kind"),
        ("3", "", "unknown-category", "kind"),
        ("4", "z", "unknown-category", "kind"),
    ]


def test_a_file_that_is_taken_in_again_changes_nothing(city: Database, tmp_path: Path) -> None:
    rows = (row(1), row(1), row(2), row(3, kind="Meteor"))
    first = take_in(city, tmp_path, *rows)
    before = rejected(tmp_path)
    again = take_in(city, tmp_path, *rows)
    assert (first.issues, again.issues, again.known, again.voices) == (2, 0, 2, 0)
    assert again.rejects == first.rejects
    assert rejected(tmp_path) == before
    with city.reading() as session:
        assert len(issues(session)) == 2
        assert sum(voices(session).values()) == 2


def test_a_newer_file_brings_only_what_is_new(city: Database, tmp_path: Path) -> None:
    take_in(city, tmp_path, row(1), row(2))
    counts = take_in(city, tmp_path, row(1), row(2), row(3))
    assert (counts.issues, counts.known) == (1, 2)


def test_a_mended_map_takes_in_what_was_rejected(city: Database, tmp_path: Path) -> None:
    rows = (row(1), row(2, kind="Meteor"))
    take_in(city, tmp_path, *rows)
    counts = take_in(city, tmp_path, *rows, text=MAP.replace('"Broken lamp"', '"Broken lamp", "Meteor"'))
    assert (counts.issues, counts.known, counts.rejects.total()) == (1, 1, 0)
    assert rejected(tmp_path) == []


def test_the_same_id_of_another_system_is_another_request(city: Database, tmp_path: Path) -> None:
    take_in(city, tmp_path, row(1))
    assert take_in(city, tmp_path, row(1), text=MAP.replace("oldtown", "newtown")).issues == 1


def test_a_service_that_the_city_has_not_is_made_and_none_is_retired(city: Database, tmp_path: Path) -> None:
    with city.reading() as session:
        before = {each.code: each.names for each in services(session)}
    text = (
        MAP
        + """road.types = ["Pothole"]
ice.types = ["Ice"]
ice.names = { en = "Ice on the street", ca = "Gel al carrer" }
ice.hints = { en = "slippery", ca = "relliscós" }
"""
    )
    take_in(city, tmp_path, row(1, kind="Pothole"), row(2, kind="Ice"), text=text)
    with city.reading() as session:
        after = {each.code: each for each in services(session)}
    assert set(after) - set(before) == {"road", "ice"}
    assert {code: after[code].names for code in before} == before
    assert [each for each in after.values() if each.retired_from_week is not None] == []
    assert list(after["road"].names)[:2] == ["ca", "es"]  # the city's own languages first
    assert len(after["road"].names) == 7


def test_a_code_that_nobody_knows_needs_names(city: Database, tmp_path: Path) -> None:
    with pytest.raises(WrongMap, match=r"categories\.ice: the city has no such service"):
        take_in(city, tmp_path, row(1), text=MAP + 'ice.types = ["Ice"]\n')


def test_services_count_from_the_first_week_of_the_file_on(city: Database, tmp_path: Path) -> None:
    take_in(city, tmp_path, row(1), row(2, opened="2011-07-01 08:00:00"), row(3, opened="2011-08-01 08:00:00"))
    week = week_of(date(2011, 7, 1))
    with city.reading() as session:
        known = {each.code: each.active_from_week for each in services(session)}
        assert {known[code] for code in ("light", "ground", "noise")} == {week}  # also those that were not in it
        assert known["waste"] > week


def test_the_weeks_of_a_file_are_due_and_no_week_between_it_and_the_city(city: Database, tmp_path: Path) -> None:
    july, august, now = (week_of(date(*day)) for day in ((2011, 7, 1), (2011, 8, 1), (2026, 3, 2)))
    task = task_of(
        write_csv(tmp_path / "old.csv", [row(n, opened=f"2011-0{n}-01 08:00:00") for n in (8, 7)]), batch_rows=1
    )
    import_requests(city, task)
    with city.writing() as session:
        assert timetable.start_week(session) is None  # the city's own weeks begin with its first release
        assert due_weeks(session) == set(range(july, august + 1))
        begin_counting(session, week=now)
        assert due_weeks(session) == set(range(july, august + 1)) | {now}


def due_weeks(session: Session) -> set[int]:
    """The weeks whose anonymous voices can be released in the middle of March 2026."""
    asked = timetable.due(session, today=date(2026, 3, 17))
    assert {each.period.year for each in asked if each.statistic == NEEDS} <= {2026}  # nobody was signed in before
    return {each.period.first for each in asked if each.statistic == ANONYMOUS}


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


def test_types_that_are_in_no_list_may_have_a_category_of_their_own(city: Database, tmp_path: Path) -> None:
    text = 'other_types = "other"\n' + MAP + "other.types = []\n"
    take_in(city, tmp_path, row(1, kind="Meteor"), text=text)
    with city.reading() as session:
        assert issues(session)[0]["service_code"] == "other"


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
    from portal.doors.imports.service import import_requests
    from tests.portal.city.issues.invented import public_version

    take_in(city, tmp_path, row(0))  # the services are made, the counting begins
    with city.reading() as session:
        before = public_version(session)
    path = write_csv(tmp_path / "more.csv", [row(number) for number in range(1, 31)])
    import_requests(city, task_of(path, batch_rows=10))
    with city.reading() as session:
        assert public_version(session) - before == 3
