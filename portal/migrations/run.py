"""Bring a database to the newest revision, or say that it is there."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.ground.database import Database
from portal.ground.errors import ConfigurationError


def configuration() -> Config:
    """Alembic's configuration without a file, so that an installed wheel can migrate."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    return config


def upgrade(database: Database, to: str = "head") -> None:
    """Migrate `database` up to a revision. Raises ConfigurationError where a newer version of Veu made it."""
    refuse_unknown(database)
    _run(database, lambda config: command.upgrade(config, to))


def downgrade(database: Database, to: str = "base") -> None:
    """Migrate `database` down to a revision."""
    _run(database, lambda config: command.downgrade(config, to))


def is_current(database: Database) -> bool:
    """Whether `database` stands at the newest revision."""
    return revision(database) == ScriptDirectory.from_config(configuration()).get_current_head()


def revision(database: Database) -> str | None:
    """Say at which revision `database` stands; None where it was never migrated."""
    with database.reading_engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def refuse_unknown(database: Database) -> None:
    """Raise ConfigurationError where `database` stands at a revision that this version of Veu does not know."""
    found = revision(database)
    known = {each.revision for each in ScriptDirectory.from_config(configuration()).walk_revisions()}
    if found is not None and found not in known:
        raise ConfigurationError(
            f"The database was made by a newer version of Veu (revision {found}). Use that version."
        )


def _run(database: Database, act: Callable[[Config], None]) -> None:
    config = configuration()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        act(config)
