"""The command line as its users meet it: help for each command, one clear line for what is wrong, exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from portal.cli import COMMANDS

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


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str, tmp_path: Path) -> None:
    result = veu(command, "--help", var=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "Usage:" in result.stdout


@pytest.mark.parametrize(
    "words", [("nonsense",), ("demo", "--advance", "soon"), ("staff", "invite"), ("serve", "--what")]
)
def test_wrong_words_end_with_2(words: tuple[str, ...], tmp_path: Path) -> None:
    assert veu(*words, var=tmp_path).returncode == 2


def test_an_installation_that_is_not_set_up_says_so_in_one_line(tmp_path: Path) -> None:
    result = veu("serve", var=tmp_path)
    assert result.returncode == 1
    assert result.stderr.strip() == "Error: Set VEU_KEYS to the folder of the key files, apart from VEU_VAR."


def test_the_demo_with_no_life_is_ready_and_loses_nothing(tmp_path: Path) -> None:
    first = veu("demo", "--prepare", var=tmp_path, VEU_DEMO="empty")
    assert first.returncode == 0, first.stderr
    assert "/staff/en/sign-in/" in first.stdout
    written = (tmp_path / "veu.db").stat().st_ino
    second = veu("demo", "--prepare", var=tmp_path, VEU_DEMO="empty")
    assert second.returncode == 0
    assert (tmp_path / "veu.db").stat().st_ino == written
    assert "14 checks, 0 to mend." in veu("doctor", var=tmp_path).stdout


def test_the_clock_moves_in_a_demo_only(tmp_path: Path) -> None:
    veu("demo", "--prepare", var=tmp_path, VEU_DEMO="empty")
    moved = veu("demo", "--advance", "1w", var=tmp_path)
    assert moved.returncode == 0, moved.stderr
    assert (tmp_path / "clock-offset").read_text() == str(7 * 86400)
    refused = veu("demo", "--advance", "1w", var=tmp_path, VEU_MODE="test")
    assert refused.returncode == 2


def test_staff_are_invited_by_a_link(tmp_path: Path) -> None:
    veu("demo", "--prepare", var=tmp_path, VEU_DEMO="empty")
    result = veu("staff", "invite", "--email", "clerk@example.org", var=tmp_path)
    assert result.returncode == 0, result.stderr
    assert "/staff/en/sign-in/" in result.stdout
    assert "clerk@example.org" not in result.stdout
    assert veu("staff", "invite", "--email", "clerk", var=tmp_path).returncode == 2
