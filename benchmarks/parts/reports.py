"""Filing reports: each of the three forms as a browser sends it, and what the workers weigh after all kinds of load."""

from collections.abc import Mapping
from urllib.parse import urlencode

from benchmarks import addresses, load, processes
from benchmarks.figures import Figure, at_least, at_most, percentile
from benchmarks.load import BadAnswer, Outcome
from benchmarks.machine import fsync_ms
from benchmarks.rounds import Target, readings
from benchmarks.stage import KINDS, Served, Stage, serving
from portal.city.places.queries import districts
from portal.ground.database import Database

ISSUES = 100_000
REPORTS = 6_000
LEAST_RATE, MOST_P99_MS, MOST_MIB = 500, 150, 300
STEP_1 = {"category": "light", "words": "The lamp in front of number 12 has been dark since Monday."}
STEP_2 = {"place": "by the fountain", "landmark": "behind the market"}
STEP_3 = {"public": "yes", "email": "ana@example.org"}
AFTER = "lists, issue pages, map boxes, reports"


def measure(stage: Stage) -> list[Figure]:
    """Measure on both databases."""
    return [figure for kind in KINDS for figure in _on(stage, kind)]


def _on(stage: Stage, kind: str) -> list[Figure]:
    settings = stage.seeded(kind, ISSUES)
    database = Database(settings)
    district = _a_district(database)
    pages = addresses.list_pages(database, 300), addresses.issue_pages(database, 300), addresses.map_boxes(database, 50)
    database.close()
    with serving(settings, embedded_worker=False) as served:
        stage.tell(f"{kind}: {REPORTS:,} reports, three forms each")
        readings({str(place): Target(served, tuple, paths) for place, paths in enumerate(pages)}, rounds=1)
        started = _sent(served, [_form("/en/report", STEP_1)] * REPORTS, leads_to="/place")
        drafts = [place.removesuffix("/place") for place in started.places]
        placed = _sent(
            served, [_form(f"{draft}/place", STEP_2, district=district) for draft in drafts], leads_to="/check"
        )
        database_pids = stage.pids_of_database(kind)
        before = processes.cpu_ms(served.pids), processes.cpu_ms(database_pids)
        sent = _sent(served, [_form(f"{draft}/check", STEP_3) for draft in drafts], leads_to="/sent")
        after = processes.cpu_ms(served.pids), processes.cpu_ms(database_pids)
        memory = processes.pss_mib(served.pids)
    cpu = f"{(after[0] - before[0]) / REPORTS:.2f} ms web + {(after[1] - before[1]) / REPORTS:.2f} database"
    p99, half = percentile(sent.took_ms, 0.99), percentile(sent.took_ms, 0.5)
    disk = f"median {half:.0f} ms; fsync of 4 KiB {fsync_ms(stage.folder)[0]:.2f} ms"
    what = f"{kind}: sending a report (draft opened and closed, contact and place sealed, voice, letter, commit)"
    return [
        at_least(what, sent.rate, LEAST_RATE, "a second", f"{cpu}; letters wait for a worker of their own"),
        at_most(f"{kind}: sending a report, 99th percentile", p99, MOST_P99_MS, "ms", disk),
        Figure(f"{kind}: step 1, starting a draft", f"{started.rate:,.0f} a second"),
        Figure(f"{kind}: step 2, the place", f"{placed.rate:,.0f} a second"),
        at_most(f"{kind}: two workers and their parent after all this, PSS", memory, MOST_MIB, "MiB", AFTER),
    ]


def _sent(served: Served, requests: list[bytes], *, leads_to: str) -> Outcome:
    """Send each form once. Raises BadAnswer where one does not lead to the next step."""
    made = load.sending(served.port, requests)
    lost = [place for place in made.places if not place.endswith(leads_to)]
    if lost or len(made.places) != len(requests):
        raise BadAnswer(f"{dict(made.statuses)}, {lost[:1]}")
    return made


def _form(path: str, fields: Mapping[str, str], **more: str) -> bytes:
    """Write a POST as a browser without script sends it, from our own origin."""
    body = urlencode(dict(fields) | more)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return (head + body).encode()


def _a_district(database: Database) -> str:
    with database.reading() as session:
        return districts(session)[0].code
