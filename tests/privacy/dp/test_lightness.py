"""The library stays apart from the portal, and light enough for a web process."""

import ast
from pathlib import Path

import pytest

from tests.interpreter import loaded_after

ROOT = Path(__file__).parents[3]
MODULES = sorted(path.stem for path in (ROOT / "privacy" / "dp").glob("*.py") if path.stem != "__init__")
FORBIDDEN = {
    "fastapi", "starlette", "sqlalchemy", "sqlmodel", "jinja2", "httpx", "portal", "i18n", "accessibility",
}  # fmt: skip


def test_nothing_but_mechanisms_loads_opendp():
    light = ["privacy", "privacy.dp", *(f"privacy.dp.{name}" for name in MODULES if name != "mechanisms")]

    assert "opendp" not in loaded_after("import " + ", ".join(light))


def test_control_mechanisms_does_load_opendp():
    assert "opendp" in loaded_after("import privacy.dp.mechanisms")


@pytest.mark.parametrize("name", MODULES)
def test_no_module_imports_web_database_or_portal(name):
    tree = ast.parse((ROOT / "privacy" / "dp" / f"{name}.py").read_text())
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    roots = {each.partition(".")[0] for each in imported}

    assert not roots & FORBIDDEN
    assert "opendp" not in roots or name == "mechanisms"
