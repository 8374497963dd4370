"""Public pages under load: the list of issues, one issue, and the map box, at 100,000 and at 1,000,000 issues."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial

from benchmarks import addresses, processes
from benchmarks.figures import Figure, at_least, at_most
from benchmarks.rounds import Reading, Target, readings
from benchmarks.stage import KINDS, Served, Stage, serving
from portal.ground.database import Database

FEW, MANY = 100_000, 1_000_000
PAGES = 1_000
BOXES = 150
RATES = {"list": {"SQLite": 1_000, "PostgreSQL": 1_000}, "issue": {"SQLite": 1_500, "PostgreSQL": 1_000}}
BOX_RATE, BOX_RATE_MANY = 1_500, 1_200
MOST_WEB_MS, MOST_DATABASE_MS = 1.5, 0.25
CACHED_RATE = 10_000
LEAST_SHARE = 90
MOST_MIB, MOST_START_S = 300, 2.0


@dataclass(frozen=True, slots=True)
class City:
    """A served city of so many issues, with the addresses that will be asked for."""

    served: Served
    database: Callable[[], tuple[int, ...]]
    lists: list[str]
    issues: list[str]
    boxes: list[str]

    def target(self, paths: list[str], *, cookie: bool = True) -> Target:
        """Ask this city for `paths`."""
        return Target(self.served, self.database, paths, cookie)


def measure(stage: Stage) -> list[Figure]:
    """Measure on both databases."""
    return [figure for kind in KINDS for figure in _on(stage, kind)]


def _on(stage: Stage, kind: str) -> list[Figure]:
    with ExitStack() as open_cities:
        few, many = (open_cities.enter_context(_city(stage, kind, issues)) for issues in (FEW, MANY))
        stage.tell(f"{kind}: list, issue page and map box, rounds of both sizes in turn")
        lists = readings({"few": few.target(few.lists), "many": many.target(many.lists)})
        first = readings({"few": few.target([addresses.LIST])})["few"]
        cached = readings({"few": few.target([addresses.LIST], cookie=False)})["few"]
        issues = readings({"few": few.target(few.issues), "many": many.target(many.issues)})
        boxes = readings({"few": few.target(few.boxes), "many": many.target(many.boxes)})
        memory = processes.pss_mib(few.served.pids)
        started = few.served.started_s
    return [
        *_list_figures(kind, first, lists, cached),
        *_page_figures(kind, issues, boxes),
        at_most(f"{kind}: two workers and their parent after this, PSS", memory, MOST_MIB, "MiB"),
        at_most(f"{kind}: start to the first whole answer", started, MOST_START_S, "s", "`veu serve`, 2 workers"),
    ]


def _list_figures(kind: str, first: Reading, lists: dict[str, Reading], cached: Reading) -> list[Figure]:
    made = []
    for name, each in (
        (f"{kind}: list, first page, rendered anew", first),
        (f"{kind}: list, {PAGES:,} pages all over, rendered", lists["few"]),
    ):
        made.append(at_least(name, each.rate, RATES["list"][kind], "a second", each.cpu))
        fits = each.web_ms <= MOST_WEB_MS and each.database_ms <= MOST_DATABASE_MS
        made.append(Figure(f"{name}, CPU", each.cpu, f"≤ {MOST_WEB_MS} web, ≤ {MOST_DATABASE_MS} database", fits))
    made.append(at_least(f"{kind}: list, answered before", cached.rate, CACHED_RATE, "a second", cached.cpu))
    made.append(_share(f"{kind}: list at 1,000,000 issues", lists))
    return made


def _page_figures(kind: str, issues: dict[str, Reading], boxes: dict[str, Reading]) -> list[Figure]:
    one, box, wide = issues["few"], boxes["few"], boxes["many"]
    return [
        at_least(f"{kind}: issue page", one.rate, RATES["issue"][kind], "a second", one.cpu),
        _share(f"{kind}: issue page at 1,000,000 issues", issues),
        at_least(f"{kind}: map box of 160 points", box.rate, BOX_RATE, "a second", box.cpu),
        at_least(f"{kind}: map box of 160 points at 1,000,000 issues", wide.rate, BOX_RATE_MANY, "a second", wide.cpu),
    ]


def _share(what: str, of: dict[str, Reading]) -> Figure:
    share = 100 * of["many"].rate / of["few"].rate
    how = f"{of['many'].rate:,.0f} a second, {of['many'].cpu}; beside {of['few'].rate:,.0f} in rounds that alternate"
    return at_least(what, share, LEAST_SHARE, "% of the rate at 100,000", how)


@contextmanager
def _city(stage: Stage, kind: str, issues: int) -> Iterator[City]:
    """Seed, choose addresses, and serve until the block ends."""
    settings = stage.seeded(kind, issues)
    database = Database(settings)
    lists, pages = addresses.list_pages(database, PAGES), addresses.issue_pages(database, PAGES)
    boxes = addresses.map_boxes(database, BOXES)
    database.close()
    with serving(settings) as served:
        yield City(served, partial(stage.pids_of_database, kind), lists, pages, boxes)
