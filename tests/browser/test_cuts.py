"""A thin cut of the thousand: `make bench ONLY=offline` makes them all."""

import base64
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from portal.ground.settings import Mode
from tests.browser.cuts import simulate
from tests.browser.cutting import Line, line_to
from tests.browser.desk import Desk, made
from tests.browser.running import running
from tests.portal.doors.staff.reports import two_coloured_photo

CUTS = 1_000 if os.environ.get("VEU_TESTS") == "all" else 60


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small city whose portal slows nobody down."""
    var: Path = tmp_path_factory.mktemp("cuts")
    changed = {"mode": Mode.BENCH, "throttles": False, "keys": var / "keys"}
    with made(var) as desk, running(desk.settings.model_copy(update=changed)):
        yield desk


@pytest.fixture
def line(desk: Desk) -> Iterator[Line]:
    """A line to it that is cut by chance."""
    with line_to(desk.settings.port) as line:
        yield line


def test_no_report_is_lost_and_none_is_filed_twice(browser: Browser, desk: Desk, line: Line) -> None:
    context = browser.new_context(locale="en")
    photo = base64.b64encode(two_coloured_photo()).decode()
    tally = simulate(context, line, desk.database, cuts=CUTS, seed=1, photo=photo)
    context.close()
    assert tally.many >= CUTS
    assert len(tally.cuts) >= 5, tally.cuts
    assert (tally.lost, tally.doubled, tally.wrong_receipts) == (0, 0, 0)


def test_a_phone_that_forgets_its_key_files_twice(browser: Browser, desk: Desk, line: Line) -> None:
    """The control: the simulation does see what the key prevents."""
    context = browser.new_context(locale="en")
    tally = simulate(context, line, desk.database, cuts=15, seed=2, forgets=True)
    context.close()
    assert tally.doubled > 0
