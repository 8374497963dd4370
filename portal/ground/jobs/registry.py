"""Which function does which kind of work; filled once by the application."""

from collections.abc import Callable
from datetime import timedelta

from portal.ground.database import Database
from portal.ground.jobs import queue
from portal.ground.jobs.queue import Taken
from portal.ground.jobs.schedule import Recurring

Work = Callable[..., None]


class NotRegistered(LookupError):
    """No function does this kind of work."""


class Registry:
    """The kinds of work, and the kinds that come back by themselves."""

    def __init__(self) -> None:
        self._work: dict[str, Callable[[Database, Taken], None]] = {}
        self.recurring: list[Recurring] = []
        self.may_work: Callable[[Database], bool] = lambda _database: True  # false: everything waits

    def add(self, kind: str, work: Work) -> None:
        """Let `work(session, **payload)` do this kind: its effects and the end of the job are one transaction.

        For what takes milliseconds: on SQLite all others who write wait for it.
        """

        def perform(database: Database, job: Taken) -> None:
            with database.writing() as session:
                queue.finish(session, job)  # first, so that its row is locked while we work
                work(session, **job.payload)

        self._work[kind] = perform

    def add_long(self, kind: str, work: Work) -> None:
        """Let `work(database, **payload)` do this kind in transactions of its own.

        For what waits on something else, such as a mail server. It may be done again after a crash.
        """

        def perform(database: Database, job: Taken) -> None:
            work(database, **job.payload)
            with database.writing() as session:
                queue.finish(session, job)

        self._work[kind] = perform

    def every(self, kind: str, period: timedelta, *, at: timedelta = timedelta()) -> None:
        """Enqueue this kind once a period, `at` so long after a period begins (weeks begin on Monday, UTC)."""
        self.recurring.append(Recurring(kind, period, at))

    def perform(self, database: Database, job: Taken) -> None:
        """Do a job and finish it; raises NotRegistered, LeaseLost and whatever the work raises."""
        if job.kind not in self._work:
            raise NotRegistered(job.kind)
        self._work[job.kind](database, job)
