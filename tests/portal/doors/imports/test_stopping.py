"""An import that is killed goes on where it was: the same issues, voices and rejects as if nobody had killed it.

The processes kill themselves: before a statement or behind it, before a commit or behind it, and between the list of
rejects and the commit that it belongs to, at places drawn anew for every test run.
"""

import os
import random
import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from portal.doors.imports import checkpoint
from portal.doors.imports.checkpoint import RunKey
from portal.doors.imports.opened_file import digest_of
from portal.doors.imports.rejects import RejectsFile
from portal.doors.imports.rules import RunsAlready
from portal.doors.imports.service import Task, import_requests
from portal.ground.database import Database
from portal.migrations.tables import metadata
from tests.portal.doors.imports.invented import MAP, issues, row, take_in, task_of, voices, write_csv

ROWS = 120
BATCH = 10
LIVES = 12
LONGEST_LIFE = 60  # moments, of some 250 that a whole import has
HALF = 130


def rows() -> list[dict[str, str]]:
    """Good ones, bad ones, and ids that stand twice, in every batch."""
    bad = {3: {"kind": "Meteor"}, 5: {"lat": ""}, 7: {"number": "1"}}
    return [row(**({"number": str(place), "opened": f"2026-0{1 + place % 9}-11"} | bad.get(place % 10, {})))
            for place in range(ROWS)]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left when an import is over, without what differs each time."""

    issues: list[Any]
    voices: dict[tuple[int, str], int]
    rejects: str
    counts: Any


def outcome(database: Database, task: Task) -> Outcome:
    """Look at everything that an import leaves behind."""
    told = ("title", "reported_on", "district_code", "service_code", "place_words", "status")
    run = metadata().tables["doors_import_run"]
    with database.reading() as session:
        return Outcome(
            [tuple(each[name] for name in told) for each in issues(session)],
            voices(session),
            task.rejects.path.read_text(encoding="utf-8"),
            session.scalar(sa.select(run.c.counts).order_by(run.c.id.desc()).limit(1)),
        )


def die_at(database: Database, moment: int) -> None:
    """Kill this very process at the given one of all moments from now on."""
    left = [moment]

    def tick(*_: Any) -> None:
        left[0] -= 1
        if left[0] <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(database.engine, name, tick)


def in_a_process(work: Callable[[], None]) -> int:
    """Do something in a process of its own and give how it ended: 0, or the signal."""
    process = get_context("fork").Process(target=work)
    process.start()
    process.join()
    assert process.exitcode is not None
    return -process.exitcode


def killed_often(database: Database, task: Task, moments: list[int]) -> int:
    """Start an import that is killed at each of these moments, until it comes to its end; give how often."""

    def live(moment: int) -> Callable[[], None]:
        def work() -> None:
            die_at(database, moment)
            import_requests(database, task)

        return work

    deaths = 0
    for moment in moments:
        if in_a_process(live(moment)) == 0:
            return deaths
        deaths += 1
    assert in_a_process(lambda: import_requests(database, task) and None) == 0
    return deaths


@pytest.fixture
def whole(city: Database, tmp_path: Path) -> Outcome:
    """What an import leaves that nobody stopped; its traces are removed from the database afterwards."""
    folder = tmp_path / "whole"
    folder.mkdir()
    task = task_of(write_csv(folder / "old.csv", rows()), batch_rows=BATCH)
    import_requests(city, task)
    found = outcome(city, task)
    with city.writing() as session:
        for name in ("doors_imported_request", "doors_import_run", "city_issue", "ground_contribution"):
            session.execute(sa.delete(metadata().tables[name]))
    return found


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """The same file again, elsewhere."""
    return task_of(write_csv(tmp_path / "old.csv", rows()), batch_rows=BATCH)


def test_killed_at_any_moments_it_ends_as_if_it_had_not_been(city: Database, whole: Outcome, task: Task) -> None:
    moments = [random.SystemRandom().randrange(1, LONGEST_LIFE) for _ in range(LIVES)]
    assert killed_often(city, task, moments) > 2
    assert outcome(city, task) == whole, f"killed at {moments}"


def test_an_import_that_has_forgotten_what_it_took_in_doubles(city: Database, whole: Outcome, task: Task) -> None:
    """The control: without the checkpoint and the ids, the same deaths leave things twice."""

    def forget() -> None:
        with city.writing() as session:
            for name in ("doors_imported_request", "doors_import_run"):
                session.execute(sa.delete(metadata().tables[name]))

    def work() -> None:
        die_at(city, HALF)
        import_requests(city, task)

    assert in_a_process(work) == signal.SIGKILL
    forget()
    import_requests(city, task)
    left = outcome(city, task)
    assert len(left.issues) > len(whole.issues)
    assert sum(left.voices.values()) > sum(whole.voices.values())


def test_what_was_written_behind_the_last_commit_is_cut_off_the_rejects(
    city: Database, whole: Outcome, task: Task
) -> None:
    killed_often(city, task, [LONGEST_LIFE])
    with task.rejects.path.open("a", encoding="utf-8") as file:
        file.write("999,torn,malfor")
    import_requests(city, task)
    assert outcome(city, task).rejects == whole.rejects


def test_a_list_of_rejects_that_was_lost_is_written_again(city: Database, whole: Outcome, task: Task) -> None:
    def work() -> None:
        die_at(city, HALF)
        import_requests(city, task)

    assert in_a_process(work) == signal.SIGKILL
    task.rejects.path.unlink()
    counts = import_requests(city, task)
    assert counts.known > 0
    left = outcome(city, task)
    assert (left.issues, left.voices, left.rejects) == (whole.issues, whole.voices, whole.rejects)


def test_a_run_that_somebody_else_has_moved_is_left_to_them(city: Database, task: Task) -> None:
    key = RunKey("oldtown", digest_of(task.path), task.loaded.digest)
    with city.writing() as session:
        mine = checkpoint.open_run(session, key, rejects_bytes=lambda: 0)
    with city.writing() as session:
        theirs = checkpoint.open_run(session, key, rejects_bytes=lambda: 0)
        checkpoint.hold(session, theirs)
        theirs.counts.rows = 10
        checkpoint.advance(session, theirs, rejects_bytes=0)
    with pytest.raises(RunsAlready), city.writing() as session:
        checkpoint.hold(session, mine)


def test_a_request_that_somebody_else_took_in_meanwhile_is_refused(city: Database, tmp_path: Path) -> None:
    take_in(city, tmp_path, row(1), text=MAP)
    taken = {"source": "oldtown", "external_id": "1", "reference": None, "run_id": 1, "row": 2}
    with pytest.raises(RunsAlready), city.writing() as session:
        checkpoint.remember(session, [taken])


def test_rejects_are_cut_to_a_length(tmp_path: Path) -> None:
    file = RejectsFile(tmp_path / "list")
    file.cut(5)
    assert file.size == 0
    file.path.write_text("123456789")
    file.cut(5)
    assert file.path.read_text() == "12345"
    file.cut(0)
    assert not file.path.exists()
