"""One runner in the race of processes that make the same keys: waits for the start, then prints what it got.

Arguments: the folder, `ours` or `naive`, and the keys' names. `naive` is the control: look, then write.
"""

import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from privacy.vault.key_folder import open_folder


def naive(folder: Path) -> Callable[[str], bytes]:
    """Look whether the key is there and write it when it is not: two processes can both find it missing."""

    def named(name: str) -> bytes:
        path = folder / name
        if path.exists():
            return path.read_bytes()
        made = secrets.token_bytes(32)
        path.write_bytes(made)
        return made

    return named


if __name__ == "__main__":
    where, which, names = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
    named = open_folder(where).named if which == "ours" else naive(where)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write("".join(f"{named(name).hex()}\n" for name in names))
