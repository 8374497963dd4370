"""Real databases for tests: an SQLite file copied from a template, and a PostgreSQL database of each worker's own."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine, text

from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.migrations.tables import metadata
from tests.postgresql import server_url


@contextmanager
def fresh_database(kind: str, settings: Settings, folder: Path) -> Iterator[Database]:
    """Open an empty database of `kind`, "sqlite" or "postgresql", with every table."""
    url = _sqlite(folder) if kind == "sqlite" else _postgresql()
    database = Database(settings.model_copy(update={"database_url": url}))
    try:
        yield database
    finally:
        database.close()


@contextmanager
def empty_database(kind: str, settings: Settings, folder: Path) -> Iterator[Database]:
    """Open a database of `kind` without any table, which is gone afterwards."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'empty.db'}"
    else:
        name = f"veu_empty_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
        _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
        url = server_url().replace("/postgres?", f"/{name}?")
    database = Database(settings.model_copy(update={"database_url": url}))
    try:
        yield database
    finally:
        database.close()
        if kind == "postgresql":
            _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _administer(*statements: str) -> None:
    admin = create_engine(server_url(), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for statement in statements:
            connection.execute(text(statement))
    admin.dispose()


def _sqlite(folder: Path) -> str:
    file = folder / "veu.db"
    shutil.copy(_template(), file)
    return f"sqlite:///{file}"


@cache
def _template() -> Path:
    file = Path(tempfile.mkdtemp(prefix="veu-template-")) / "veu.db"
    atexit.register(shutil.rmtree, file.parent, ignore_errors=True)
    engine = create_engine(f"sqlite:///{file}")
    metadata().create_all(engine)
    engine.dispose()
    return file


@cache
def worker_database_url() -> str:
    """A database of this worker's own, with no tables yet."""
    name = f"veu_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}_{os.getpid()}"
    _administer(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"CREATE DATABASE {name}")
    return server_url().replace("/postgres?", f"/{name}?")


@cache
def _with_tables() -> str:
    engine = create_engine(worker_database_url())
    metadata().create_all(engine)
    engine.dispose()
    return worker_database_url()


def _postgresql() -> str:
    url = _with_tables()
    engine = create_engine(url)
    with engine.begin() as connection:
        touched = connection.execute(text(_touched())).scalars().all()
        if touched:
            names = ", ".join(f'"{name}"' for name in touched)
            connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY CASCADE"))
    engine.dispose()
    return url


@cache
def _touched() -> str:
    """Ask which tables hold a row or counted one: emptying all of them for each test takes longer than most tests."""
    names = [table.name for table in metadata().sorted_tables]
    rows = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names]  # noqa: S608 - ours
    counted = (
        "SELECT owner.relname FROM pg_sequences AS counted"
        " JOIN pg_class AS sequence ON sequence.relname = counted.sequencename AND sequence.relkind = 'S'"
        " JOIN pg_depend AS link ON link.objid = sequence.oid AND link.deptype IN ('a', 'i')"
        " JOIN pg_class AS owner ON owner.oid = link.refobjid WHERE counted.last_value IS NOT NULL"
    )
    return " UNION ".join([*rows, counted])
