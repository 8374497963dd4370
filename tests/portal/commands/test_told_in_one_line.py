"""What a careless operator meets: one sentence that says what is wrong and what mends it; nothing is made or lost."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from portal.ground.errors import ConfigurationError
from portal.ground.settings import Mode, Settings
from portal.workplace import workplace
from tests.portal.commands.running import ROOT, fails_with_one_line, veu

BAD = ("sqlite:///", "sqlite:///:memory:", "postgresql://a:b:c@[/x", "sqlite:////proc/x/y.db")


@pytest.mark.parametrize("url", BAD)
def test_an_address_without_a_database_is_told_in_one_line(url: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="VEU_DATABASE_URL"):
        opened(var=tmp_path, database_url=url)


def opened(**given: object) -> None:
    """Open an installation as a command does, and close it."""
    with workplace(Settings(**{"mode": Mode.TEST} | given), migrated=False):
        pass


def test_a_folder_that_is_none_is_told_in_one_line(migrated: Path, tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match=r"/proc/nothing.*VEU_VAR"):
        opened(var=Path("/proc/nothing"))
    with pytest.raises(ConfigurationError, match=r"away.*VEU_LEDGER"):
        opened(var=tmp_path, ledger=tmp_path / "away")
    fails_with_one_line(veu("import", "city", "/dev/null", var=migrated), "/dev/null")


def test_a_disk_that_is_full_is_told_in_one_line(tmp_path: Path) -> None:
    """A limit on the size of files stands for the end of the disk: SQLite and Python meet both alike."""
    limited = (
        "import resource, signal, sys; from portal.cli import main; from portal.migrations import tables; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (204800, 204800)); "
        "sys.argv = ['veu', 'migrate']; main()"
    )
    quiet = {
        "PATH": os.environ["PATH"],
        "VEU_VAR": str(tmp_path),
        "PYTHONDONTWRITEBYTECODE": "1",
    }  # half of it would stay
    result = subprocess.run(
        [sys.executable, "-c", limited], cwd=ROOT, capture_output=True, text=True, check=False, env=quiet
    )
    fails_with_one_line(result, "The database refused")


def test_a_key_that_others_can_read_is_named_with_what_mends_it(empty_demo: Path) -> None:
    key = empty_demo / "keys" / "root.key"
    key.chmod(0o644)
    fails_with_one_line(veu("staff", "invite", "--email", "a@example.org", var=empty_demo), f"Run: chmod 600 {key}")
    key.parent.chmod(0o755)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    fails_with_one_line(veu("serve", var=empty_demo, VEU_PORT=port), f"Run: chmod 700 {key.parent}")


def test_doctor_asks_the_clock_of_the_demo_and_makes_no_key(empty_demo: Path) -> None:
    assert veu("demo", "--advance", "8w", var=empty_demo).returncode == 0
    before = sorted(path.name for path in (empty_demo / "keys").iterdir())
    looked = veu("doctor", var=empty_demo)
    assert looked.stderr == ""
    assert ", 0 to mend." in looked.stdout, looked.stdout
    assert sorted(path.name for path in (empty_demo / "keys").iterdir()) == before


def test_the_clock_moves_a_year_at_most(tmp_path: Path) -> None:
    refused = veu("demo", "--advance", "53w", var=tmp_path)
    assert refused.returncode == 2
    assert "52w at most" in refused.stderr
