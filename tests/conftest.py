"""What every test stands on: a frozen clock, a key ring's folder, and both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import hypothesis
import pytest

from portal.ground import clock
from portal.ground.database import Database
from portal.ground.settings import Mode, Settings
from tests import audited
from tests.contract import Contract
from tests.databases import fresh_database
from tests.shared import shared_folder_of

# Examples are not timed: a busy machine would fail what is right.
hypothesis.settings.register_profile("veu", deadline=None)
hypothesis.settings.load_profile("veu")
audited.install()


def pytest_configure(config: pytest.Config) -> None:
    """Let what becomes of the accessibility contract's tests be gathered."""
    config.pluginmanager.register(Contract(), "contract")


ROOT = Path(__file__).parent.parent
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.fixture
def frozen_clock() -> Iterator[clock.FrozenClock]:
    """Time stands still at noon on Monday 2026-11-23, until the test moves it."""
    with clock.installed(clock.FrozenClock(NOON)) as frozen:
        assert isinstance(frozen, clock.FrozenClock)
        yield frozen


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """An installation of its own under the test's folder."""
    return Settings(mode=Mode.TEST, var=tmp_path, host="localhost", url="https://localhost", throttles=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[Database]:
    """An empty database with every table: each test that asks for it runs on SQLite and on PostgreSQL."""
    with fresh_database(request.param, settings, tmp_path) as made:
        yield made


@pytest.fixture
def sqlite(settings: Settings, tmp_path: Path) -> Iterator[Database]:
    """The same on SQLite alone, where the other database can say nothing else."""
    with fresh_database("sqlite", settings, tmp_path) as made:
        yield made


@pytest.fixture
def shared_data() -> Path:
    """The folder of real inputs; the test is skipped where it is absent."""
    return shared_folder_of("data")
