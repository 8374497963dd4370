"""Run a command of the portal and see how long it took and how much memory it had at its height."""

import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stage import ROOT

LOOK_S = 0.01


@dataclass(frozen=True, slots=True)
class Ran:
    """One run: its exit code, what it said, wall-clock seconds, and the most memory that it had in RAM."""

    code: int
    said: str
    seconds: float
    peak_mib: float


def veu(*words: str, env: Mapping[str, str], log: Path, good: tuple[int, ...] = (0,)) -> Ran:
    """Run `veu WORDS`. The peak is VmHWM: a little more than its PSS. Raises RuntimeError for another exit code.

    It is read while the command runs: `ru_maxrss` begins with the memory of the process that forked it.
    """
    begun = time.perf_counter()
    with log.open("wb") as out:
        started = subprocess.Popen([sys.executable, "-m", "portal", *words], cwd=ROOT, env=env, stdout=out, stderr=out)
        peak_kib = 0
        while started.poll() is None:
            peak_kib = max(peak_kib, _peak_kib(started.pid))
            time.sleep(LOOK_S)
    seconds = time.perf_counter() - begun
    said = log.read_text(encoding="utf-8", errors="replace")
    if started.returncode not in good:
        raise RuntimeError(f"veu {' '.join(words)} ended with {started.returncode}:\n{said[-2000:]}")
    return Ran(started.returncode, said, seconds, peak_kib / 1024)


def _peak_kib(pid: int) -> int:
    """Read the most memory that a process has had so far; 0 once it has none. Source: proc_pid_status(5), VmHWM."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)
