"""Where the tests find real inputs that nobody here wrote, and what they do without them."""

from pathlib import Path

import pytest

from tests.shared import shared_folder_of


@pytest.fixture
def shared_images() -> tuple[Path, ...]:
    """Camera files and hostile files of other projects: only ever opened through `images.clean`."""
    return tuple(path for path in sorted(shared_folder_of("data", "images").rglob("*")) if path.is_file())


@pytest.fixture
def shared_pii() -> Path:
    """Synthetic texts with marked personal data, and national ids with verdicts."""
    return shared_folder_of("data", "pii")
