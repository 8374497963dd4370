"""The worker's loop in a thread beside a web server, in exactly one of the processes that offer to run it.

A small installation needs no process of its own for the waiting work. Which process runs it is decided by a lock on a
file: the kernel gives it back when its holder ends, however it ends, and another process takes over.
"""

import fcntl
import os
import threading
from datetime import timedelta
from pathlib import Path

from portal.ground.database import Database
from portal.ground.jobs import worker
from portal.ground.jobs.registry import Registry

LOOK_AGAIN = timedelta(seconds=5)
LONGEST_FAREWELL = timedelta(seconds=20)  # a job that takes longer is done again by whoever comes next


class Companion:
    """An offer to do the waiting work in this process."""

    def __init__(
        self, database: Database, registry: Registry, *, lock: Path, look_again: timedelta = LOOK_AGAIN
    ) -> None:
        self._database = database
        self._registry = registry
        self._lock = lock
        self._look_again_s = look_again.total_seconds()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._offer, name="companion", daemon=True)
        self.works = threading.Event()

    def start(self) -> None:
        """Offer, and do the work once no other process on this machine does it."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the job at hand, and let another process take over."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(LONGEST_FAREWELL.total_seconds())

    def _offer(self) -> None:
        descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            while not self._stop.is_set():
                if _is_ours(descriptor):
                    self.works.set()
                    worker.run(self._database, self._registry, stop=self._stop)
                self._stop.wait(self._look_again_s)
        finally:
            self.works.clear()
            os.close(descriptor)


def _is_ours(descriptor: int) -> bool:
    """Take the lock if nobody has it."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
