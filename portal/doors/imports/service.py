"""Take in the requests of another system, batch by batch: whatever stops it, the next start goes on behind the last."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from sqlmodel import Session

from portal.city.places import queries as places
from portal.city.places.facts import Jurisdiction
from portal.city.places.service import set_jurisdiction
from portal.doors.imports import checkpoint
from portal.doors.imports.batch import Batch, take_in
from portal.doors.imports.checkpoint import Checkpoint, RunKey
from portal.doors.imports.interpreter import Interpreter
from portal.doors.imports.map_file import LoadedMap
from portal.doors.imports.opened_file import digest_of, open_file
from portal.doors.imports.reading import read_rows
from portal.doors.imports.rejects import RejectsFile
from portal.doors.imports.rows import next_batch
from portal.doors.imports.rules import Counts, NoCity, NoDistricts
from portal.doors.imports.services_made import services_of
from portal.ground import clock
from portal.ground.audit_log.acts import Act
from portal.ground.audit_log.rules import OPERATOR
from portal.ground.audit_log.service import record
from portal.ground.database import Database
from privacy.dp.weeks import local_day, week_of

BATCH_ROWS = 1_000
"""Whoever may run commands on this machine: no account of the portal."""

Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be taken in, and how."""

    path: Path
    loaded: LoadedMap
    rejects: RejectsFile
    batch_rows: int = BATCH_ROWS


def import_requests(database: Database, task: Task, *, tell: Told = lambda _done, _whole: None) -> Counts:
    """Take in a file of requests and give what became of its rows; `tell` hears how many bytes of how many are read.

    A row is taken in once, whoever starts this how often. Raises WrongMap, BrokenOff, RunsAlready, NoCity, NoDistricts.
    """
    with open_file(task.path) as file:
        rows = read_rows(file, task.loaded.rules, map_name=task.loaded.name)
        first = tuple(islice(rows, 1))  # a map that does not fit the file is refused before anything is written
        with database.writing() as session:
            at, batch, interpreter = _begin(session, task)
        rows = islice(chain(first, rows), at.rows, None)
        while some := next_batch(rows, task.batch_rows):
            read = interpreter.read_many(some)
            with database.writing() as session:
                take_in(session, batch, at, read)
            tell(file.position, file.size)
    with database.writing() as session:
        _finish(session, task, at)
    return at.counts


def _begin(session: Session, task: Task) -> tuple[Checkpoint, Batch, Interpreter]:
    """See to the city, its districts and its services, and find where an earlier start has stopped."""
    loaded, now = task.loaded, clock.now()
    today = local_day(now, loaded.zone)
    city = _city(session, loaded)
    if not places.districts(session):
        raise NoDistricts("There are no districts yet. Run: veu import districts FILE")
    services = services_of(session, loaded, week=week_of(today))
    key = RunKey(loaded.rules.source, digest_of(task.path), loaded.digest)
    at = checkpoint.open_run(session, key, rejects_bytes=lambda: task.rejects.size)
    task.rejects.cut(at.rejects_bytes)  # while the run is held, so that nobody writes meanwhile
    batch = Batch(
        source=key.source,
        codes=tuple(services),
        prefix=city.prefix,
        rejects=task.rejects,
        id_column=loaded.rules.columns.id,
    )
    return at, batch, Interpreter(loaded, services, places.locator(session), now=now, today=today)


def _city(session: Session, loaded: LoadedMap) -> Jurisdiction:
    """Give the city, taken from the map where there was none."""
    city = places.jurisdiction(session)
    if city is not None:
        return city
    if loaded.rules.city is None:
        raise NoCity("There is no city yet. Run: veu import city FOLDER")
    set_jurisdiction(session, jurisdiction=loaded.rules.city)
    return loaded.rules.city


def _finish(session: Session, task: Task, at: Checkpoint) -> None:
    checkpoint.hold(session, at)
    checkpoint.advance(session, at, rejects_bytes=at.rejects_bytes, finished=True)
    counts = at.counts
    record(
        session,
        actor=OPERATOR,
        act=Act.IMPORT,
        object=task.loaded.rules.source,
        rows=counts.rows,
        issues=counts.issues,
        rejects=counts.rejects.total(),
    )
