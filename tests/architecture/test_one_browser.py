"""Only tests/browser starts a browser: two of Playwright's loops in one process would spoil each other."""

import ast
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
BROWSER = ROOT / "tests" / "browser"
FOLDERS = ("portal", "privacy", "i18n", "accessibility", "tests")


def imported(source: str) -> set[str]:
    """The top-level names of everything that a file imports, wherever it does so."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name.split(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found


def test_nobody_else_imports_playwright() -> None:
    files = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if BROWSER not in path.parents]
    assert [str(path) for path in files if "playwright" in imported(path.read_text(encoding="utf-8"))] == []


def test_the_browser_is_started_in_one_place() -> None:
    starts = [path.name for path in BROWSER.rglob("*.py") if "sync_playwright()" in path.read_text(encoding="utf-8")]
    assert starts == ["conftest.py"]


def test_an_import_inside_a_function_is_seen() -> None:
    assert "playwright" in imported("def f():\n    from playwright.sync_api import Page\n")
