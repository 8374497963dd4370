"""Files are small and hold one thought; functions fit on a screen: what is read at once is understood at once."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LONGEST_FILE = 250
LONGEST_FUNCTION = 40
LONGEST_ROUTE = 12
OURS = [
    path
    for package in ("portal", "privacy", "i18n", "accessibility")
    for path in sorted((ROOT / package).rglob("*.py"))
    if "versions" not in path.parts
]


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function below its signature and its docstring."""
    first = function.body[0]
    rest = function.body[1:] if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) else function.body
    return (rest[-1].end_lineno or 0) - rest[0].lineno + 1 if rest else 0


def is_route(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a function is registered as a page."""
    names = {decorator.func.attr for decorator in function.decorator_list
             if isinstance(decorator, ast.Call) and isinstance(decorator.func, ast.Attribute)}  # fmt: skip
    return bool(names & {"reads", "writes"})


@pytest.mark.parametrize("path", OURS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_one_thought(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "each module opens with a sentence that says what it is for"
    for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
        most = LONGEST_ROUTE if is_route(function) else LONGEST_FUNCTION
        assert body_lines(function) <= most, f"{function.name} has more than {most} lines"


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "base", "manager", "handler"])
def test_no_file_has_an_empty_name(name: str) -> None:
    assert [path for path in OURS if path.stem == name] == []
