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
