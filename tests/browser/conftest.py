"""One browser for each worker, and a fixture that opens pages in it."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import FLAGS, NoChromium, find
from tests.browser.visit import View, Visit, visiting

HERE = Path(__file__).parent
OpenPage = Callable[..., Visit]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder, and put them last: they are slow, and say least about why."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker("browser")
    items[:] = [item for item in items if HERE not in item.path.parents] + ours


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium; without one the tests are skipped, and say how to get it."""
    try:
        chromium = find()
    except NoChromium as reason:
        pytest.skip(f"NOTHING WAS CHECKED IN A BROWSER. {reason}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=chromium.path,
            args=list(FLAGS),
            env={**os.environ, **chromium.environment},
        )
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """Open an address: `open_page(url)`, or `open_page(url, PHONE)`; closed again when the test ends."""
    with ExitStack() as visits:

        def opened(url: str, view: View | None = None) -> Visit:
            return visits.enter_context(visiting(browser, url, view or View()))

        yield opened
