"""Twelve processes spend and publish while some of them are killed: nothing is overspent, nothing is answered twice."""

import os
import random
import secrets
import signal
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest
from sqlalchemy import text

from portal.ground.database import Database
from portal.ground.settings import Settings
from portal.understand.figures.ledger import public_file
from portal.understand.figures.ledger.ledger import DatabaseLedger
from portal.understand.figures.ledger.verification import verified
from privacy.dp.ledger import AlreadyMeasured, Overspent, Purchase, Release, release_of
from privacy.dp.periods import Cadence
from privacy.dp.plans import Plan, draw_up
from tests.privacy.dp.year import BUDGET

pytestmark = pytest.mark.usefixtures("frozen_clock")
PROCESSES = 12
KILLS = 8 if os.environ.get("VEU_TESTS") == "all" else 3
TICKS_BEFORE_A_KILL = 25
QUOTA = BUDGET.quota("needs")
PRICE = QUOTA // 20  # so twenty of the forty plans fit
PLANS = tuple(
    draw_up(BUDGET, statistic=f"s{n}", family="needs", cadence=Cadence.QUARTER, keys=("a", "b"), nano_epsilon=PRICE)
    for n in range(40)
)


class Crew:
    """Processes that spend as fast as they can; each answer that one of them was given goes to a common log."""

    def __init__(self, ledger: DatabaseLedger, folder: Path) -> None:
        self.ledger, self.folder = ledger, folder
        self.log, self.enough = folder / "answers", folder / "enough"
        self.ticks, self._tick = os.pipe()
        self.workers: list[BaseProcess] = []
        ledger.open_year(BUDGET)

    def start(self, count: int) -> None:
        for _ in range(count):
            self.workers.append(get_context("fork").Process(target=self._spend, args=(secrets.randbits(32),)))
            self.workers[-1].start()

    def kill_one(self, rng: random.Random) -> None:
        victim = self.workers.pop(rng.randrange(len(self.workers)))
        assert victim.pid is not None
        os.kill(victim.pid, signal.SIGKILL)
        victim.join()

    def wait(self, ticks: int) -> None:
        for _ in range(ticks):
            os.read(self.ticks, 1)

    def stop(self) -> None:
        self.enough.touch()
        os.set_blocking(self.ticks, False)
        while any(worker.is_alive() for worker in self.workers):
            with suppress(BlockingIOError):
                os.read(self.ticks, 4096)  # or a full pipe would hold them
            self.workers[0].join(0.01) if self.workers[0].is_alive() else self.workers.pop(0)

    def _spend(self, seed: int) -> None:
        rng = random.Random(seed)
        log = os.open(self.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        mine = DatabaseLedger(self.ledger.database, file=self.ledger.file, lease=timedelta())
        while not self.enough.exists():
            plan = rng.choice(PLANS)
            with suppress(Overspent, AlreadyMeasured):
                mine.buy(plan)
                os.write(log, f"{self._answer(mine, plan, rng)}\n".encode())
            os.write(self._tick, b".")

    def _answer(self, ledger: DatabaseLedger, plan: Plan, rng: random.Random) -> str:
        period = rng.choice(plan.periods)
        taken = ledger.reserve(plan.id, period, today=period.closes_on)
        drawn = (secrets.randbelow(10**6), secrets.randbelow(10**6))  # and here it may be killed
        release = ledger.publish(release_of(plan, taken, numbers=drawn, software="1"))
        return f"{plan.statistic} {period.key} {release.numbers}"


@pytest.fixture
def crew(ledger: DatabaseLedger, tmp_path: Path) -> Iterator[Crew]:
    made = Crew(ledger, tmp_path)
    yield made
    made.stop()


def test_twelve_processes_and_hard_kills_overspend_nothing_and_answer_no_question_twice(
    crew: Crew, database: Database, settings: Settings
) -> None:
    rng = random.Random()
    crew.start(PROCESSES)
    for _ in range(KILLS):
        crew.wait(TICKS_BEFORE_A_KILL)
        crew.kill_one(rng)
        crew.start(1)
    crew.wait(4 * TICKS_BEFORE_A_KILL)
    crew.stop()
    rows = tuple(crew.ledger.rows())
    spent = sum(row.event.price.nano_epsilon for row in rows if isinstance(row.event, Purchase))
    assert 0.9 * QUOTA < spent <= QUOTA, "the family was spent to its end and no further"
    statistics = {plan.id: plan.statistic for plan in PLANS}
    stored = defaultdict(list)
    for row in rows:
        if isinstance(row.event, Release):
            stored[f"{statistics[row.event.plan_id]} {row.event.period}"].append(row.event.numbers)
    assert stored
    assert all(len(answers) == 1 for answers in stored.values())
    heard = set(crew.log.read_text().splitlines())
    assert heard
    assert heard <= {f"{question} {answers[0]}" for question, answers in stored.items()}
    crew.ledger.write_out()
    with database.reading() as session:
        verdict = verified(session, file=public_file.path_of(settings))
    assert verdict.holds, verdict.says


def naively_spend(database: Database, threads: int) -> int:
    """The control: look whether it fits, then write it down."""
    with database.writing() as session:
        session.execute(text("CREATE TABLE naive (price BIGINT)"))
    together, failed = threading.Barrier(threads), []

    def spend() -> None:
        try:
            with database.reading() as session:
                spent = session.execute(text("SELECT coalesce(sum(price), 0) FROM naive")).scalar_one()
            together.wait(10)
            if spent + QUOTA <= QUOTA:
                with database.writing() as session:
                    session.execute(text("INSERT INTO naive VALUES (:price)"), {"price": QUOTA})
        except Exception as error:  # noqa: BLE001 - carried to the thread that can fail the test
            failed.append(error)

    started = [threading.Thread(target=spend) for _ in range(threads)]
    for each in started:
        each.start()
    for each in started:
        each.join()
    assert not failed
    with database.writing() as session:
        total = session.execute(text("SELECT sum(price) FROM naive")).scalar_one()
        session.execute(text("DROP TABLE naive"))
    return int(total)


def test_a_ledger_that_looks_before_it_writes_would_overspend(database: Database) -> None:
    assert naively_spend(database, threads=4) > QUOTA


def test_without_the_comparison_two_workers_would_each_answer(ledger: DatabaseLedger, database: Database) -> None:
    """The control: two workers may hold the same period, and each draws its own noise."""
    one, other = (DatabaseLedger(database, file=ledger.file, lease=timedelta()) for _ in range(2))
    one.open_year(BUDGET)
    plan = one.buy(PLANS[0]).plan
    period = plan.periods[0]
    taken = [each.reserve(plan.id, period, today=period.closes_on) for each in (one, other)]
    assert taken[0] == taken[1]
    drawn = [release_of(plan, taken[0], numbers=(secrets.randbits(60), 0), software="1") for _ in range(2)]
    assert drawn[0] != drawn[1]
    assert one.publish(drawn[0]) == other.publish(drawn[1]) == drawn[0]
