"""A real city taken in by the commands that an operator uses: Boston's 58,251 requests of 2011 and its boundaries."""

from dataclasses import dataclass
from functools import cache

from benchmarks.commands import Ran, veu
from benchmarks.stage import Stage, environment
from portal.ground.settings import Settings

REQUESTS = "311", "boston_2011_full.csv.gz"
BOUNDARIES = "geo", "boston.geojson.gz"
DONE, DONE_WITH_REJECTS = 0, 3


@dataclass(frozen=True, slots=True)
class Boston:
    """The installation, and how the import went."""

    settings: Settings
    ran: Ran


@cache
def taken_in(stage: Stage, kind: str) -> Boston:
    """Import it once a run and database. Raises Missing."""
    requests, boundaries = stage.shared(*REQUESTS), stage.shared(*BOUNDARIES)
    settings = stage.empty(kind)
    env, log = environment(settings), settings.var / "import.log"
    veu("import", "districts", str(boundaries), "--language", "en", env=env, log=log)
    stage.tell(f"{kind}: veu import requests {requests.name}")
    rejects = str(settings.var / "rejects.csv")
    words = ("import", "requests", str(requests), "--map", "boston311", "--rejects", rejects)
    return Boston(settings, veu(*words, env=env, log=log, good=(DONE, DONE_WITH_REJECTS)))
