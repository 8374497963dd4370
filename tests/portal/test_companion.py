"""Beside several web processes, exactly one does the waiting work; when it ends, another takes over."""

import fcntl
import os
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from portal.companion import Companion
from portal.ground.database import Database
from portal.ground.jobs.registry import Registry
from tests.portal.ground.jobs.waiting_jobs import enqueue, waiting

pytestmark = pytest.mark.usefixtures("frozen_clock")

SOON = timedelta(milliseconds=5)
LONG_S = 20.0


@pytest.fixture
def done() -> threading.Event:
    return threading.Event()


@pytest.fixture
def registry(done: threading.Event) -> Registry:
    made = Registry()
    made.add("ring", lambda _session: done.set())
    return made


@pytest.fixture
def two(database: Database, registry: Registry, tmp_path: Path) -> Iterator[tuple[Companion, Companion]]:
    lock = tmp_path / "worker.lock"
    made = tuple(Companion(database, registry, lock=lock, look_again=SOON) for _ in range(2))
    yield made[0], made[1]
    for each in made:
        each.stop()


def test_it_does_the_waiting_work(two: tuple[Companion, Companion], database: Database, done: threading.Event) -> None:
    enqueue(database, "ring")
    two[0].start()
    assert done.wait(LONG_S)
    two[0].stop()
    assert waiting(database) == []


def test_only_one_of_two_works_and_the_other_takes_over(two: tuple[Companion, Companion]) -> None:
    first, second = two
    first.start()
    assert first.works.wait(LONG_S)
    second.start()
    assert not second.works.wait(10 * SOON.total_seconds()), "the first one has the lock"
    first.stop()
    assert second.works.wait(LONG_S)


def test_without_the_lock_both_would_work(database: Database, registry: Registry, tmp_path: Path) -> None:
    each = [Companion(database, registry, lock=tmp_path / name, look_again=SOON) for name in ("one", "other")]
    for companion in each:
        companion.start()
    assert all(companion.works.wait(LONG_S) for companion in each)
    for companion in each:
        companion.stop()


def test_another_process_keeps_it_waiting(two: tuple[Companion, Companion], tmp_path: Path) -> None:
    descriptor = os.open(tmp_path / "worker.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)  # another open file, as another process would have it
    two[0].start()
    assert not two[0].works.wait(10 * SOON.total_seconds())
    os.close(descriptor)
    assert two[0].works.wait(LONG_S)


def test_stopping_before_its_turn_came_is_quick(two: tuple[Companion, Companion]) -> None:
    first, second = two
    first.start()
    assert first.works.wait(LONG_S)
    second.start()
    second.stop()
    assert not second._thread.is_alive()
