"""Each import contract holds, and each was seen broken: a copy of the graph with one forbidden import must fail it.

A contract that cannot fail protects nothing.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent

BREAKS = {
    "The staircase": ("portal/ground/clock.py", "import portal.web.visit"),
    "Inside ground": ("portal/ground/mail/letters.py", "import portal.ground.jobs.queue"),
    "Inside city": ("portal/city/places/rules.py", "import portal.city.identity.rules"),
    "Rooms of listen": ("portal/listen/reports/rules.py", "import portal.listen.support.rules"),
    "Rooms behind the doors": ("portal/doors/front/routes.py", "import portal.doors.staff"),
    "Decisions never read voices": ("portal/decide/solutions/rules.py", "import portal.listen.support.queries"),
    "Inside decide": ("portal/decide/solutions/rules.py", "import portal.decide.prioritisation.rules"),
    "Only figures count contributions": ("portal/web/visit.py", "import portal.ground.contributions.queries"),
    "Public facts know no voice": ("portal/doors/front/routes.py", "import portal.ground.contributions.rules"),
    "Who opens nothing that is sealed": ("portal/listen/support/rules.py", "import portal.ground.vault.rules"),
    "Figures and imports know no account": ("portal/doors/imports/batch.py", "import portal.city.identity.rules"),
    "Parts of privacy do not know one another": ("privacy/minimise/text.py", "import privacy.vault.keys"),
    "know nothing of the portal, nor": ("privacy/purposes.py", "import i18n.locales"),
    "The libraries do not import the portal": ("i18n/locales.py", "import portal.ground.clock"),
    "Rules and libraries import no framework": ("i18n/locales.py", "import click"),
    "Only privacy imports cryptography": ("portal/ground/clock.py", "import cryptography"),
    "Only privacy.dp.mechanisms imports opendp": ("privacy/dp/weeks.py", "import opendp"),
    "The work that waits knows no web": ("portal/listen/support/jobs.py", "from portal.web.visit import Visit"),
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on a copy of the project."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is linted, to be broken."""
    folder = tmp_path_factory.mktemp("house")
    leave = shutil.ignore_patterns("__pycache__", "static", "locale", "versions")
    for package in ("portal", "privacy", "i18n", "accessibility"):
        shutil.copytree(ROOT / package, folder / package, ignore=leave)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def test_every_contract_is_kept(copy: Path) -> None:
    result = lint(copy)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("contract", BREAKS)
def test_a_broken_contract_is_caught(copy: Path, contract: str) -> None:
    file, line = BREAKS[contract]
    path = copy / file
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole + f"\n{line}\n", encoding="utf-8")
    try:
        result = lint(copy)
    finally:
        path.write_text(whole, encoding="utf-8")
    assert result.returncode == 1
    broken = [row for row in result.stdout.splitlines() if " BROKEN" in row]
    assert any(contract in row for row in broken), result.stdout
