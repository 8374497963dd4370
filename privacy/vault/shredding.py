"""Says what erasing a person means below the database: which keys must go, and from which day nobody can read them.

Erasing a subject deletes its wrapped key and its sealed values. Copies of the wrapped key can survive in free pages, a
write-ahead log, dead tuples or a backup; they die with the epoch key that wrapped them. So every week all living
keys move to the new epoch's key, and then the old one is destroyed.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from privacy.vault.keys import KeyRing


def epochs_to_destroy(held: Iterable[int], *, in_use: Iterable[int], epoch: int) -> tuple[int, ...]:
    """List the epochs whose key must go: older than this one, and no living subject is wrapped under it any more."""
    living = frozenset(in_use)
    return tuple(sorted(each for each in held if each < epoch and each not in living))


def destroy_old_epochs(ring: KeyRing, *, in_use: Iterable[int], epoch: int) -> tuple[int, ...]:
    """Destroy the keys of the epochs that are over, and return which ones went.

    `in_use` is read from the database after the move was committed. An epoch somebody is still wrapped under stays.
    """
    over = epochs_to_destroy(ring.epochs(), in_use=in_use, epoch=epoch)
    for each in over:
        ring.destroy_epoch(each)
    return over


def erase_file(path: Path) -> None:
    """Overwrite a file and unlink it; a missing file is fine.

    Overwriting reaches the old place only on disks that write in place; on flash storage the epochs are what counts.
    """
    try:
        file = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        return
    try:
        os.write(file, bytes(os.fstat(file).st_size))
        os.fsync(file)
    finally:
        os.close(file)
    path.unlink(missing_ok=True)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Make names that were added or removed survive a power cut."""
    file = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)
