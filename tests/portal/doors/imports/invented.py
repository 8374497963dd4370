"""An invented old system, and its requests in the small city of the tests. Nobody and nothing in it exists."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from portal.doors.imports.map_file import LoadedMap, load_map
from portal.doors.imports.rejects import RejectsFile
from portal.doors.imports.rules import Counts
from portal.doors.imports.service import Task, import_requests
from portal.ground.database import Database
from portal.migrations.tables import metadata

MAP = """
source = "oldtown"
time_zone = "Europe/Madrid"
language = "en"
[columns]
id = "number"
opened = "opened"
closed = "closed"
status = "state"
category = "kind"
channel = "channel"
title = "subject"
description = "words"
place = "street"
latitude = "lat"
longitude = "lon"
ending = "ending"
[statuses]
open = ["Open"]
scheduled = ["Planned"]
closed = ["Closed"]
[outcomes]
[[outcomes.rules]]
outcome = "duplicate"
contains = ["same as"]
[[outcomes.rules]]
outcome = "fixed"
contains = ["repaired"]
[voice]
channels = ["web", "phone"]
[categories]
light.types = ["Dark lamp", "Broken lamp"]
ground.types = ["Loose tile"]
noise.types = ["Music"]
"""
COLUMNS = (
    "number",
    "opened",
    "closed",
    "state",
    "kind",
    "channel",
    "subject",
    "words",
    "street",
    "lat",
    "lon",
    "ending",
)
ROW = {
    "number": "1",
    "opened": "2026-03-02 09:30:00",
    "closed": "",
    "state": "Open",
    "kind": "Dark lamp",
    "channel": "web",
    "subject": "The lamp is dark",
    "words": "For a week now.",
    "street": "Carrer Nou 12",
    "lat": "38.910",
    "lon": "0.610",
    "ending": "",
}


def row(number: object = 1, **facts: str) -> dict[str, str]:
    """A dark lamp in the centre, told on the web."""
    return {**ROW, "number": str(number), **facts}


def write_csv(path: Path, rows: Iterable[dict[str, str]], columns: Sequence[str] = COLUMNS, **dialect: Any) -> Path:
    """Write rows as a file of the old system."""
    with path.open("w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        out = csv.DictWriter(file, columns, **dialect)
        out.writeheader()
        out.writerows(rows)
    return path


def loaded(folder: Path, text: str = MAP) -> LoadedMap:
    """Load a map that is written like this."""
    path = folder / "old.toml"
    path.write_text(text, encoding="utf-8")
    return load_map(str(path))


def task_of(path: Path, text: str = MAP, batch_rows: int = 1_000) -> Task:
    """What `veu import requests` makes of a file and a map."""
    rejects = RejectsFile(path.with_name(path.name + ".rejects.csv"))
    return Task(path=path, loaded=loaded(path.parent, text), rejects=rejects, batch_rows=batch_rows)


def take_in(database: Database, folder: Path, *rows: dict[str, str], text: str = MAP) -> Counts:
    """Write rows to a file and take them in."""
    return import_requests(database, task_of(write_csv(folder / "old.csv", rows), text))


def rejected(folder: Path) -> list[tuple[str, ...]]:
    """The rows of the list of rejects, without its header."""
    file = folder / "old.csv.rejects.csv"
    if not file.exists():
        return []
    return [tuple(line) for line in csv.reader(file.read_text(encoding="utf-8").splitlines())][1:]


def issues(session: Session) -> list[dict[str, Any]]:
    """Every issue as the database holds it, in the order in which it came."""
    return [dict(each) for each in session.execute(sa.text("SELECT * FROM city_issue ORDER BY id")).mappings()]


def voices(session: Session) -> dict[tuple[int, str], int]:
    """How many anonymous voices count, by week and cell."""
    asked = "SELECT week, cell, count(*) FROM ground_contribution WHERE family = 'anonymous' GROUP BY week, cell"
    return {(week, cell): times for week, cell, times in session.execute(sa.text(asked))}


def everything(session: Session) -> str:
    """All words of all tables: where no one may find what was covered."""
    tables = metadata().sorted_tables
    return "\n".join(str(tuple(line)) for table in tables for line in session.execute(sa.select(table)))
