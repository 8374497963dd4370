"""A file that is taken in again brings what is new, and nothing twice."""

from pathlib import Path

from portal.ground.database import Database
from tests.portal.doors.imports.invented import (
    MAP,
    issues,
    rejected,
    row,
    take_in,
    voices,
)  # fmt: skip


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
