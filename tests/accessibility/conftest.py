"""Where the tests of the library find pages and sheets that nobody wrote for them."""

from pathlib import Path

import pytest

from tests.shared import shared_folder_of


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder of real inputs; the test is skipped where it is absent."""
    return shared_folder_of("data")


@pytest.fixture(scope="session")
def look_folder() -> Path:
    """The folder of the look's finished pages; the test is skipped where it is absent."""
    return shared_folder_of("design", "look")
