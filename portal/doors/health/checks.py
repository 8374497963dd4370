"""The checks of `veu doctor`: each looks at one thing and says what it found and how to mend it."""

import os
import shutil
import stat
from collections import Counter
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import text

from portal.city.places.queries import jurisdiction
from portal.city.services.queries import services
from portal.doors.health.finding import Check, Finding
from portal.doors.health.offers import films_are_whole, letters_leave, phones_told
from portal.ground import clock
from portal.ground.audit_log import witness
from portal.ground.audit_log.beginning import lost_from
from portal.ground.clock_skew import MOST_SKEW_S, skew_s
from portal.ground.database import Database
from portal.ground.errors import ConfigurationError
from portal.ground.jobs import queue
from portal.ground.settings import Mode, Settings
from portal.migrations.revisions import is_current, refuse_unknown
from portal.understand.figures.ledger import public_file
from portal.understand.figures.ledger.file_rows import compared
from privacy.dp.ledger import LedgerError
from privacy.vault.epochs import epoch_on
from privacy.vault.key_folder import UnsafeKeys
from privacy.vault.keys import KeyDestroyed, KeyNotFound, KeyRing

LEAST_FREE_BYTES = 1024**3
STATIC = Path(__file__).parents[2] / "static"


def examine(settings: Settings, database: Database, ring: KeyRing) -> tuple[Finding, ...]:
    """Run every check; without tables, those that need none."""
    left_out = frozenset() if is_current(database) else NEED_TABLES
    return tuple(check(settings, database, ring) for check in CHECKS if check not in left_out)


def kind(settings: Settings, _database: Database, _ring: KeyRing) -> Finding:
    """Say which tier is in force."""
    where = "SQLite, one file" if settings.is_sqlite else "PostgreSQL"
    tier = "single-process: whoever is root on this machine can read everything that it holds"
    return Finding(is_well=True, what=f"mode {settings.mode}, {where}, tier {tier}")


def reachable(_settings: Settings, database: Database, _ring: KeyRing) -> Finding:
    """Look whether the database answers."""
    with database.reading() as session:
        session.execute(text("SELECT 1"))
    return Finding(is_well=True, what="the database answers")


def migrated(_settings: Settings, database: Database, _ring: KeyRing) -> Finding:
    """Look whether the schema is of this version."""
    well = is_current(database)
    try:
        refuse_unknown(database)
    except ConfigurationError as error:
        return Finding(is_well=False, what=str(error), fix="Install the version of Veu that made it.")
    return Finding(well, "the database is at the newest revision" if well else "the database is behind", "veu migrate")


def durable(settings: Settings, database: Database, _ring: KeyRing) -> Finding:
    """Look whether a commit survives a power cut, and whether deleted rows are overwritten."""
    if not settings.is_sqlite:
        with database.reading() as session:
            value = session.execute(text("SHOW synchronous_commit")).scalar_one()
        return Finding(value != "off", f"synchronous_commit is {value}", "Set synchronous_commit = on.")
    with database.reading() as session:
        found = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys")
        }
    well = found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "foreign_keys": 1}
    return Finding(
        well,
        f"SQLite: {', '.join(f'{name} {value}' for name, value in found.items())}",
        "Open the database with Veu only, and keep it on a local disk.",
    )


def private_files(settings: Settings, _database: Database, _ring: KeyRing) -> Finding:
    """Look whether others on this machine can read what is written."""
    folders = [folder for folder in (settings.var, settings.key_folder) if folder.exists()]
    open_ones = [str(folder) for folder in folders if stat.S_IMODE(folder.stat().st_mode) & 0o077]
    well = not open_ones
    what = "the folders are private" if well else f"others can read {', '.join(open_ones)}"
    return Finding(well, what, "chmod 700 " + " ".join(open_ones))


def keys_apart(settings: Settings, _database: Database, _ring: KeyRing) -> Finding:
    """Look whether the keys lie outside the folder that is backed up with the data."""
    inside = settings.key_folder.resolve().is_relative_to(settings.var.resolve())
    well = not inside or settings.mode is not Mode.PRODUCTION
    what = f"the keys are in {settings.key_folder}"
    return Finding(well, what, "Set VEU_KEYS to a folder outside VEU_VAR, so that no backup holds both.")


def week_key(_settings: Settings, _database: Database, ring: KeyRing) -> Finding:
    """Look whether this week's wrapping key can be read; it makes none, and asks the installation's own clock."""
    try:
        ring.epoch_key(epoch_on(clock.now().date()))
    except KeyNotFound:
        return Finding(is_well=True, what="this week's key is made when it is first needed")
    except KeyDestroyed:
        fix = "Look at the machine's clock: it may have gone back."
        return Finding(is_well=False, what="this week's key was destroyed, as if the week were over", fix=fix)
    except UnsafeKeys as error:
        mode = "chmod 600" if Path(error.args[0]).is_file() else "chmod 700"
        return Finding(is_well=False, what=f"others can read or replace {error.args[0]}", fix=f"{mode} {error.args[0]}")
    return Finding(is_well=True, what="this week's key can be read")


