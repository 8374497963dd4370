"""Bring a database to the newest revision, and back."""

from collections.abc import Callable
from pathlib import Path

from alembic import command
from alembic.config import Config

from portal.ground.database import Database
from portal.migrations.revisions import refuse_unknown


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


def _run(database: Database, act: Callable[[Config], None]) -> None:
    config = configuration()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        act(config)
