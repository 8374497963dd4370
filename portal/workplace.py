"""What most commands begin with: the settings, folders that can be written, and a database at the newest revision."""

import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from portal.ground import clock
from portal.ground.clock import MovedClock
from portal.ground.database import Database
from portal.ground.errors import ConfigurationError, first_line
from portal.ground.settings import DEMO_MARK, Mode, Settings
from portal.migrations.revisions import is_current, refuse_unknown
from privacy.vault.key_folder import FolderStore, UnsafeKeys
from privacy.vault.keys import KeyRing


@dataclass(frozen=True, slots=True)
class Workplace:
    """An installation that a command works on."""

    settings: Settings
    database: Database

    @property
    def ring(self) -> KeyRing:
        """The keys, for the commands that need any. Raises ConfigurationError where nobody said where they are."""
        return KeyRing(_keys(self.settings))


def clock_file(settings: Settings) -> MovedClock:
    """The clock of a demo, which `veu demo --advance` moves."""
    return MovedClock(settings.var / "clock-offset")


def address_of(settings: Settings) -> str:
    """The address that links lead to: a demo's is the one at which it was started last, unless somebody names one."""
    started_at = settings.var / DEMO_MARK
    is_named = bool({"url", "port", "host"} & settings.model_fields_set)
    if settings.mode is not Mode.DEMO or is_named or not started_at.exists():
        return settings.url
    return started_at.read_text(encoding="utf-8").strip() or settings.url


def settle_clock(settings: Settings) -> None:
    """Use the demo's own clock in a demo; every other installation has the machine's time."""
    if settings.mode is Mode.DEMO:
        clock.install(clock_file(settings))


@contextmanager
def workplace(settings: Settings | None = None, *, migrated: bool = True) -> Iterator[Workplace]:
    """Open the installation that the environment names.

    Raises ConfigurationError where a folder cannot be written, the database does not answer, or it is not migrated.
    """
    found = settings or Settings()
    settle_clock(found)
    file = found.sqlite_file
    if migrated and file is not None and not file.exists():  # opening it would make it
        raise ConfigurationError(f"There is no database at {file}. Run: veu migrate")
    make_folder(found.var, named="VEU_VAR")
    if found.ledger is not None and not found.ledger.is_dir():  # made here, it would hide that a disk is away
        raise ConfigurationError(f"There is no folder {found.ledger}. Make it or mount its disk, or change VEU_LEDGER.")
    if file is not None:
        make_folder(file.parent, named="VEU_DATABASE_URL")
    database = Database(found)
    try:
        _look_at(database, migrated=migrated)
        yield Workplace(found, database)
    finally:
        database.close()


def make_folder(folder: Path, *, named: str) -> None:
    """Make a folder that only this user can read. Raises ConfigurationError where nothing can be written to it."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        what = f"Veu cannot write to {folder}: {error.strerror}."
        raise ConfigurationError(f"{what} Set {named} to a folder that it may write to.") from error


def refuse_taken_port(settings: Settings) -> None:
    """Raise ConfigurationError where nobody can listen at the address that the settings name."""
    where = f"{settings.host}:{settings.port}"
    try:
        family, kind, _, _, address = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does; a listener still refuses
            tried.bind(address)
    except OSError as error:
        what = f"Veu cannot listen at {where}: {error.strerror}."
        raise ConfigurationError(f"{what} Choose another place with VEU_PORT or VEU_HOST.") from error


def _keys(settings: Settings) -> FolderStore:
    folder = settings.key_folder
    make_folder(folder, named="VEU_KEYS")
    try:
        return FolderStore(folder)
    except UnsafeKeys as error:
        raise ConfigurationError(unsafe_keys(error)) from error


def unsafe_keys(error: UnsafeKeys) -> str:
    """Say which folder or file of the keys others could read or replace, or is damaged, and what mends it."""
    path = Path(error.args[0])
    mode = "700" if path.is_dir() else "600"
    return f"Others could read or replace {path}, or it is damaged. Run: chmod {mode} {path}"


def _look_at(database: Database, *, migrated: bool) -> None:
    try:
        current = is_current(database)
    except DBAPIError as error:
        reason = first_line(error)
        raise ConfigurationError(f"The database does not answer: {reason}. Look at VEU_DATABASE_URL.") from error
    if migrated and not current:
        refuse_unknown(database)
        raise ConfigurationError("The database is not at the newest revision. Run: veu migrate")
