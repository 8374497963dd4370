"""What was measured on: machine, versions, commit, and how long the disk takes to say that it has written."""

import os
import platform
import sqlite3
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import wrk
from benchmarks.figures import percentile

ROOT = Path(__file__).parents[1]
WRITES = 400
STEPS = 5_000_000


def described(folder: Path) -> str:
    """Say all of it in one paragraph; `folder` is on the disk that is written to."""
    half, most = fsync_ms(folder)
    client = "wrk for reading, our own client for forms" if wrk.is_here() else "our own client (benchmarks/load.py)"
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit()}. {processor()}, {os.cpu_count()} cores, "
        f"{memory_gib():.0f} GiB, {system()}; Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}; fsync of 4 KiB: median {half:.2f} ms, 99th percentile {most:.2f} ms; "
        f"load over one minute at the start: {os.getloadavg()[0]:.1f}; "
        f"{STEPS / 1e6:.0f} million steps of a Python loop: {loop_s():.2f} s. "
        f"Client: {client}, on the same cores, without asking for gzip."
    )


def loop_s() -> float:
    """Count to a few million: a rented machine may run at half the speed of an hour ago. In seconds of CPU."""
    begun, count = time.process_time(), 0
    for step in range(STEPS):
        count += step
    return time.process_time() - begun


def system() -> str:
    """Name the system and its release, without the build."""
    return f"{platform.system()} {'.'.join(platform.release().split('.')[:2])}"


def fsync_ms(folder: Path) -> tuple[float, float]:
    """Append 4 KiB and wait for the disk, many times: the median and the 99th percentile, in milliseconds."""
    file = folder / "fsync"
    took = []
    with file.open("wb", buffering=0) as out:
        for _ in range(WRITES):
            begun = time.perf_counter()
            out.write(b"\0" * 4096)
            os.fsync(out.fileno())
            took.append((time.perf_counter() - begun) * 1000)
    file.unlink()
    return percentile(took, 0.5), percentile(took, 0.99)


def commit() -> str:
    """Name the commit, and say if the working tree differs from it."""
    head = _git("rev-parse", "--short=10", "HEAD") or "unknown"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!benchmarks/RESULTS.md")
    return head + (" with changes" if changed else "")


def processor() -> str:
    """Name the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def memory_gib() -> float:
    """Give the machine's memory."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def _git(*words: str) -> str:
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
