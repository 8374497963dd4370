"""What is wrong with a row is said of that row, and no word of it is repeated."""

from pathlib import Path

from portal.doors.imports.rules import Reason
from portal.ground.database import Database
from tests.portal.doors.imports.invented import (
    rejected,
    row,
    take_in,
)  # fmt: skip

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
    ({"subject": "l\0mp"}, Reason.BAD_ENCODING, "subject"),
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
