"""The file of rejects: line, id, reason and column of each row that was not taken in, and no word of the row itself."""

import csv
import os
import stat
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final, NamedTuple

from portal.ground.errors import ConfigurationError
from portal.web.spreadsheets import harmless

HEADER: Final = ("line", "id", "reason", "column")
ENDING: Final = ".rejects.csv"
_ANY_WRITE: Final = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class Reject(NamedTuple):
    """One row that was not taken in."""

    line: int
    id: str
    reason: str
    column: str


@dataclass(frozen=True, slots=True)
class RejectsFile:
    """The file, written in step with the transactions: what was written behind the last one is cut off again."""

    path: Path

    @property
    def size(self) -> int:
        """Say how long the file is; 0 where there is none."""
        return self.path.stat().st_size if self.path.exists() else 0

    def cut(self, length: int) -> None:
        """Leave only what belongs to rows that are dealt with."""
        if length == 0:
            self.path.unlink(missing_ok=True)
        elif self.size > length:
            os.truncate(self.path, length)

    def add(self, rejects: Sequence[Reject]) -> int:
        """Write rejects down, durably, and give how long the file is now."""
        if rejects:
            text = StringIO()
            out = csv.writer(text, lineterminator="\n")
            if self.size == 0:
                out.writerow(HEADER)
            out.writerows([harmless(value) for value in each] for each in rejects)
            with self.path.open("a", encoding="utf-8", newline="") as file:
                file.write(text.getvalue())
                file.flush()
                os.fsync(file.fileno())
        return self.size


def rejects_beside(file: Path, *, chosen: Path | None, otherwise: Path) -> RejectsFile:
    """Choose where rejects go: as told, else beside the file, else (where nobody may write there) in `otherwise`.

    Raises ConfigurationError where the chosen place cannot be written to.
    """
    if chosen is not None:
        if not _can_write(chosen):
            raise ConfigurationError(f"The rejects cannot be written to {chosen}; choose another place with --rejects.")
        return RejectsFile(chosen)
    beside = file.with_name(file.name + ENDING)
    if _can_write(beside):
        return RejectsFile(beside)
    otherwise.mkdir(parents=True, exist_ok=True, mode=0o700)
    return RejectsFile(otherwise / beside.name)


def _can_write(path: Path) -> bool:
    """Whether the file may be written; a folder that is marked read-only is left alone even by root."""
    if path.exists():
        return path.is_file() and os.access(path, os.W_OK)
    folder = path.absolute().parent
    return folder.is_dir() and bool(folder.stat().st_mode & _ANY_WRITE) and os.access(folder, os.W_OK)