def city_is_there(_settings: Settings, database: Database, _ring: KeyRing) -> Finding:
    """Look whether there is a city, with services to choose from."""
    with database.reading() as session:
        city, known = jurisdiction(session), services(session)
    well = city is not None and bool(known)
    last = max(city.holidays, default="none") if city else ""
    what = f"the city has {len(known)} services; last holiday stated: {last}" if well else "there is no city yet"
    return Finding(well, what, "veu import city FOLDER")


def scripts_are_built(_settings: Settings, _database: Database, _ring: KeyRing) -> Finding:
    """Look whether the front-end packages were built in."""
    well = (STATIC / "vendor" / "htmx.js").exists()
    fix = "Run `python -m portal.build_frontend` in the source folder, or install the wheel."
    return Finding(well, "the front-end files are there" if well else "static/vendor is empty", fix)


def noise_can_be_drawn(_settings: Settings, _database: Database, _ring: KeyRing) -> Finding:
    """Look whether the worker can measure; the web never loads this."""
    well = find_spec("opendp") is not None
    return Finding(well, "OpenDP is installed" if well else "OpenDP is missing", "pip install opendp")


def room_to_write(settings: Settings, _database: Database, _ring: KeyRing) -> Finding:
    """Look whether the disk has room."""
    free = shutil.disk_usage(settings.var).free
    return Finding(free > LEAST_FREE_BYTES, f"{free // 1024**2} MiB are free", "Make room on the disk of VEU_VAR.")


def jobs_go_on(_settings: Settings, database: Database, _ring: KeyRing) -> Finding:
    """Look whether jobs were tried for the last time, and what stopped them."""
    with database.reading() as session:
        over = Counter(f"{job.kind} ({job.failed_reason or 'its worker died'})" for job in queue.given_up(session))
    if not over:
        return Finding(is_well=True, what="no job was given up")
    what = "jobs given up: " + ", ".join(f"{count} × {kind}" for kind, count in sorted(over.items()))
    return Finding(is_well=False, what=what, fix="Look for these names in the worker's log, and mend what it says.")


def clocks_agree(_settings: Settings, database: Database, _ring: KeyRing) -> Finding:
    """Look whether this machine and the database agree on the time: periods close by the clock."""
    skew = skew_s(database)
    return Finding(skew < MOST_SKEW_S, f"the clocks differ by {skew:.0f} s", "Run a time service on both machines.")


def nothing_forgotten(settings: Settings, database: Database, _ring: KeyRing) -> Finding:
    """Look whether the database knows all that the public ledger file says was spent."""
    file = public_file.path_of(settings)
    try:
        with database.reading() as session:
            behind = bool(compared(session, file)[1])
    except LedgerError as error:
        return Finding(is_well=False, what=str(error), fix="Put the newest copy of this city's own file back.")
    what = "the database is older than the public ledger file" if behind else "the ledger is as long as its public file"
    return Finding(not behind, what, "veu release --take-back")


def heads_are_there(settings: Settings, database: Database, _ring: KeyRing) -> Finding:
    """Look whether the file of the audit log's heads still begins where it once began."""
    file = settings.ledger_folder / witness.NAME
    fix = f"Put the newest copy of {file} back. Only where it is lost for ever: veu release --new-file"
    try:
        with database.reading() as session:
            lost = lost_from(session, file, key=None)
    except witness.UnreadableHeads as error:
        return Finding(is_well=False, what=str(error), fix=fix)
    what = "the heads of the audit log are there" if lost is None else f"{file} began with entry {lost} and has lost it"
    return Finding(lost is None, what, fix)


def ledger_apart(settings: Settings, _database: Database, _ring: KeyRing) -> Finding:
    """Look whether a restored copy of the whole folder would bring back an old ledger file with an old database."""
    inside = settings.ledger_folder.resolve().is_relative_to(settings.var.resolve())
    well = not inside or settings.mode is not Mode.PRODUCTION
    what = f"the public ledger file is in {settings.ledger_folder}"
    return Finding(well, what, "Set VEU_LEDGER to a folder outside VEU_VAR and its backup, and move the files there.")


def not_root(settings: Settings, _database: Database, _ring: KeyRing) -> Finding:
    """Look whether the portal runs with more rights than it needs."""
    well = os.geteuid() != 0 or settings.mode is not Mode.PRODUCTION
    who = "root, as only a trial may" if os.geteuid() == 0 and well else f"user {os.geteuid()}"
    return Finding(well, f"runs as {who}", "Run Veu under a user of its own.")


CHECKS: tuple[Check, ...] = (
    kind,
    reachable,
    migrated,
    durable,
    private_files,
    keys_apart,
    week_key,
    city_is_there,
    letters_leave,
    phones_told,
    films_are_whole,
    scripts_are_built,
    noise_can_be_drawn,
    room_to_write,
    jobs_go_on,
    clocks_agree,
    nothing_forgotten,
    heads_are_there,
    ledger_apart,
    not_root,
)
NEED_TABLES: frozenset[Check] = frozenset((city_is_there, jobs_go_on, nothing_forgotten, heads_are_there))
