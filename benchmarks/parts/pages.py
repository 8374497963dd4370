"""axe on whatever somebody can meet, public and desk: each state, language, width and scheme, nothing sampled."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Missing
from benchmarks.stage import Stage
from i18n.locales import SHIPPED

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from benchmarks.matrix import Tally


def measure(stage: Stage) -> list[Figure]:
    """Walk every way in each language, and look at each stop from every side."""
    try:
        from benchmarks.matrix import WAYS, WAYS_OF_NOTHING, Task, looked_at
        from tests.browser import desk, portal
        from tests.browser.patient_portal import PATIENT
    except ImportError as error:
        raise Missing(f"{error.name} is not installed. Run: make bench") from None
    for name in ("pages", "nothing"):
        (stage.folder / name).mkdir()
    stage.tell("a town with three weeks of life, and one in which nothing has happened yet")
    with (
        portal.serving(stage.folder / "pages", stage.folder / "town", PATIENT) as lived,
        desk.serving(stage.folder / "nothing") as empty,
    ):
        tasks = [Task(name, way, locale.tag, lived) for locale in SHIPPED for name, way in WAYS.items()]
        tasks += [Task(name, way, locale.tag, empty) for locale in SHIPPED for name, way in WAYS_OF_NOTHING.items()]
        return list(_figures(looked_at(tasks, browser, stage.tell)))


def _figures(tally: "Tally") -> Iterator[Figure]:
    of = "every page and state × 7 locales × 3 widths × 2 schemes"
    how = (
        f"{tally.views:,} views of {tally.stops:,} stops, {len(tally.kinds)} kinds of them: {tally.of_errors:,} that "
        f"point out a mistake, {tally.of_nothing:,} in an empty city; 320, 360 (the desk: 768) and 1,280 px, light and "
        "dark; nothing sampled; as tests/browser/axe.py"
    )
    yield Figure(f"G2: axe violations, {of}", f"{len(tally.wrong)}", "0", not tally.wrong, _with(how, tally.wrong))
    yield Figure(
        f"G2: axe incomplete and not reviewed, {of}",
        f"{len(tally.doubtful)}",
        "0",
        not tally.doubtful,
        _with("the same views", tally.doubtful),
    )
    yield Figure("ways that could not be walked to their end", f"{len(tally.broken)}", "0", not tally.broken,
                 _with(f"{tally.ways} ways", tally.broken))  # fmt: skip


def _with(how: str, faults: list[str]) -> str:
    return "; ".join((how, *faults[:3]))


@contextmanager
def browser() -> Iterator["Browser"]:
    """Start the browser of the tests. Raises Missing."""
    from playwright.sync_api import sync_playwright

    from tests.browser.chromium import FLAGS, NoChromium, find

    try:
        found = find()
    except NoChromium as reason:
        raise Missing(str(reason)) from None
    with sync_playwright() as playwright:
        env: dict[str, str | float | bool] = {**os.environ, **found.environment}
        yield playwright.chromium.launch(executable_path=found.path, args=list(FLAGS), env=env)
