"""Rounds of reading: rate, and CPU of web and database apart, as medians over rounds that alternate between servers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks import load, processes, wrk
from benchmarks.figures import middle
from benchmarks.load import BadAnswer, Outcome
from benchmarks.stage import Served

ROUNDS = 3
SECONDS = 3.0
WARM_S = 2.0


@dataclass(frozen=True, slots=True)
class Target:
    """A server, the database behind it, and the addresses that are asked for."""

    served: Served
    database: Callable[[], Sequence[int]]
    paths: list[str]
    cookie: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What one kind of page costs: answers a second, and CPU milliseconds an answer."""

    rate: float
    web_ms: float
    database_ms: float

    @property
    def cpu(self) -> str:
        """Say the CPU in words."""
        beside = f" + {self.database_ms:.2f} database" if self.database_ms else ""
        return f"{self.web_ms:.2f} ms web{beside}"


def readings(targets: Mapping[str, Target], *, rounds: int = ROUNDS) -> dict[str, Reading]:
    """Read from each target in turn, round after round, so that a busy moment of the machine meets all alike."""
    for target in targets.values():
        _read(target, WARM_S)
    found: dict[str, list[Reading]] = {name: [] for name in targets}
    for _ in range(rounds):
        for name, target in targets.items():
            found[name].append(_measured(target))
    return {
        name: Reading(
            middle([each.rate for each in made]),
            middle([each.web_ms for each in made]),
            middle([each.database_ms for each in made]),
        )
        for name, made in found.items()
    }


def _measured(target: Target) -> Reading:
    web, database = target.served.pids, target.database()  # the connections are open by now, each with its process
    before = processes.cpu_ms(web), processes.cpu_ms(database)
    made = _read(target, SECONDS)
    after = processes.cpu_ms(web), processes.cpu_ms(database)
    return Reading(made.rate, (after[0] - before[0]) / made.count, (after[1] - before[1]) / made.count)


def _read(target: Target, seconds: float) -> Outcome:
    if wrk.is_here():
        return wrk.reading(target.served.port, target.paths, seconds=seconds, cookie=target.cookie)
    requests = [load.get(path, cookie=target.cookie) for path in target.paths]
    made = load.reading(target.served.port, requests, seconds=seconds)
    if set(made.statuses) != {200}:
        raise BadAnswer(f"{dict(made.statuses)} for {target.paths[0]}")
    return made
