"""`make demo` as a newcomer has it: on a fresh clone with empty caches, and the second start."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure, Missing, at_most
from benchmarks.stage import ROOT, Stage, wait_for_answer
from tests.browser.running import free_port

MOST_FIRST_S, MOST_SECOND_S = 180, 3
PATIENCE_S = 900
GOODBYE_S = 30


def measure(stage: Stage) -> list[Figure]:
    """Clone the commit at hand, start its demo twice."""
    for tool in ("git", "make"):
        if shutil.which(tool) is None:
            raise Missing(f"{tool} is not installed")
    clone = stage.folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    stage.tell("make demo on a clean clone, with empty caches")
    with _demo(clone) as first:
        pass
    stage.tell("make demo again")
    with _demo(clone) as second:
        pass
    caches = "no cache of pip or npm, the index over the network"
    return [
        at_most("first `make demo` on a clean clone, to its first page", first, MOST_FIRST_S, "s", caches),
        at_most("second `make demo`, to its first page", second, MOST_SECOND_S, "s"),
    ]


@contextmanager
def _demo(clone: Path) -> Iterator[float]:
    """Start the demo and give the seconds to its first page; stop it as Ctrl+C does."""
    port = free_port()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("VEU_", "VIRTUAL_ENV"))}
    empty = {"PIP_CACHE_DIR": str(clone.with_name("pip")), "npm_config_cache": str(clone.with_name("npm"))}
    log = clone.with_name("demo.log").open("ab")
    begun = time.perf_counter()
    with (
        log,
        subprocess.Popen(
            ["make", "demo"],
            cwd=clone,
            env=kept | empty | {"VEU_PORT": str(port)},
            stdout=log,
            stderr=log,
            start_new_session=True,
        ) as demo,
    ):
        try:
            wait_for_answer(port, "/en/", patience_s=PATIENCE_S, alive=lambda: demo.poll() is None)
            yield time.perf_counter() - begun
        finally:
            os.killpg(demo.pid, signal.SIGINT)
            demo.wait(GOODBYE_S)
