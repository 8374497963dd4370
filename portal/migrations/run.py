"""Bring a database to the newest revision, and back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from portal.ground.database import Database
from portal.ground.errors import ConfigurationError
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
    with database.engine.connect() as connection, _tables_may_go(database, connection), connection.begin():
        config.attributes["connection"] = connection
        act(config)
        if database.is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
            raise ConfigurationError("A row names another one that is gone. Nothing was changed: restore a backup.")


@contextmanager
def _tables_may_go(database: Database, connection: Connection) -> Iterator[None]:
    """On SQLite a table is changed by making it anew; dropping the old one must not delete what belongs to its rows.

    Source: sqlite.org/foreignkeys.html, section 5; the switch does nothing inside a transaction.
    """
    if not database.is_sqlite:
        yield
        return
    plain = connection.connection.driver_connection
    plain.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
    try:
        yield
    finally:
        plain.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]
