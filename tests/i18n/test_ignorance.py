"""The library knows nothing of the web, the database or the portal."""

import ast
from pathlib import Path

import i18n

FORBIDDEN = {
    "accessibility", "fastapi", "httpx", "httpx2", "jinja2", "portal", "privacy", "sqlalchemy", "sqlmodel", "starlette",
}  # fmt: skip
FOLDER = Path(i18n.__file__).parent


def imported(source: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").partition(".")[0])
    return found


def test_no_module_imports_what_it_may_not_know():
    modules = list(FOLDER.glob("**/*.py"))
    assert len(modules) > 20
    assert {path.name: imported(path.read_text("utf-8")) & FORBIDDEN for path in modules} == {
        path.name: set() for path in modules
    }


def test_an_import_would_be_seen():
    assert imported("def f():\n    from jinja2.ext import Extension\n") & FORBIDDEN == {"jinja2"}
