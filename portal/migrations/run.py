"""Bring a database to the newest revision, or say that it is there."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.ground.database import Database


def configuration() -> Config:
    """Alembic's configuration without a file, so that an installed wheel can migrate."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def upgrade(database: Database, revision: str = "head") -> None:
    """Migrate `database` up to `revision`."""
    _run(database, lambda config: command.upgrade(config, revision))


def downgrade(database: Database, revision: str = "base") -> None:
    """Migrate `database` down to `revision`."""
    _run(database, lambda config: command.downgrade(config, revision))


def is_current(database: Database) -> bool:
    """Whether `database` stands at the newest revision."""
    head = ScriptDirectory.from_config(configuration()).get_current_head()
    with database.reading_engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def _run(database: Database, act: Callable[[Config], None]) -> None:
    config = configuration()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        act(config)
