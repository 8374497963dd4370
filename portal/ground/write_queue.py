"""The queue of writers before SQLite: a lock in the process and a file lock across processes.

SQLite lets one transaction write. Its own busy handler polls, which let writers wait over a second at the 99th
percentile; a kernel lock wakes them in turn. PostgreSQL needs none of this.
"""

import fcntl
import os
import threading
from pathlib import Path


class WriteQueue:
    """One place to wait for the right to write, held from BEGIN until the connection is given back."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._descriptor = -1
        self._pid = 0

    def enter(self) -> None:
        """Wait until no other thread and no other process writes."""
        self._lock.acquire()
        if self._pid != os.getpid():  # a fork shares the open file, and with it the lock: open our own
            self._descriptor = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._pid = os.getpid()
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)

    def leave(self) -> None:
        """Let the next writer in."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        self._lock.release()
