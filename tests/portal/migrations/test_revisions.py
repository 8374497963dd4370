"""The revisions lead from nothing to the tables of today, and back, on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError

from portal.ground.audit_log.service import record
from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.migrations.revisions import is_current, known
from portal.migrations.run import configuration, downgrade, upgrade
from portal.migrations.tables import metadata
from tests.databases import empty_database


@pytest.fixture(params=["sqlite", "postgresql"])
def nothing(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[Database]:
    """A database without a table."""
    with empty_database(request.param, settings, tmp_path) as made:
        yield made


def test_the_newest_revision_is_what_the_models_say(nothing: Database) -> None:
    assert not is_current(nothing)
    upgrade(nothing)
    assert is_current(nothing)
    with nothing.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata()) == []


def test_upgrading_again_changes_nothing(nothing: Database) -> None:
    upgrade(nothing)
    upgrade(nothing)
    assert is_current(nothing)


def test_the_names_of_the_files_are_the_revisions() -> None:
    chain = [each.revision for each in ScriptDirectory.from_config(configuration()).walk_revisions()]
    assert known() == tuple(reversed(chain))


def test_the_way_back_leaves_no_table(nothing: Database) -> None:
    upgrade(nothing)
    downgrade(nothing)
    left = set(inspect(nothing.engine).get_table_names()) - {"alembic_version"}
    assert left == set()


def test_a_missing_column_is_noticed(nothing: Database) -> None:
    """The control: the comparison does see a difference."""
    upgrade(nothing)
    with nothing.writing() as session:
        session.execute(text("ALTER TABLE ground_job ADD COLUMN stray INTEGER"))
    with nothing.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata()) != []


def test_a_migrated_audit_log_refuses_changes(nothing: Database) -> None:
    upgrade(nothing)
    with nothing.writing() as session:
        record(session, actor="staff:S-1", act="test.act", object="test:1")
    with pytest.raises(DatabaseError), nothing.writing() as session:
        session.execute(text("UPDATE ground_audit_entry SET actor = 'staff:S-2' WHERE seq = 1"))


def test_photos_of_older_reports_are_still_there(nothing: Database) -> None:
    """A table that is made anew takes what points to it along, on SQLite."""
    upgrade(nothing, "0002")
    facts = {"id": "0" * 32, "day": "2026-11-23", "now": "2026-11-23 12:00:00"}
    with nothing.writing() as session:
        report = (
            "INSERT INTO listen_report (id, reference, status, service_code, district_code, description, language,"
            " locale, may_publish, has_contact, channel, filed_at, due_on, publish_after, reason, version) VALUES"
            " (:id, 'VIL 222 222', 'declined', 'ground', 'centre', '', '', 'en', true, false, 'web', :now, :day, :now,"
            " '', 1)"
        )
        session.execute(text(report), facts)
        photo = (
            "INSERT INTO listen_attachment (id, report_id, media_key, width, height, description)"
            " VALUES (:id, :id, 'key', 4, 3, '')"
        )
        session.execute(text(photo), facts)
    upgrade(nothing)
    with nothing.reading() as session:
        assert session.execute(text("SELECT count(*) FROM listen_attachment")).scalar_one() == 1
        assert session.execute(text("SELECT ended_on FROM listen_report")).scalar_one() is not None
    downgrade(nothing, "0002")
    with nothing.reading() as session:
        assert session.execute(text("SELECT count(*) FROM listen_attachment")).scalar_one() == 1


def test_a_migrated_table_of_what_counts_has_the_bound_of_the_models(nothing: Database) -> None:
    """Alembic's comparison does not look at conditions."""
    upgrade(nothing)
    row = (
        "INSERT INTO ground_contribution (family, unit, win, slot, week, cell, handle)"
        " VALUES (:family, 7, 0, :slot, 20, 'x', :handle)"
    )
    for slot, family in enumerate(("needs", "effort", "breakdown:x", "anonymous")):
        with nothing.writing() as session:
            session.execute(text(row), {"family": family, "slot": 1, "handle": f"{slot:032x}"})
    for family, slot in (("profile", 1), ("needs", 2), ("unknown", 1)):
        with pytest.raises(DatabaseError), nothing.writing() as session:
            session.execute(text(row), {"family": family, "slot": slot, "handle": "f" * 32})
