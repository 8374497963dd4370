"""docs/import.md is followed word for word, and explains every key of a map and every reason."""

import re
from dataclasses import fields
from pathlib import Path
from typing import Final

import pytest

from portal.city.issues.rules import Outcome
from portal.city.places.facts import Jurisdiction
from portal.doors.imports import request_map
from portal.doors.imports.map_file import load_map
from portal.doors.imports.places import import_districts
from portal.doors.imports.rejects import RejectsFile
from portal.doors.imports.rules import Reason
from portal.doors.imports.service import Task, import_requests
from portal.ground.database import Database
from tests.portal.doors.imports.invented import everything, voices

GUIDE: Final = (Path(__file__).parents[4] / "docs" / "import.md").read_text(encoding="utf-8")
TABLES: Final = {
    "": request_map.RequestMap,
    "file.": request_map.FileRules,
    "columns.": request_map.ColumnRules,
    "dates.": request_map.DateRules,
    "statuses.": request_map.StatusRules,
    "outcomes.": request_map.OutcomeRules,
    "outcomes.rules.": request_map.OutcomeRule,
    "voice.": request_map.VoiceRules,
    "place.": request_map.PlaceRules,
    "categories.CODE.": request_map.CategoryRules,
    "city.": Jurisdiction,
}
GROUPS: Final = {prefix.rstrip(".").removesuffix(".CODE") for prefix in TABLES} - {"city", "outcomes.rules"}


def block(language: str) -> str:
    """The one example in this language."""
    (found,) = re.findall(rf"```{language}\n(.*?)```", GUIDE, flags=re.DOTALL)
    return str(found)


def test_the_tutorial_does_what_it_says(database: Database, tmp_path: Path) -> None:
    for name, language in (("requests.csv", "csv"), ("districts.geojson", "json"), ("ribera.toml", "toml")):
        (tmp_path / name).write_text(block(language), encoding="utf-8")
    with database.writing() as session:
        import_districts(session, tmp_path / "districts.geojson", name_property=None, code_property=None, language="es")
    rejects = RejectsFile(tmp_path / "requests.csv.rejects.csv")
    task = Task(path=tmp_path / "requests.csv", loaded=load_map(str(tmp_path / "ribera.toml")), rejects=rejects)
    counts = import_requests(database, task)
    assert (counts.rows, counts.issues, counts.voices, counts.rejects.total()) == (4, 3, 2, 1)
    assert rejects.path.read_text(encoding="utf-8") in GUIDE
    with database.reading() as session:
        assert sum(voices(session).values()) == 2
        assert "600 123 456" not in everything(session)
        assert "La farola no luce" in everything(session)


@pytest.mark.parametrize("prefix", TABLES)
def test_every_key_is_explained_and_no_other(prefix: str) -> None:
    keys = {f"{prefix}{each.name}" for each in fields(TABLES[prefix])} - GROUPS
    rows = re.findall(r"^\| (`[^|]*) \|", GUIDE, flags=re.MULTILINE)
    told = {key for row in rows for key in re.findall(r"`([^`]+)`", row)}
    assert keys <= told
    known = {f"{each}{key.name}" for each, table in TABLES.items() for key in fields(table)}
    assert told <= known


def test_every_reason_and_outcome_is_named() -> None:
    assert [each for each in (*Reason, *Outcome) if each.value not in GUIDE] == []
