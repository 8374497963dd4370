"""Run a command of the portal and see how long it took and how much memory it had at its height."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stage import ROOT


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: its exit code, what it said, wall-clock seconds, and the most memory that it had in RAM."""

    code: int
    said: str
    seconds: float
    peak_mib: float


def veu(*words: str, env: Mapping[str, str], log: Path, good: tuple[int, ...] = (0,)) -> Ran:
    """Run `veu WORDS`. The peak is ru_maxrss: a little more than its PSS. Raises RuntimeError for another exit code."""
    begun = time.perf_counter()
    with log.open("wb") as out:
        started = subprocess.Popen([sys.executable, "-m", "portal", *words], cwd=ROOT, env=env, stdout=out, stderr=out)
        _, status, used = os.wait4(started.pid, 0)
    seconds = time.perf_counter() - begun
    started.returncode = os.waitstatus_to_exitcode(status)
    said = log.read_text(encoding="utf-8", errors="replace")
    if started.returncode not in good:
        raise RuntimeError(f"veu {' '.join(words)} ended with {started.returncode}:\n{said[-2000:]}")
    return Ran(started.returncode, said, seconds, used.ru_maxrss / 1024)
