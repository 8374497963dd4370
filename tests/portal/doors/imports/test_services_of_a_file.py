"""The services that a file needs, and the weeks in which they count."""

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import Session

from portal.city.services.queries import services
from portal.doors.imports.rules import WrongMap
from portal.doors.imports.service import import_requests
from portal.ground.database import Database
from portal.understand.figures.catalogue import ANONYMOUS, NEEDS
from portal.understand.figures.releasing import timetable
from portal.understand.figures.releasing.service import begin_counting
from privacy.dp.weeks import week_of
from tests.portal.doors.imports.invented import (
    MAP,
    issues,
    row,
    take_in,
    task_of,
    write_csv,
)  # fmt: skip


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


def test_types_that_are_in_no_list_may_have_a_category_of_their_own(city: Database, tmp_path: Path) -> None:
    text = 'other_types = "other"\n' + MAP + "other.types = []\n"
    take_in(city, tmp_path, row(1, kind="Meteor"), text=text)
    with city.reading() as session:
        assert issues(session)[0]["service_code"] == "other"


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
