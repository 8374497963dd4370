"""The ledger as a public file outside the database: one row a line, longer at each spend, and never half written.

It is what a restored backup is compared with, so that restoring never gives spent privacy back.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.ground.settings import Settings
from privacy.dp.chain import EMPTY, Head, Unreadable, line_of
from privacy.dp.ledger import Row

NAME = "ledger.jsonl"
_TAIL_BYTES = 64 * 1024


def path_of(settings: Settings) -> Path:
    """Say where the file of an installation lies."""
    return settings.ledger_folder / NAME


def head(path: Path) -> Head:
    """Read the last row's number and hash. Raises Unreadable for a last line that has none."""
    try:
        last = _last_line(path)
        if not last:
            return EMPTY
        facts = json.loads(last)
        return Head(int(facts["seq"]), str(facts["hash"]))
    except OSError as error:
        raise Unreadable(f"{path} cannot be read: {_reason(error)}") from error
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise Unreadable(f"{path.name}: the last line is not a ledger row") from error


def lines(path: Path) -> Iterator[str]:
    """Read the file line by line, without the ends of lines; nothing where there is no file. Raises Unreadable."""
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8") as file:
            yield from (line.rstrip("\n") for line in file)
    except (OSError, UnicodeDecodeError) as error:
        raise Unreadable(f"{path} cannot be read: {_reason(error)}") from error


def catch_up(path: Path, rows_after: Callable[[Head], Iterable[Row]]) -> None:
    """Append the rows that the file does not have yet. Readers see the file before or the file after, never between."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _alone(path):
        known = head(path)
        more = "".join(f"{line_of(row)}\n" for row in rows_after(known))
        if more:
            _replace(path, more)


def _replace(path: Path, more: str) -> None:
    new = path.with_name(f".{path.name}.new")
    if path.exists():
        shutil.copyfile(path, new)
    else:
        new.write_bytes(b"")
    with new.open("a", encoding="utf-8") as file:
        file.write(more)
        file.flush()
        os.fsync(file.fileno())
    new.chmod(0o644)
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # else a power cut may bring the older file back
    finally:
        os.close(folder)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold a lock that the kernel takes back from a process that dies."""
    descriptor = os.open(path.with_name(f".{path.name}.lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _reason(error: OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} of a part of it is no UTF-8"
    return str(error.strerror)


def _last_line(path: Path) -> str:
    if not path.exists():
        return ""
    with path.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        reach = _TAIL_BYTES
        while True:
            start = max(0, size - reach)
            file.seek(start)
            found = file.read().rstrip(b"\n").rsplit(b"\n", 1)
            if start == 0 or len(found) > 1:
                return found[-1].decode("utf-8")
            reach *= 4
