"""`make bench`: measure everything, or the parts that ONLY names, and write RESULTS.md."""

import argparse
import importlib
import signal
import sys
import time
import traceback
from pathlib import Path

from benchmarks import machine, results
from benchmarks.figures import Figure, Missing
from benchmarks.stage import Stage, stage

PARTS = (
    "imports",
    "lists",
    "reports",
    "releases",
    "ledger",
    "weight",
    "contract",
    "pages",
    "offline",
    "speed",
    "lighthouse",
    "demo",
)
TITLE = """# What was measured

Written by `make bench`; one part alone: `make bench ONLY=lists`. Each section names its date, machine and commit. What
a figure has to reach stands beside it. Only the section "Notes" is written by hand.
"""


def main() -> int:
    """Run the parts, show the figures as they come, write the file, and give the exit code."""
    chosen = _chosen()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that servers and folders of a run end with it
    failed = False
    with stage(tell) as ground:
        for name in chosen:
            failed |= not _run(name, ground)
    return int(failed)


def _chosen() -> list[str]:
    words = argparse.ArgumentParser(prog="make bench", description=__doc__)
    words.add_argument("only", nargs="*", metavar="PART", help=f"one of: {', '.join(PARTS)}")
    only = [name for word in words.parse_args().only for name in word.replace(",", " ").split()]
    if unknown := [name for name in only if name not in PARTS]:
        words.error(f"there is no part {', '.join(unknown)}; there are {', '.join(PARTS)}")
    return only or list(PARTS)


def _run(name: str, ground: Stage) -> bool:
    """Measure one part and write its section at once, so that a later failure loses nothing."""
    begun = time.monotonic()
    stamp = machine.described(ground.folder)
    tell(f"{name} …")
    try:
        figures = importlib.import_module(f"benchmarks.parts.{name}").measure(ground)
    except Missing as reason:
        tell(f"{name}: NOT MEASURED. {reason}")
        return False
    except Exception:  # noqa: BLE001 - one part that fails must not lose the others
        traceback.print_exc()
        tell(f"{name}: FAILED")
        return False
    for figure in figures:
        _show(figure)
    tell(f"{name} took {time.monotonic() - begun:.0f} s")
    _write(name, results.section(figures, stamp=stamp))
    return True


def _write(name: str, section: str) -> None:
    old = results.FILE.read_text(encoding="utf-8") if results.FILE.exists() else ""
    made = results.merged(old, {name: section}, order=PARTS, title=TITLE, notes="Nothing yet.")
    scratch = Path(f"{results.FILE}.new")
    scratch.write_text(made, encoding="utf-8")
    scratch.replace(results.FILE)


def _show(figure: Figure) -> None:
    sign = {True: "  ok", False: "MISS", None: "    "}[figure.met]
    print(f"  {sign}  {figure.what}: {figure.measured}  ({figure.target})  {figure.how}", flush=True)


def tell(words: str) -> None:
    """Show what is being done."""
    print(f"[{time.strftime('%H:%M:%S')}] {words}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
