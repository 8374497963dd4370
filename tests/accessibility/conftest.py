"""Where the tests of the library find pages and sheets that nobody wrote for them."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("VEU_SHARED", ROOT.parent / "shared"))


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder of real inputs; the test is skipped where it is absent."""
    folder = SHARED / "data"
    if not folder.is_dir():
        pytest.skip(f"no real inputs: {folder} is absent")
    return folder


@pytest.fixture(scope="session")
def look_folder() -> Path:
    """The folder of the look's finished pages; the test is skipped where it is absent."""
    folder = SHARED / "design" / "look"
    if not folder.is_dir():
        pytest.skip(f"no pages of the look: {folder} is absent")
    return folder
