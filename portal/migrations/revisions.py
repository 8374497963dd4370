"""Which revision a database stands at, and which there are: known by the files' names, so that Alembic stays unloaded.

Every start asks this; Alembic itself takes longer to load than the answer takes.
"""

from functools import cache
from pathlib import Path

import sqlalchemy as sa

from portal.ground.database import Database
from portal.ground.errors import ConfigurationError

VERSION_TABLE = sa.table("alembic_version", sa.column("version_num", sa.String))


@cache
def known() -> tuple[str, ...]:
    """List all revisions, oldest first: a file is named by its number, and its words."""
    files = (Path(__file__).parent / "versions").glob("[0-9]*_*.py")
    return tuple(sorted(file.name.partition("_")[0] for file in files))


def revision(database: Database) -> str | None:
    """Say at which revision `database` stands; None where it was never migrated."""
    with database.reading_engine.connect() as connection:
        if not sa.inspect(connection).has_table(VERSION_TABLE.name):
            return None
        return connection.scalar(sa.select(VERSION_TABLE.c.version_num))


def is_current(database: Database) -> bool:
    """Whether `database` stands at the newest revision."""
    return revision(database) == known()[-1]


def refuse_unknown(database: Database) -> None:
    """Raise ConfigurationError where `database` stands at a revision that this version of Veu does not know."""
    found = revision(database)
    if found is not None and found not in known():
        raise ConfigurationError(
            f"The database was made by a newer version of Veu (revision {found}). Use that version."
        )
