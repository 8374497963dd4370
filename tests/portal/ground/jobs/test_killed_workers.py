"""Workers are killed in the middle of their work: no job is lost, and none is done twice at once."""

import fcntl
import os
import signal
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlmodel import Session, select

from portal.ground import clock
from portal.ground.clock import MovedClock
from portal.ground.database import Database
from portal.ground.inserts import insert_into
from portal.ground.jobs import queue, worker
from portal.ground.jobs.models import Job, Schedule
from portal.ground.jobs.registry import Registry

LEASE = timedelta(hours=1)
JOBS = 40


class Crew:
    """Three workers that tick for each job they begin; time moves on only when the test says so."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.database, self.folder = database, folder
        self.time, self.twice = MovedClock(folder / "moved"), folder / "twice"
        self.ticks, self._tick = os.pipe()
        self.workers: list[BaseProcess] = []
        self.registry = Registry()
        self.registry.add("whole", self._whole)
        self.registry.add_long("long", self._long)

    def start(self, work: Callable[[], None]) -> None:
        self.workers = [get_context("fork").Process(target=work, daemon=True) for _ in range(3)]
        for each in self.workers:
            each.start()

    def kill_all(self) -> None:
        for each in self.workers:
            assert each.pid is not None
            os.kill(each.pid, signal.SIGKILL)
        for each in self.workers:
            each.join()
        self.workers = []

    def let_the_leases_end(self) -> None:
        whole = self.folder / "moving"
        whole.write_text(str(int((self.time.offset() + LEASE).total_seconds())))
        whole.rename(self.time.file)  # a worker never reads half a number

    def work(self) -> None:
        clock.install(self.time)
        worker.run(self.database, self.registry, stop=threading.Event(), lease=LEASE, pause=timedelta())

    def work_carelessly(self) -> None:
        """The control: take a job off the list, then do it."""
        clock.install(self.time)
        while True:
            with self.database.writing() as session:
                job = queue.claim(session, lease=LEASE)
                if job is not None:
                    queue.finish(session, job)
            if job is not None:
                with self.database.writing() as session:
                    self._whole(session, **job.payload)

    def _whole(self, session: Session, number: int) -> None:
        with self._alone(f"whole-{number}"):
            session.add(Schedule(kind=f"whole-{number}", next_at=clock.now()))
            session.flush()
            os.write(self._tick, b".")  # and here it may be killed, before the commit

    def _long(self, database: Database, number: int) -> None:
        with self._alone(f"long-{number}"), database.writing() as session:
            row = {"kind": f"long-{number}", "next_at": clock.now()}
            session.execute(insert_into(session, Schedule).values(row).on_conflict_do_nothing())
        os.write(self._tick, b".")  # and here, after its effect and before it is finished

    @contextmanager
    def _alone(self, name: str) -> Iterator[None]:
        """Hold a lock that the kernel takes back from the dead; who finds it taken leaves a mark."""
        with (self.folder / name).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                self.twice.touch()
            yield


@pytest.fixture
def crew(database: Database, tmp_path: Path) -> Iterator[Crew]:
    made = Crew(database, tmp_path)
    with clock.installed(made.time):
        yield made
        made.kill_all()


def work_and_die(crew: Crew, kinds: tuple[str, ...], work: Callable[[], None], rounds: int) -> Counter[str]:
    """Enqueue the jobs, let three workers begin ten of them, kill all three, and so on; then do the rest in peace."""
    with crew.database.writing() as session:
        for kind in kinds:
            for number in range(JOBS):
                queue.enqueue(session, kind, {"number": number})
    for _ in range(rounds):
        crew.start(work)
        for _ in range(10):
            os.read(crew.ticks, 1)
        crew.kill_all()
        crew.let_the_leases_end()
    worker.work_off(crew.database, crew.registry)
    with crew.database.reading() as session:
        return Counter(session.exec(select(Schedule.kind)))


def test_no_job_is_lost_and_none_is_done_twice_at_once(crew: Crew, database: Database) -> None:
    done = work_and_die(crew, ("whole", "long"), crew.work, rounds=6)
    assert done == Counter(f"{kind}-{number}" for kind in ("whole", "long") for number in range(JOBS))
    assert not crew.twice.exists()
    with database.reading() as session:
        assert session.exec(select(Job)).all() == []


def test_jobs_taken_off_the_list_before_they_are_done_would_be_lost(crew: Crew) -> None:
    done = work_and_die(crew, ("whole",), crew.work_carelessly, rounds=3)
    assert len(done) < JOBS


def test_two_at_once_would_be_seen(crew: Crew) -> None:
    with crew._alone("long-1"), crew._alone("long-1"):
        assert crew.twice.exists()
