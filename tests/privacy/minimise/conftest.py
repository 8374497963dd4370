"""Where the tests find real inputs that nobody here wrote, and what they do without them."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("VEU_SHARED", Path(__file__).parents[4] / "shared"))


@pytest.fixture
def shared_images() -> tuple[Path, ...]:
    """Camera files and hostile files of other projects: only ever opened through `images.clean`."""
    return tuple(path for path in sorted(_folder("images").rglob("*")) if path.is_file())


@pytest.fixture
def shared_pii() -> Path:
    """Synthetic texts with marked personal data, and national ids with verdicts."""
    return _folder("pii")


def _folder(name: str) -> Path:
    folder = SHARED / "data" / name
    if not folder.is_dir():
        pytest.skip(f"{name} needs the shared data folder (VEU_SHARED)")
    return folder
