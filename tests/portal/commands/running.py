"""Running `veu` as its users do: in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def veu(*words: str, var: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command in an installation of its own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VEU_")}
    return subprocess.run(
        [sys.executable, "-m", "portal", *words],
        cwd=ROOT,
        env={**kept, "VEU_VAR": str(var), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def fails_with_one_line(result: subprocess.CompletedProcess[str], *words: str) -> None:
    """Exit code 1, and one sentence that holds every word."""
    assert result.returncode == 1, result.stdout
    (line,) = result.stderr.strip().splitlines()
    assert line.startswith("Error: ")
    for word in words:
        assert word in line
