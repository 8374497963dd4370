"""Installations to run commands in: made once by the commands themselves, then copied."""

import shutil
from pathlib import Path

import pytest

from tests.portal.commands.running import veu


@pytest.fixture(scope="session")
def empty_demo_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo with no life, as `veu demo --prepare` makes it."""
    var = tmp_path_factory.mktemp("empty_demo")
    assert veu("demo", "--prepare", var=var, VEU_DEMO="empty", VEU_PORT="8011").returncode == 0
    return var


@pytest.fixture(scope="session")
def migrated_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation whose database has its tables, as `veu migrate` makes it."""
    var = tmp_path_factory.mktemp("migrated")
    assert veu("migrate", var=var).returncode == 0
    return var


@pytest.fixture
def empty_demo(empty_demo_once: Path, tmp_path: Path) -> Path:
    """A demo with no life, of the test's own."""
    return shutil.copytree(empty_demo_once, tmp_path / "demo")


@pytest.fixture
def migrated(migrated_once: Path, tmp_path: Path) -> Path:
    """An installation with tables, of the test's own."""
    return shutil.copytree(migrated_once, tmp_path / "var")
