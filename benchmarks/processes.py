"""What processes have used: CPU time and proportional memory, read from /proc. Linux only."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

PROC = Path("/proc")
TICK_MS = 1000 / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> tuple[int, ...]:
    """List a process and everything that it started, and what those started."""
    parents: dict[int, list[int]] = {}
    for each in _pids():
        fields = _stat(each)
        if fields:
            parents.setdefault(int(fields[1]), []).append(each)
    found, waiting = [], [pid]
    while waiting:
        found.append(waiting.pop())
        waiting += parents.get(found[-1], ())
    return tuple(found)


def cpu_ms(pids: Iterable[int]) -> float:
    """Add up the CPU time of processes and of their children that have ended, in milliseconds (steps of 10)."""
    return sum(sum(int(each) for each in fields[11:15]) for pid in pids if (fields := _stat(pid))) * TICK_MS


def pss_mib(pids: Iterable[int]) -> float:
    """Add up the proportional share of memory, in MiB. Source: proc(5), smaps_rollup."""
    return sum(_pss_kib(pid) for pid in pids) / 1024


def _pss_kib(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _pids() -> Iterator[int]:
    return (int(each.name) for each in PROC.iterdir() if each.name.isdigit())


def _stat(pid: int) -> list[str]:
    """Give the fields from the third on (state, parent, …); none for a process that is gone."""
    try:
        text = (PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()
