"""`veu import requests` of a real year: 58,251 rows, on both databases."""

import re

from benchmarks.boston import taken_in
from benchmarks.figures import Figure, at_most
from benchmarks.stage import KINDS, Stage

MOST_S, MOST_MIB = 60, 350
COMMAND = "`veu import requests boston_2011_full.csv.gz --map boston311`"


def measure(stage: Stage) -> list[Figure]:
    """Import on both databases."""
    return [figure for kind in KINDS for figure in _on(stage, kind)]


def _on(stage: Stage, kind: str) -> list[Figure]:
    ran = taken_in(stage, kind).ran
    counts = "; ".join(" ".join(line.split()) for line in ran.said.splitlines() if re.match(r" *[\d,]+  \w", line))
    return [
        at_most(f"{kind}: import of 58,251 rows", ran.seconds, MOST_S, "s", COMMAND),
        at_most(f"{kind}: import, most memory", ran.peak_mib, MOST_MIB, "MiB", counts),
    ]
