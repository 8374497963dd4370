"""The library stands alone, and a running portal does without the audit's parsers."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FORBIDDEN = ("fastapi", "starlette", "sqlalchemy", "sqlmodel", "jinja2", "httpx", "portal", "privacy", "i18n", "babel")
PARSERS = ("html5lib", "lxml", "tinycss2")
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for path in (ROOT / "accessibility").rglob("*.py")
    if path.name != "__init__.py"
)


def loaded_after(statement: str) -> set[str]:
    """The top-level modules that a fresh interpreter holds after a statement."""
    code = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_everything_brings_in_no_stranger_and_no_parser() -> None:
    loaded = loaded_after("import " + ", ".join(MODULES))
    assert not loaded & set(FORBIDDEN)
    assert not loaded & set(PARSERS)


@pytest.mark.parametrize(
    ("use", "parser"),
    [
        ("from accessibility.audit.document import parse; parse('<p>')", "html5lib"),
        ("from accessibility.audit.stylesheet import check_sheet; check_sheet('p{}')", "tinycss2"),
    ],
)
def test_a_parser_comes_in_when_it_is_used(use: str, parser: str) -> None:
    """The control: without it the test above would pass for a check that sees nothing."""
    assert parser in loaded_after(use)
