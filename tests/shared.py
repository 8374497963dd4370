"""Real inputs that nobody here wrote, and that are not in the repository: maps, photos, hostile texts, sketches."""

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("VEU_SHARED", Path(__file__).parents[2] / "shared"))


def shared_folder_of(*names: str) -> Path:
    """Find a folder of real inputs; the test is skipped where it is absent."""
    folder = SHARED.joinpath(*names)
    if not folder.is_dir():
        pytest.skip(f"no real inputs: {folder} is absent (VEU_SHARED names the folder)")
    return folder
