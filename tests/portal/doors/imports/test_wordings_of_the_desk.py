"""What the desk wrote stays when a city is taken in again, and whoever takes it in is told."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlmodel import Session

from portal.city.places import queries as places
from portal.city.services.queries import service_by_code
from portal.city.services.units import units
from portal.city.texts import service
from portal.city.texts.rules import Unit
from portal.commands.imports import city as command
from portal.doors.imports.places import import_city
from portal.ground.database import Database
from tests.cast import WEEK
from tests.portal.doors.imports.test_places import write_city

TODAY = date(2026, 11, 23)


def light(session: Session) -> Unit:
    """The texts of one service."""
    return next(each for each in units(session, source="ca") if each.key.code == "light" and each.needed[-1] == "hint")


def test_an_import_leaves_what_the_desk_wrote_and_names_it(database: Database, tmp_path: Path) -> None:
    folder = write_city(tmp_path / "city", with_services=True)
    with database.writing() as session:
        assert import_city(session, folder, week=WEEK).desk == ()
        said = {"name": "Lamps", "hint": "dark"}
        service.write(session, light(session), "en", said, made_from="", version=0, on=TODAY)
    file = folder / "services.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("Street light", "Lamp post"), encoding="utf-8")
    with database.writing() as session:
        assert not light(session).is_overruled("en")
        assert import_city(session, folder, week=WEEK).desk == ("service light (en)",)
    with database.reading() as session:
        unit = light(session)
        assert unit.working("en")["name"] == "Lamps"
        assert unit.shown("en")["name"] == "Lamp post", "a draft shows nothing to readers"
        assert unit.is_overruled("en")
        found = service_by_code(session, "light")
        assert found is not None
        assert found.name_in("en").text == "Lamp post"


def test_a_dry_run_changes_nothing_and_says_what_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.workplace import workplace

    folder = write_city(tmp_path / "city", with_services=True)
    monkeypatch.setenv("VEU_VAR", str(tmp_path))
    monkeypatch.setenv("VEU_MODE", "test")
    with workplace(migrated=False) as place:
        from portal.migrations.run import upgrade

        upgrade(place.database)
    told = CliRunner().invoke(command, [str(folder), "--dry-run"], catch_exceptions=False)
    assert "nothing was changed" in told.output
    with workplace() as place, place.database.reading() as session:
        assert places.jurisdiction(session) is None
    assert CliRunner().invoke(command, [str(folder)], catch_exceptions=False).exit_code == 0
    with workplace() as place:
        with place.database.writing() as session:
            unit = places.unit(session)
            assert unit is not None
            said = {"name": "Vila", "hours": "tots els dies"}
            service.write(session, unit, "ca", said, made_from="", version=0, on=TODAY)
        told = CliRunner().invoke(command, [str(folder), "--dry-run"], catch_exceptions=False)
    assert "Stays as the desk wrote it: city city (ca)" in told.output
