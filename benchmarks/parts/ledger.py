"""The privacy ledger while twelve processes spend and eight of them are killed; and how fast they spend in peace."""

import secrets
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

from benchmarks.figures import Figure, at_least
from benchmarks.stage import KINDS, Stage
from portal.ground.database import Database
from portal.understand.figures.ledger import public_file
from portal.understand.figures.ledger.ledger import DatabaseLedger
from portal.understand.figures.ledger.verification import verified
from privacy.dp.budgets import Budget
from privacy.dp.ledger import AlreadyMeasured, Overspent, Purchase, Release, release_of
from privacy.dp.periods import Cadence
from privacy.dp.plans import Plan, draw_up

PROCESSES, KILLS = 12, 8
BETWEEN_KILLS_S, SPEND_S = 1.0, 6.0
LEAST_SPENDS = 100
RACE, PEACE = Budget(2025), Budget(2026)
FITTING, WANTED = 20, 40  # plans that the family can pay, and plans that are asked for
MANY = 5_000
Deed = Callable[[DatabaseLedger, Random, int], None]


def measure(stage: Stage) -> list[Figure]:
    """Spend on both databases."""
    return [figure for kind in KINDS for figure in _on(stage, kind)]


def _on(stage: Stage, kind: str) -> list[Figure]:
    settings = stage.empty(kind)
    database = Database(settings)
    ledger = DatabaseLedger(database, file=public_file.path_of(settings))
    for budget in (RACE, PEACE):
        ledger.open_year(budget)
    stage.tell(f"{kind}: {PROCESSES} processes spend and publish, {KILLS} are killed")
    answers = settings.var / "answers"
    _crew(ledger, _racer(answers), kills=KILLS, seconds=BETWEEN_KILLS_S)
    over, twice, stored = _wrongs(ledger, answers)
    stage.tell(f"{kind}: {PROCESSES} processes spend")
    before = len(tuple(ledger.rows()))
    seconds = _crew(ledger, _spender(), kills=0, seconds=SPEND_S)
    spent = len(tuple(ledger.rows())) - before
    ledger.write_out()
    with database.reading() as session:
        verdict = verified(session, file=public_file.path_of(settings))
    database.close()
    what = f"{kind}: {PROCESSES} processes, {KILLS} hard kills"
    return [
        Figure(f"{what}: overspends", str(over), "0", over == 0, f"{FITTING} of {WANTED} plans fit, all were bought"),
        Figure(
            f"{what}: numbers drawn twice", str(twice), "0", twice == 0, f"{stored} questions answered, asked all over"
        ),
        at_least(
            f"{kind}: spends by {PROCESSES} processes", spent / seconds, LEAST_SPENDS, "a second", "a purchase each"
        ),
        Figure(f"{kind}: `veu verify` afterwards", verdict.says, "holds", verdict.holds),
    ]


def _crew(ledger: DatabaseLedger, deed: Deed, *, kills: int, seconds: float) -> float:
    """Let processes do the deed over and over; kill one and start another, `kills` times. Give the seconds it took."""
    enough = ledger.file.with_name("enough")
    enough.unlink(missing_ok=True)

    def work(number: int) -> None:
        mine = DatabaseLedger(ledger.database, file=ledger.file, lease=timedelta())
        dice = Random(secrets.randbits(64))
        while not enough.exists():
            with suppress(Overspent, AlreadyMeasured):
                deed(mine, dice, number)

    def start(number: int) -> BaseProcess:
        worker = get_context("fork").Process(target=work, args=(number,))
        worker.start()
        return worker

    begun = time.perf_counter()
    workers = [start(number) for number in range(PROCESSES)]
    for killed in range(kills):
        time.sleep(seconds)
        victim = workers.pop(secrets.randbelow(len(workers)))
        victim.kill()
        victim.join()
        workers.append(start(PROCESSES + killed))
    time.sleep(seconds)
    enough.touch()
    for worker in workers:
        worker.join()
    return time.perf_counter() - begun


def _plans(budget: Budget, count: int, price: int) -> Sequence[Plan]:
    one = draw_up(budget, statistic="s0", family="needs", cadence=Cadence.QUARTER, keys=("a", "b"), nano_epsilon=price)
    return tuple(replace(one, statistic=f"s{number}") for number in range(count))


def _racer(answers: Path) -> Deed:
    """Buy plans that do not all fit, and publish drawn numbers; write down each answer that was given."""
    plans = _plans(RACE, WANTED, RACE.quota("needs") // FITTING)

    def deed(ledger: DatabaseLedger, dice: Random, _number: int) -> None:
        plan = dice.choice(plans)
        ledger.buy(plan)
        period = dice.choice(plan.periods)
        taken = ledger.reserve(plan.id, period, today=period.closes_on)
        drawn = secrets.randbelow(10**6), secrets.randbelow(10**6)  # and here it may be killed
        given = ledger.publish(release_of(plan, taken, numbers=drawn, software="bench"))
        with answers.open("ab", buffering=0) as log:
            log.write(f"{plan.id} {period.key} {given.numbers}\n".encode())

    return deed


def _spender() -> Deed:
    """Buy small plans, each a different one. Their noise is worked out once, for the price that they share."""
    plans = _plans(PEACE, MANY, PEACE.quota("needs") // MANY)
    mine: dict[int, int] = {}

    def deed(ledger: DatabaseLedger, _dice: Random, number: int) -> None:
        at = mine[number] = mine.get(number, -1) + 1
        ledger.buy(plans[(number + at * PROCESSES) % MANY])

    return deed


def _wrongs(ledger: DatabaseLedger, answers: Path) -> tuple[int, int, int]:
    """Count prices beyond the quota, questions with more than one answer, and the questions that were answered."""
    bought, stored = 0, defaultdict(set)
    given: Counter[str] = Counter()
    for row in ledger.rows():
        if isinstance(row.event, Purchase):
            bought += row.event.price.nano_epsilon
        elif isinstance(row.event, Release):
            question = f"{row.event.plan_id} {row.event.period}"
            given[question] += 1
            stored[question].add(str(row.event.numbers))
    for line in answers.read_text(encoding="utf-8").splitlines():
        plan, period, numbers = line.split(" ", 2)
        stored[f"{plan} {period}"].add(numbers)
    quota = RACE.quota("needs")
    if bought < 0.9 * quota:
        raise AssertionError("the race did not reach the end of the family's budget, so it shows nothing")
    twice = sum(len(numbers) > 1 for numbers in stored.values()) + sum(times > 1 for times in given.values())
    return int(bought > quota), twice, len(given)
